import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { resolveChains } from '../../src/chain/chains.js';
import { virtualTree } from '../../src/read/virtual-tree.js';

/**
 * Our table of deliveries is a claim about real software. Here the core of it is run: a program that notes the signal,
 * drains for a moment and notes the end is started below a wrapper, one SIGTERM goes to the wrapper, and what happened is
 * compared with what the chain says. What a machine lacks is skipped by its name.
 */
type Outcome = 'drained' | 'killed' | 'cut' | 'hangs' | 'left alone';

const folder = mkdtempSync(path.join(tmpdir(), 'drain-audit-measured-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const drainMs = 500;
const patienceMs = 3000;

const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
/** A PID namespace of our own: its first process is PID 1, and with it everything in it ends, as in a container. */
const namespace = ['unshare', '--user', '--map-root-user', '--pid', '--fork', '--mount-proc', '--kill-child=SIGKILL'];
const hasNamespaces = spawnSync(namespace[0] ?? '', [...namespace.slice(1), 'true']).status === 0;

let runs = 0;

interface Prepared {
  readonly directory: string;
  readonly log: string;
}

/** A folder with the service, `app.js`, that writes what happens to it into a file. */
const prepare = (files: Readonly<Record<string, string>>, handles = true): Prepared => {
  const directory = path.join(folder, String(runs++));
  mkdirSync(directory);
  const log = path.join(directory, 'log');
  const listener = handles ? `process.on('SIGTERM', () => { note('signal'); setTimeout(() => { note('drained'); process.exit(0); }, ${drainMs}); });` : '';
  const service = `const fs = require('fs');\nconst note = (what) => fs.appendFileSync(${JSON.stringify(log)}, what + '\\n');\n${listener}\nsetInterval(() => {}, 1000);\nnote('ready ' + process.pid);\n`;
  for (const [name, text] of Object.entries({ 'app.js': service, ...files })) {
    writeFileSync(path.join(directory, name), text);
    if (name.endsWith('.sh')) chmodSync(path.join(directory, name), 0o755);
  }
  return { directory, log };
};

const linesOf = (log: string): string[] => {
  try {
    return readFileSync(log, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const until = async (isDone: () => boolean, ms: number): Promise<boolean> => {
  const end = Date.now() + ms;
  while (Date.now() < end) {
    if (isDone()) return true;
    await pause(25);
  }
  return isDone();
};

/** The first process of a namespace, as its parent sees it. */
const firstChildOf = (pid: number): number => Number(spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)]).stdout.toString().trim().split('\n')[0]);

/** Runs a command, sends one SIGTERM to its first process alone, and says what became of the service. */
const run = async (argv: readonly string[], { directory, log }: Prepared, asPid1: boolean): Promise<Outcome> => {
  const [program = '', ...rest] = asPid1 ? [...namespace, ...argv] : argv;
  const child = spawn(program, rest, { cwd: directory, stdio: 'ignore', detached: true, env: { ...process.env, npm_config_update_notifier: 'false' } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => { resolve(); }));
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  try {
    if (!(await until(() => linesOf(log).some((line) => line.startsWith('ready')), 10_000))) throw new Error(`${argv.join(' ')} did not start`);
    const target = asPid1 ? firstChildOf(child.pid ?? 0) : (child.pid ?? 0);
    process.kill(target, 'SIGTERM');
    if (!(await until(isOver, patienceMs))) return 'hangs';
    const seen = linesOf(log);
    if (seen.includes('drained')) return 'drained';
    // Outside a namespace nothing ends with its parent: what still runs then would be killed with the container.
    return seen.includes('signal') ? 'cut' : asPid1 ? 'killed' : 'left alone';
  } finally {
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // It is gone already.
    }
    await ended;
  }
};

/** What the chain says becomes of the service. */
const claimed = (argv: readonly string[], files: Readonly<Record<string, string>>, base = 'node:22-slim'): 'arrives' | 'lost' => {
  const [chain] = resolveChains(virtualTree({ Dockerfile: `FROM ${base}\nWORKDIR /app\nCOPY . .\nENTRYPOINT ${JSON.stringify(argv)}\n`, ...files }), []);
  if (!chain || chain.unknown) throw new Error(`the chain of ${argv.join(' ')} is not known`);
  return chain.losing.length > 0 ? 'lost' : 'arrives';
};

interface Case {
  argv: readonly string[];
  files?: Readonly<Record<string, string>>;
  /** Programs that it needs beside node. */
  needs: readonly string[];
  /** The image whose shell is like that of this machine. */
  base?: string;
}

const scripts = (start: string): Readonly<Record<string, string>> => ({ 'package.json': JSON.stringify({ name: 'app', scripts: { start } }) });
const script = (text: string): Readonly<Record<string, string>> => ({ 'start.sh': text });

const dashIsSh = spawnSync('sh', ['-c', 'readlink -f /bin/sh']).stdout.toString().trim().endsWith('dash');

const cases: readonly Case[] = [
  { argv: ['node', 'app.js'], needs: [] },
  { argv: ['dash', '-c', 'node app.js'], needs: ['dash'] },
  { argv: ['dash', '-c', 'true && exec node app.js'], needs: ['dash'] },
  { argv: ['dash', '-c', 'sleep 1 & exec node app.js'], needs: ['dash'] },
  { argv: ['dash', '-c', 'node app.js || exit 1'], needs: ['dash'] },
  { argv: ['dash', '-c', 'node app.js | cat'], needs: ['dash'] },
  { argv: ['dash', '-c', 'if true; then node app.js; else node app.js; fi'], needs: ['dash'] },
  { argv: ['bash', '-c', 'node app.js'], needs: ['bash'] },
  { argv: ['bash', '-c', 'A=1 node app.js'], needs: ['bash'] },
  { argv: ['bash', '-c', 'true && node app.js'], needs: ['bash'] },
  { argv: ['bash', '-c', 'true; node app.js'], needs: ['bash'] },
  { argv: ['bash', '-c', '{ node app.js; }'], needs: ['bash'] },
  { argv: ['bash', '-c', '(node app.js)'], needs: ['bash'] },
  { argv: ['bash', '-c', 'if true; then node app.js; fi'], needs: ['bash'] },
  { argv: ['bash', '-c', 'node app.js; exit $?'], needs: ['bash'] },
  { argv: ['busybox', 'sh', '-c', 'node app.js'], needs: ['busybox'], base: 'node:22-alpine' },
  { argv: ['busybox', 'sh', '-c', 'node app.js; echo'], needs: ['busybox'], base: 'node:22-alpine' },
  { argv: ['./start.sh'], files: script('#!/bin/sh\nnode app.js\n'), needs: [] },
  { argv: ['./start.sh'], files: script('#!/bin/bash\nnode app.js\n'), needs: ['bash'] },
  { argv: ['./start.sh'], files: script('#!/bin/sh\nexec node app.js\n'), needs: [] },
  { argv: ['./start.sh', 'node', 'app.js'], files: script('#!/bin/sh\nexec "$@"\n'), needs: [] },
  { argv: ['./start.sh'], files: script('#!/bin/sh\nnode app.js &\nwait\n'), needs: [] },
  { argv: ['./start.sh'], files: script('#!/bin/sh\nnode app.js &\nP=$!\ntrap \'kill -TERM $P\' TERM\nwait $P\n'), needs: [] },
  { argv: ['./start.sh'], files: script('#!/bin/sh\nnode app.js &\nP=$!\ntrap \'kill -TERM $P\' TERM\nwait $P\ntrap - TERM\nwait $P\n'), needs: [] },
  { argv: ['env', 'A=1', 'node', 'app.js'], needs: ['env'] },
  { argv: ['nice', 'node', 'app.js'], needs: ['nice'] },
  { argv: ['setpriv', '--no-new-privs', 'node', 'app.js'], needs: ['setpriv'] },
  { argv: ['timeout', '60', 'node', 'app.js'], needs: ['timeout'] },
  { argv: ['flock', 'lock', 'node', 'app.js'], needs: ['flock'] },
  { argv: ['tini', '--', 'node', 'app.js'], needs: ['tini'] },
  { argv: ['tini', '--', 'dash', '-c', 'node app.js; true'], needs: ['tini', 'dash'] },
  { argv: ['dumb-init', 'node', 'app.js'], needs: ['dumb-init'] },
  { argv: ['dumb-init', './start.sh'], files: script('#!/bin/sh\nnode app.js\n'), needs: ['dumb-init'] },
  ...(dashIsSh ? [{ argv: ['npm', 'start'], files: scripts('node app.js'), needs: ['npm'] }] : []),
  ...(dashIsSh ? [{ argv: ['npx', 'node', 'app.js'], needs: ['npx'] }] : []),
  { argv: ['npm', 'start'], files: scripts('exec node app.js'), needs: ['npm'] },
  ...(dashIsSh ? [{ argv: ['pnpm', 'start'], files: scripts('node app.js'), needs: ['pnpm'] }] : []),
  { argv: ['yarn', 'start'], files: { ...scripts('node app.js'), 'yarn.lock': '# yarn lockfile v1\n' }, needs: ['yarn'] },
  { argv: ['tsx', 'app.js'], needs: ['tsx'] },
  { argv: ['nodemon', 'app.js'], needs: ['nodemon'] },
  ...(Number(process.versions.node.split('.')[0]) >= 22 ? [{ argv: ['node', '--run', 'start'], files: scripts('node app.js'), needs: [] }] : []),
];

describe('deliveries, measured here', { concurrent: true, skip: process.platform === 'win32' }, () => {
  for (const { argv, files = {}, needs, base } of cases) {
    const missing = needs.filter((program) => !has(program));
    const first = files['start.sh']?.split('\n').slice(0, 3).join(' / ');
    const name = `${argv.join(' ')}${first === undefined ? '' : ` (${first})`}`;
    if (missing.length > 0) {
      it.skip(`${name}: this machine has no ${missing.join(', ')}`, () => undefined);
      continue;
    }
    it.skipIf(!hasNamespaces)(`as PID 1: ${name}`, async () => {
      const outcome = await run(argv, prepare(files), true);
      expect({ outcome, arrives: outcome === 'drained' ? 'arrives' : 'lost' }).toMatchObject({ arrives: claimed(argv, files, base) });
    }, 30_000);
    it(`below another process: ${name}`, async () => {
      const outcome = await run(argv, prepare(files), false);
      expect({ outcome, arrives: outcome === 'drained' ? 'arrives' : 'lost' }).toMatchObject({ arrives: claimed(argv, files, base) });
    }, 30_000);
  }

  it.skipIf(!hasNamespaces)('node without a handler ignores SIGTERM as PID 1', async () => {
    expect(await run(['node', 'app.js'], prepare({}, false), true)).toBe('hangs');
  }, 30_000);

  it('node without a handler dies of SIGTERM below another process', async () => {
    expect(await run(['node', 'app.js'], prepare({}, false), false)).toBe('left alone');
  }, 30_000);
});
