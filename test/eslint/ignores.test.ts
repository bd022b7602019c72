import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { audit } from '../../src/audit.js';
import { placesIn, repository, strictEslint } from './linting.js';

const fault = ["import { createServer } from 'node:http';", "const server = createServer((_, response) => response.end('ok')).listen(3000);", "process.on('SIGTERM', () => {", "  setTimeout(() => process.exit(1), 9000).unref(); console.log('stopping');", '  server.close();', '  process.exit(0);', '});', ''];
const withLine = (index: number, line: string): string => fault.toSpliced(index, 0, line).join('\n');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** What ESLint and what the command say about a file. */
const bothOn = async (text: string): Promise<{ eslint: string[]; command: string[] }> => {
  const folder = repository({ 'src/main.js': text });
  folders.push(folder);
  const { report } = audit({ paths: [folder], cwd: folder, preset: 'strict' });
  return {
    eslint: placesIn(folder, await strictEslint(folder).lintFiles('src/main.js')),
    command: report.findings.map(({ rule, location }) => `${location.file}:${String(location.startLine)} ${rule}`),
  };
};

it('agrees with the command about a fault', async () => {
  const { eslint, command } = await bothOn(fault.join('\n'));
  expect(eslint).toEqual(['src/main.js:6 exit-before-drain']);
  expect(command).toEqual(eslint);
});

it.each([
  ["our own comment", withLine(5, '  // drain-audit-ignore-next-line exit-before-drain -- a demo')],
  ["ESLint's comment", withLine(5, '  // eslint-disable-next-line drain-audit/exit-before-drain -- a demo')],
  ["ESLint's comment on the line", fault.join('\n').replace('exit(0);', 'exit(0); // eslint-disable-line drain-audit/exit-before-drain -- a demo')],
  ["ESLint's comment for the file", withLine(0, '/* eslint-disable drain-audit/exit-before-drain -- a demo */')],
])('is silenced by %s in both', async (_name, text) => {
  expect(await bothOn(text)).toEqual({ eslint: [], command: [] });
});

it.each([
  ['another rule', withLine(5, '  // drain-audit-ignore-next-line unawaited-close -- a demo')],
  ['no reason', withLine(5, '  // drain-audit-ignore-next-line exit-before-drain')],
  ['another line', withLine(4, '  // drain-audit-ignore-next-line exit-before-drain -- a demo')],
])('is not silenced by a comment of ours with %s', async (_name, text) => {
  const { eslint, command } = await bothOn(text);
  expect(eslint).toContain('src/main.js:7 exit-before-drain');
  expect(command).toContain('src/main.js:7 exit-before-drain');
});
