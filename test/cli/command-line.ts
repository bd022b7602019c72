import type { Audited, Io, Product } from '../../src/cli/io.js';
import { run } from '../../src/cli/run.js';
import type { AuditReport } from '../../src/report/report.js';
import type { Rule } from '../../src/rule.js';
import { sampleReport, source } from '../report/sample.js';

export const rule = (id: string, changes: Partial<Rule> = {}): Rule => ({
  id,
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: `What ${id} finds.`,
  why: 'Requests in flight fail.',
  fix: 'Close pools after the drain.\n\nAwait the drain.',
  references: ['https://nodejs.org/api/http.html#serverclosecallback'],
  messages: {},
  check: () => undefined,
  ...changes,
});

const sampleRules = [rule('unbounded-drain'), rule('resource-closed-before-drain'), rule('silent-shutdown', { severity: 'info', preset: 'strict' })];

/** What one run wrote, what it returned, and what it asked the product for. */
export interface Ran {
  status: number;
  stdout: string;
  stderr: string;
  asked: Parameters<Product['audit']>[0][];
}

/** Runs the command in this process over a product that answers with `report`, or by throwing it. */
export const drainAudit = async (argv: readonly string[], report: AuditReport | Error = sampleReport(), io: Partial<Io> = {}): Promise<Ran> => {
  const ran: Ran = { status: -1, stdout: '', stderr: '', asked: [] };
  const product: Product = {
    version: '1.2.3',
    rules: () => Promise.resolve(sampleRules),
    documentation: () => undefined,
    audit(options): Promise<Audited> {
      ran.asked.push(options);
      return report instanceof Error ? Promise.reject(report) : Promise.resolve({ report, source, root: '/repository', prefix: '', asked: sampleRules.map(({ id }) => id) });
    },
  };
  ran.status = await run(
    argv,
    {
      stdout: { write: (text) => (ran.stdout += text) },
      stderr: { write: (text) => (ran.stderr += text) },
      cwd: '/repository',
      env: {},
      isTTY: false,
      ...io,
    },
    product,
  );
  return ran;
};
