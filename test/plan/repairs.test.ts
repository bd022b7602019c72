import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/audit.js';
import { selectFiles } from '../../src/program/prefilter.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import type { Finding } from '../../src/rule.js';
import { rules } from '../../rules/index.js';

const manifest = JSON.stringify({ name: 'orders', type: 'module', scripts: { start: 'node src/main.js' } });

const findingsOf = (rule: string, file: string, text: string, node?: string): readonly Finding[] => {
  const tree = virtualTree({ 'package.json': node === undefined ? manifest : JSON.stringify({ ...JSON.parse(manifest), engines: { node } }), [file]: text });
  return analyse(tree, selectFiles(tree), rules.filter(({ id }) => id === rule)).findings;
};

/** A text after the first repair that a rule offers. The rule must have nothing to say about the result. */
const repaired = (rule: string, file: string, text: string, node?: string): string | undefined => {
  const fix = findingsOf(rule, file, text, node).find((finding) => finding.fix)?.fix;
  if (!fix) return undefined;
  const after = [...fix.edits].sort((left, right) => right.start - left.start).reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
  expect(findingsOf(rule, file, after, node)).toEqual([]);
  return after;
};

const server = `import { createServer } from 'node:http';\n\nconst server = createServer((_request, response) => response.end());\n`;
const listen = `\nserver.listen(3000);\n`;

describe('a promise around a callback', () => {
  const handler = (close: string): string => `${server}\nprocess.on('SIGTERM', async () => {\n  ${close};\n  process.exit(0);\n});\n${listen}`;

  it('takes the place of the awaited call', () => {
    expect(repaired('await-non-promise-close', 'src/main.js', handler('await server.close()'))).toBe(handler('await new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())))'));
  });

  it('has a type in TypeScript', () => {
    expect(repaired('await-non-promise-close', 'src/main.ts', handler('await server.close()'))).toContain('await new Promise<void>((resolve, reject) =>');
  });
});

describe('SIGTERM beside SIGINT', () => {
  it('registers a named listener again, in the quotes of the file', () => {
    const text = `${server}\nconst stop = () => server.close(() => process.exit(0));\nprocess.once("SIGINT", stop);\n${listen}`;
    expect(repaired('missing-sigterm-handler', 'src/main.js', text)).toBe(text.replace('stop);\n', 'stop);\nprocess.once("SIGTERM", stop);\n'));
  });

  it('adds to a list of signals', () => {
    const text = `${server}\nfor (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => server.close(() => process.exit(0)));\n${listen}`;
    expect(repaired('missing-sigterm-handler', 'src/main.js', text)).toBe(text.replace("['SIGINT'", "['SIGTERM', 'SIGINT'"));
  });

  it('loops over both for a listener written in place, with the indentation of the file', () => {
    const text = `${server}\nprocess.on('SIGINT', () => {\n\tserver.close(() => process.exit(0))\n})\n${listen}`;
    expect(repaired('missing-sigterm-handler', 'src/main.ts', text)).toContain(
      "for (const signal of ['SIGTERM', 'SIGINT'] as const) {\n\tprocess.on(signal, () => {\n\t\tserver.close(() => process.exit(0))\n\t})\n}\n",
    );
  });

  it('leaves listeners with template literals alone', () => {
    const text = `${server}\nprocess.on('SIGINT', () => {\n  console.log(\`a\n b\`);\n  server.close(() => process.exit(0));\n});\n${listen}`;
    expect(repaired('missing-sigterm-handler', 'src/main.js', text)).toBeUndefined();
  });
});

describe('an exit in the callback of the drain', () => {
  it('comes with a deadline where there is none', () => {
    const text = `${server}\nprocess.on('SIGTERM', () => {\n  server.close();\n  process.exit(0);\n});\n${listen}`;
    expect(repaired('exit-before-drain', 'src/main.js', text)).toContain("() => {\n  setTimeout(() => process.exit(1), 10_000).unref();\n  server.close(() => process.exit(0));\n});");
  });

  it('keeps the deadline that is there', () => {
    const text = `${server}\nprocess.on('SIGTERM', () => {\n  setTimeout(() => process.exit(1), 5000).unref()\n  server.close()\n  process.exit(0)\n})\n${listen}`;
    expect(repaired('exit-before-drain', 'src/main.js', text)).toContain('unref()\n  server.close(() => process.exit(0))\n})');
  });
});

describe('signals of a framework', () => {
  it('are enabled before it listens, without semicolons where the file has none', () => {
    const text = `import { NestFactory } from '@nestjs/core'\n\nconst app = await NestFactory.create(class {})\nawait app.listen(3000)\n`;
    expect(repaired('nest-shutdown-hooks-disabled', 'src/main.ts', text)).toBe(text.replace('await app.listen', 'app.enableShutdownHooks()\nawait app.listen'));
  });
});

describe('idle connections', () => {
  const text = `${server}\nprocess.on('SIGTERM', () => {\n  setTimeout(() => process.exit(1), 5000).unref();\n  server.close(() => process.exit(0));\n});\n${listen}`;

  it('are closed after the server', () => {
    expect(repaired('idle-connections-not-closed', 'src/main.js', text, '>=18')).toBe(text.replace('exit(0));\n', 'exit(0));\n  server.closeIdleConnections();\n'));
  });

  it('are closed where the version of Node has a method for it', () => {
    expect(repaired('idle-connections-not-closed', 'src/main.js', text, '>=16')).toContain('  server.closeIdleConnections?.();\n');
  });
});

describe('a deadline', () => {
  const handler = (timer: string): string => `${server}\nprocess.on('SIGTERM', () => {\n  ${timer};\n  server.close(() => console.log('drained'));\n});\n${listen}`;

  it.each(['setTimeout(() => process.exit(1), 10_000)', 'const deadline = setTimeout(() => process.exit(1), 10_000)'])('does not keep the process alive: %s', (timer) => {
    expect(repaired('deadline-timer-misuse', 'src/main.js', handler(timer))).toBe(handler(`${timer}.unref()`));
  });
});
