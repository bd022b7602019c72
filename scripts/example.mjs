// Shows the product on the service in examples/: its plan, then its findings. That service has faults on purpose, so an
// audit that exits with 1 is the success here, and any other status is a failure.

import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const example = 'examples/orders-api';

/**
 * @param {string[]} argv after `drain-audit`
 * @returns {number | null} the exit status
 */
const drainAudit = (...argv) => {
  console.log(`\n$ drain-audit ${argv.join(' ')}\n`);
  return spawnSync(process.execPath, ['dist/bundle/cli.js', ...argv], { cwd: root, stdio: 'inherit' }).status;
};

const statuses = [drainAudit('plan', example), drainAudit(example)];
console.log(`\nThe example has faults on purpose, hence exit status ${statuses[1] ?? 'unknown'}. Now try it on a service of yours.`);
process.exitCode = statuses[0] === 0 && statuses[1] === 1 ? 0 : 1;
