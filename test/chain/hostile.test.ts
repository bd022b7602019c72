import { describe, expect, it } from 'vitest';
import { resolveChains } from '../../src/chain/chains.js';
import { readContracts } from '../../src/contract/read.js';
import { virtualTree } from '../../src/read/virtual-tree.js';

const size = 1_000_000;
const long = (text: string): string => text.repeat(Math.ceil(size / text.length));

/** Reads a tree whose files want to keep the audit busy, and says how long it took. */
const secondsFor = (files: Readonly<Record<string, string>>): { seconds: number; unanalysed: number } => {
  const started = performance.now();
  const tree = virtualTree(files);
  const { contracts, unanalysed } = readContracts(tree);
  for (const chain of resolveChains(tree, contracts)) expect(chain.printed.length).toBeLessThan(10_000);
  return { seconds: (performance.now() - started) / 1000, unanalysed: unanalysed.length };
};

const image = 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\n';

describe('input that wants to keep the audit busy', () => {
  it.each([
    ['a command of one long line', { Dockerfile: `${image}CMD node ${long('a ')}\n` }],
    ['an array without an end', { Dockerfile: `${image}CMD ${long('[')}\n` }],
    ['quotes without an end', { Dockerfile: `${image}CMD sh -c "${long('\'"')}\n` }],
    ['nested substitutions', { Dockerfile: `${image}CMD sh -c ${long('$(')}\n` }],
    ['nested groups', { Dockerfile: `${image}CMD ${long('{ ')}\n` }],
    ['many instructions', { Dockerfile: `${image}${long('RUN npm install npm install\n')}CMD ["npm", "start"]\n` }],
    ['one instruction of many installations', { Dockerfile: `${image}RUN ${long('npm install ')}\nCMD ["npm", "start"]\n` }],
    ['many here-documents', { Dockerfile: `${image}RUN ${long('<<A ')}\nCMD ["npm", "start"]\n` }],
    ['many flags', { Dockerfile: `${image}COPY ${long('--a ')}\nCMD ["npm", "start"]\n` }],
    ['variables in variables', { Dockerfile: `ARG A=1\nFROM node:${long('${A:-')}\nCMD ["npm", "start"]\n` }],
    ['assignments', { Dockerfile: `${image}ENV ${long('A=1 ')}\nCMD ["npm", "start"]\n` }],
    ['stages that copy from each other', { Dockerfile: `${Array.from({ length: 30 }, (_, stage) => `FROM node:22 AS s${stage}\n${`COPY --from=${stage - 1} / /\n`.repeat(30)}`).join('')}CMD ["/start.sh"]\n`, 'a/start.sh': '', 'b/start.sh': '' }],
    ['a script of one long line', { Dockerfile: `${image}CMD ["./start.sh"]\n`, 'start.sh': long('a;') }],
    ['a script of many choices', { Dockerfile: `${image}CMD ["./start.sh"]\n`, 'start.sh': 'if a; then ./start.sh; else ./start.sh; fi\n'.repeat(2000) }],
    ['a script of here-documents', { Dockerfile: `${image}CMD ["./start.sh"]\n`, 'start.sh': long('cat <<A\n') }],
    ['functions that call each other', { Dockerfile: `${image}CMD ["./start.sh"]\n`, 'start.sh': 'a() { b; b; }\nb() { a; a; }\na\n' }],
    ['scripts that call each other', { Dockerfile: `${image}CMD ["npm", "run", "a"]\n`, 'package.json': JSON.stringify({ scripts: { a: 'npm run b || npm run b', b: 'npm run a && npm run a' } }) }],
    ['a package.json of nesting', { Dockerfile: `${image}CMD ["npm", "start"]\n`, 'package.json': long('[') }],
    ['nested YAML', { 'compose.yaml': `services: ${long('[')}` }],
    ['aliases of aliases', { 'compose.yaml': `${Array.from({ length: 30 }, (_, level) => `a${level}: &a${level} [${level === 0 ? 'x' : `*a${level - 1}, *a${level - 1}`}]`).join('\n')}\nservices: *a29\n` }],
    ['merges of merges', { 'compose.yaml': `${Array.from({ length: 25 }, (_, level) => `a${level}: &a${level} { k${level}: 1${level === 0 ? '' : `, <<: [*a${level - 1}, *a${level - 1}]`} }`).join('\n')}\nservices: *a24\n` }],
    ['TOML of many tables', { 'fly.toml': long('[[a]]\nb=1\n') }],
    ['TOML that nests', { 'fly.toml': `a = ${long('[')}` }],
    ['a Procfile of one line', { Procfile: `web: ${long('a ')}` }],
    ['a unit of continued lines', { 'a.service': `[Service]\nExecStart=node x \\\n${long('a \\\n')}` }],
    ['a unit of spaces', { 'a.service': `[Service]\nExecStart=node${long(' ')}x\n` }],
    ['a job of blocks', { 'a.nomad': long('job "a" {\n') }],
    ['a job of quotes', { 'a.nomad': `job ${long('"a" ')}` }],
    ['constants of constants', { 'ecosystem.config.js': `${Array.from({ length: 40 }, (_, level) => `const a${level} = ${level === 0 ? '1' : `[a${level - 1}, a${level - 1}]`};`).join('\n')}\nmodule.exports = { apps: a39 };\n` }],
    ['an ecosystem file of brackets', { 'ecosystem.config.js': `module.exports = ${long('[')}` }],
    ['a Supervisor file of sections', { 'supervisord.conf': long('[program:a]\ncommand=a\n') }],
  ] as const)('%s', (_name, files) => {
    expect(secondsFor(files).seconds).toBeLessThan(8);
  }, 60_000);

  it('is named once a file, with its place', () => {
    const tree = virtualTree({ 'compose.yaml': 'services:\n  a: [\n', 'fly.toml': 'app = \n', 'render.yaml': 'services:\n  - type: web\n    name: ok\n    runtime: node\n' });
    const { contracts, unanalysed } = readContracts(tree);
    expect(unanalysed.map(({ file }) => file)).toEqual(['compose.yaml', 'fly.toml']);
    expect(unanalysed.every(({ file, reason }) => reason.startsWith(`${file}:`))).toBe(true);
    expect(contracts.map(({ name }) => name)).toEqual(['ok']);
  });
});
