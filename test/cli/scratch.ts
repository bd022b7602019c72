import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { product } from '../../src/cli/product.js';
import { run } from '../../src/cli/run.js';
import type { AuditReport } from '../../src/report/report.js';

/** What one run of the command wrote and returned. */
export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
}

/** A repository of its own, in which the real command runs in this process. */
export class Scratch {
  readonly folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'drain-audit-scratch-'));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) this.write(file, text);
  }

  write(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    writeFileSync(path.join(this.folder, file), text);
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-c', 'user.name=Scratch', '-c', 'user.email=scratch@example.org', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgSign=false', ...args], { cwd: this.folder, encoding: 'utf8' });
  }

  commit(message: string): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', message);
  }

  async drainAudit(...argv: string[]): Promise<Ran> {
    return this.drainAuditWith({}, ...argv);
  }

  async drainAuditWith({ env = {}, cwd = this.folder, answers }: { env?: Record<string, string>; cwd?: string; answers?: string[] }, ...argv: string[]): Promise<Ran> {
    const ran: Ran = { status: -1, stdout: '', stderr: '' };
    const ask = answers && ((question: string): Promise<string> => ((ran.stdout += question), Promise.resolve(answers.shift() ?? '')));
    ran.status = await run(argv, { stdout: { write: (text) => (ran.stdout += text) }, stderr: { write: (text) => (ran.stderr += text) }, cwd, env, isTTY: false, ask }, product);
    return ran;
  }

  /** The places of the findings that the report has: `src/main.ts:3 unbounded-drain`. */
  async places(...argv: string[]): Promise<string[]> {
    return placesIn((await this.drainAudit('--format', 'json', ...argv)).stdout);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const placesIn = (json: string): string[] => (JSON.parse(json) as AuditReport).findings.map(({ rule, location }) => `${location.file}:${String(location.startLine)} ${rule}`);

/** A service in the shape that many have: an app, a server, a database, and a shutdown in a file of its own. */
export const service: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "orders", "type": "module", "scripts": { "start": "node src/main.js" } }\n',
  'src/main.js': ["import { startServer } from './server.js';", "import { stopOn } from './shutdown.js';", '', 'const server = startServer(3000);', 'stopOn(server);', ''].join('\n'),
  'src/server.js': [
    "import { createServer } from 'node:http';",
    "import { pool } from './database.js';",
    '',
    'export const startServer = (port) => {',
    '  const server = createServer(async (request, response) => {',
    "    const { rows } = await pool.query('select 1');",
    '    response.end(JSON.stringify(rows));',
    '  });',
    '  return server.listen(port);',
    '};',
    '',
  ].join('\n'),
  'src/database.js': ["import pg from 'pg';", '', 'export const pool = new pg.Pool();', ''].join('\n'),
  // Two faults that have been there for years: the pool is closed too early, and nothing limits the drain.
  'src/shutdown.js': [
    "import { pool } from './database.js';",
    '',
    'export const stopOn = (server) => {',
    "  process.on('SIGTERM', async () => {",
    '    await pool.end();',
    '    server.close(() => process.exit(0));',
    '  });',
    '};',
    '',
  ].join('\n'),
};
