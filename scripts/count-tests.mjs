// Prints `N passed, N failed` from vitest's JSON report, and exits with 1 when anything failed.
// A test file that could not be loaded has no tests to count: it counts as one failure.

import { readFileSync } from 'node:fs';

/**
 * The part of vitest's report that is counted.
 * @typedef {{ success: boolean, testResults: { status: string, assertionResults: { status: string }[] }[] }} Results
 */

/**
 * @param {Results} results
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
const count = (results) => {
  const statuses = results.testResults.flatMap(({ status, assertionResults }) =>
    assertionResults.some((test) => test.status === 'failed') || status !== 'failed'
      ? assertionResults.map((test) => test.status)
      : [...assertionResults.map((test) => test.status), 'failed'],
  );
  const passed = statuses.filter((status) => status === 'passed').length;
  const failed = statuses.filter((status) => status === 'failed').length;
  return { passed, failed, skipped: statuses.length - passed - failed };
};

const text = readFileSync(process.argv[2] ?? '', 'utf8');
if (text === '') {
  console.error('No test ran: the build or a linter failed above.');
  process.exitCode = 1;
} else {
  const results = /** @type {Results} */ (JSON.parse(text));
  const { passed, failed, skipped } = count(results);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  if (failed > 0 || !results.success) process.exitCode = 1;
}
