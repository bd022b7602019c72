import type { Step } from '../../src/plan/step.js';
import type { AuditReport } from '../../src/report/report.js';
import type { Finding, Location } from '../../src/rule.js';

/** A span in one line. */
export const at = (file: string, line: number, column = 1, endColumn = column + 1): Location => ({
  file,
  startLine: line,
  startColumn: column,
  endLine: line,
  endColumn,
});

export const shutdownSource = `import { server } from './server.js';
import { pool } from './pool.js';

export const stop = async (): Promise<void> => {
\tawait pool.end();
  server.close(() => process.exit(0));
};
`;

export const serverSource = `import http from 'node:http';
export const server = http.createServer();
server.listen(3000);
`;

/** The text of the two files above. */
export const source = (file: string): string | undefined =>
  new Map([
    ['src/shutdown.ts', shutdownSource],
    ['src/server.ts', serverSource],
  ]).get(file);

export const poolFinding: Finding = {
  rule: 'resource-closed-before-drain',
  severity: 'error',
  confidence: 'high',
  service: 'orders-api',
  message: '`pool` is closed before `server` has drained, so requests in flight lose it. Close it after the drain.',
  fingerprint: 'a1',
  location: at('src/shutdown.ts', 5, 8, 18),
  related: [{ message: 'the server drains here', location: at('src/shutdown.ts', 6, 3, 15) }],
};

export const drainFinding: Finding = {
  rule: 'unbounded-drain',
  severity: 'warning',
  confidence: 'high',
  service: 'orders-api',
  message: '`server.close` waits for ever for a connection that stays open.',
  fingerprint: 'b2',
  location: at('src/shutdown.ts', 6, 3, 15),
  related: [],
};

export const steps: Step = {
  kind: 'sequence',
  steps: [
    { kind: 'act', act: 'close', label: 'close pg Pool', awaited: 'always', bound: 'unknown', at: at('src/shutdown.ts', 5, 8, 18) },
    { kind: 'act', act: 'drain', label: 'drain http server :3000', awaited: 'always', bound: 'unbounded', at: at('src/shutdown.ts', 6, 3, 38) },
    { kind: 'act', act: 'exit', label: 'exit 0', awaited: 'always', bound: 'instant', at: at('src/shutdown.ts', 6, 22, 37) },
  ],
};

/** A report with one service and two findings. */
export const sampleReport = (changes: Partial<AuditReport> = {}): AuditReport => ({
  schemaVersion: 1,
  findings: [poolFinding, drainFinding],
  services: [
    {
      name: 'orders-api',
      entry: 'src/main.ts',
      plan: {
        triggers: [{ signals: ['SIGTERM', 'SIGINT'], owner: 'process.on', at: at('src/main.ts', 9) }],
        steps,
        worstCase: 'unbounded',
      },
    },
  ],
  unanalysed: [],
  suppressed: { inline: 0, baseline: 0 },
  stats: { files: 12, parsed: 3, rounds: 2, unresolved: 0, seconds: 0.25 },
  ...changes,
});
