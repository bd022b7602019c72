import { describe, expect, it } from 'vitest';
import { contractOf, podWith } from './contracts.js';

const hookOf = (hook: string): { seconds: number | undefined; atLeast: number } => {
  const { preStop } = contractOf(podWith(hook)).containers[0] ?? {};
  return { seconds: preStop?.seconds, atLeast: preStop?.atLeast ?? -1 };
};

const script = (text: string): string => `{exec: {command: [sh, -c, ${JSON.stringify(text)}]}}`;

describe('how long a hook takes', () => {
  it.each([
    ['{sleep: {seconds: 15}}', 15],
    ['{sleep: {seconds: "15"}}', 15],
    ['{exec: {command: [sleep, "20"]}}', 20],
    ['{exec: {command: [/bin/sleep, 1m, 30s]}}', 90],
    ['{exec: {command: ["/usr/bin/sleep", "2.5"]}}', 2.5],
    [script('sleep 10'), 10],
    [script('exec sleep 10'), 10],
    [script('echo stopping; sleep 10 && nginx -s quit'), 10],
    [script('sleep 5\nsleep 7\n'), 12],
    [script('sleep 5; exit 0'), 5],
    [script('touch /tmp/draining'), 0],
    ['{exec: {command: [/busybox, sh, -c, "sleep 3"]}}', 3],
    ['{exec: {command: [bash, -lc, "sleep 3"]}}', 3],
  ])('%s: %d s', (hook, seconds) => {
    expect(hookOf(hook)).toEqual({ seconds, atLeast: seconds });
  });

  it.each([
    [script('curl -s localhost:3000/drain; sleep 30'), 30],
    [script('sleep 30 && curl localhost'), 30],
    [script('curl localhost && sleep 30'), 0],
    [script('set -e\ncurl localhost\nsleep 30'), 0],
    [script('if test -f /tmp/idle; then exit 0; fi; sleep 30'), 0],
    [script('while kill -0 1; do sleep 1; done'), 0],
    [script('sleep 30 || true'), 0],
    [script('sleep 30 &'), 0],
    [script('sleep $DELAY'), 0],
    [script('sleep $(cat /delay)'), 0],
    [script('test -f /idle && exit 0; sleep 40'), 0],
    ['{exec: {command: [/drain.sh]}}', 0],
    ['{exec: {command: [sleep, "${SECONDS}"]}}', 0],
    ['{sleep: {seconds: "{{DELAY}}"}}', 0],
    ['{httpGet: {path: /, port: 80}}', 0],
  ])('%s: not known, %d s at least', (hook, atLeast) => {
    expect(hookOf(hook)).toEqual({ seconds: undefined, atLeast });
  });

  it('is told in time, whatever the script is', () => {
    for (const text of ['a'.repeat(1_000_000), "'".repeat(19_999), ';'.repeat(19_999), 'kill '.repeat(3_999), ' '.repeat(19_999), '"\''.repeat(9_999), 'sleep 1;'.repeat(2_400)]) {
      const started = performance.now();
      hookOf(script(text));
      expect(performance.now() - started).toBeLessThan(2_000);
    }
  });
});
