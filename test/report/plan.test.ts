import { describe, expect, test } from 'vitest';
import type { PrintedPlan, Step } from '../../src/plan/step.js';
import { planReport } from '../../src/report/plan.js';
import type { Finding } from '../../src/rule.js';
import { at, drainFinding, sampleReport } from './sample.js';

const file = 'src/shutdown.ts';
const sequence = (...steps: Step[]): Step => ({ kind: 'sequence', steps });
const parallel = (...steps: Step[]): Step => ({ kind: 'parallel', steps });
const act = (label: string, line: number, changes: Partial<Extract<Step, { kind: 'act' }>> = {}): Step => ({
  kind: 'act',
  act: 'close',
  label,
  awaited: 'always',
  bound: 'instant',
  at: at(file, line, 3, 20),
  ...changes,
});
const bounded = (step: Step, ms: number | undefined, onExpiry: Step): Step => ({
  kind: 'bounded',
  step,
  deadline: { ms, by: 'watchdog', at: at(file, 2, 1, 9) },
  onExpiry,
});

const printed = (steps: Step, changes: { findings?: Finding[]; worstCase?: PrintedPlan['worstCase'] } = {}): string => {
  const triggers = [{ signals: ['SIGTERM', 'SIGINT'], owner: 'process.on', at: at(file, 14) }];
  const plan: PrintedPlan = { triggers, steps, worstCase: changes.worstCase ?? 'unbounded' };
  return planReport(sampleReport({ findings: changes.findings ?? [], services: [{ name: 'orders-api', entry: 'src/main.ts', plan }] }), { color: false });
};

describe('planReport', () => {
  test('prints steps in columns, with limits, what follows them, and the findings of that place', () => {
    const steps = sequence(
      act('ready = false', 8, { act: 'mark-not-ready' }),
      { kind: 'delay', ms: 5000, at: at(file, 9) },
      parallel(
        bounded(act('drain http server :3000', 40, { act: 'drain', bound: 'unbounded' }), 10_000, act('closeAllConnections', 42, { act: 'force' })),
        act('drain grpc server :9090', 22, { act: 'drain', bound: 'unbounded' }),
      ),
      act('close pg Pool', 9, { awaited: 'never', bound: 'unknown' }),
      act('flush OpenTelemetry', 30, { act: 'flush', bound: 30_000 }),
      act('exit 0', 31, { act: 'exit' }),
    );
    expect(printed(steps, { findings: [{ ...drainFinding, severity: 'error', location: at(file, 22, 5, 12) }] })).toMatchInlineSnapshot(`
      "orders-api  src/main.ts
      SIGTERM, SIGINT  src/shutdown.ts:14
        1  ready = false                                                 src/shutdown.ts:8
        2  wait 5 s                                                      src/shutdown.ts:9
        3  drain http server :3000  ≤ 10 s     then closeAllConnections  src/shutdown.ts:40
           drain grpc server :9090  unbounded  ✗ unbounded-drain         src/shutdown.ts:22
        4  close pg Pool            unknown    not awaited               src/shutdown.ts:9
        5  flush OpenTelemetry      ≤ 30 s                               src/shutdown.ts:30
        6  exit 0                                                        src/shutdown.ts:31
      worst case: unbounded
      "
    `);
  });

  test('indents branches, lanes and limits on several steps', () => {
    const steps = bounded(
      sequence(
        parallel(sequence(act('stop BullMQ worker', 3), act('close queue', 4)), act('stop cron', 5)),
        { kind: 'branch', steps: [act('flush logs', 6), sequence()] },
        { kind: 'branch', steps: [act('exit 0', 7), act('exit 1', 8)] },
        { kind: 'unknown', why: 'closers are registered elsewhere', at: at(file, 9) },
      ),
      90_000,
      act('exit 1', 10),
    );
    expect(printed(steps, { worstCase: 90_000 })).toMatchInlineSnapshot(`
      "orders-api  src/main.ts
      SIGTERM, SIGINT  src/shutdown.ts:14
        1  within 1 min 30 s                        then exit 1  src/shutdown.ts:2
             1  in turn
                  1  stop BullMQ worker                          src/shutdown.ts:3
                  2  close queue                                 src/shutdown.ts:4
                stop cron                                        src/shutdown.ts:5
             2  perhaps
                  1  flush logs                                  src/shutdown.ts:6
             3  either
                  1  exit 0                                      src/shutdown.ts:7
                or
                  1  exit 1                                      src/shutdown.ts:8
             4  ? closers are registered elsewhere               src/shutdown.ts:9
      worst case: 1 min 30 s
      "
    `);
  });

  test('says when a limit or a delay is not known', () => {
    const steps = sequence({ kind: 'delay', ms: undefined, at: at(file, 1) }, bounded(act('drain http', 3, { bound: 'unbounded' }), undefined, sequence()));
    const shown = printed(steps, { worstCase: 'unknown' });
    expect(shown).toMatch(/1 {2}wait for a time that is not known/);
    expect(shown).toMatch(/2 {2}drain http +unknown +then goes on/);
    expect(shown).toContain('worst case: unknown\n');
  });

  test('marks the place where the signal is handled, and no other service', () => {
    const finding: Finding = { ...drainFinding, rule: 'no-force-exit-deadline', location: at(file, 14) };
    expect(printed(sequence(), { findings: [finding] })).toContain(`${file}:14  ! no-force-exit-deadline`);
    expect(printed(sequence(), { findings: [{ ...finding, service: 'other' }] })).not.toContain('no-force-exit-deadline');
  });

  test('aligns ten steps and more', () => {
    const lines = printed(sequence(...Array.from({ length: 10 }, (_, index) => act(`close ${index}`, index + 1)))).split('\n');
    expect(lines[2]).toMatch(/^ {3}1 {2}close 0 /);
    expect(lines[11]).toMatch(/^ {2}10 {2}close 9 /);
  });

  test('says when nothing handles a signal, and when there is no service', () => {
    const services = [{ name: 'jobs', entry: 'src/jobs.ts' }];
    expect(planReport(sampleReport({ services }), { color: false })).toBe('jobs  src/jobs.ts\nnothing found that handles a termination signal\n');
    expect(planReport(sampleReport({ services: [] }), { color: false })).toMatch(/^No service found/);
  });

  test('is inert whatever steps are called, and cuts what is too long', () => {
    const shown = printed(sequence(act('\u001B[2J\n::error::', 1), act('x'.repeat(500), 2), { kind: 'unknown', why: '\u202Ex', at: at(file, 3) }));
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(Math.max(...shown.split('\n').map((line) => line.length))).toBeLessThan(120);
  });
});
