// npm run bench -- <folder> [--runs <n>]: how long drain-audit takes, beside a process that only parses every file.
// docs/performance.md says what the numbers mean.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const usage = 'Usage: npm run bench -- <folder> [--runs <n>]\n';
const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const command = inRepository('dist/bundle/cli.js');
const reference = inRepository('bench/reference.mjs');

const fail = (message) => {
  process.stderr.write(`${message}\n${usage}`);
  process.exit(2);
};

const argumentsOf = () => {
  try {
    return parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '5' } } });
  } catch (error) {
    return fail(error.message);
  }
};

const { positionals, values } = argumentsOf();
const [folder] = positionals;
const runs = Number(values.runs);
if (positionals.length !== 1 || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) fail('Name one folder.');
if (!Number.isInteger(runs) || runs < 1) fail('--runs takes a number from 1 on.');
if (!existsSync(command)) fail('There is no dist: run `npm run build` first.');

// What a process has used is known at its end, and only to itself: it tells us through a pipe of its own.
const tellUsage = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,JSON.stringify(process.resourceUsage())))`;

const measure = (...args) => {
  const started = performance.now();
  const child = spawnSync(process.execPath, ['--import', tellUsage, ...args], { stdio: ['ignore', 'pipe', 'inherit', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 30 });
  const seconds = (performance.now() - started) / 1000;
  // 1 and 3 are drain-audit's ways to say that there are findings, or files that it could not read.
  if (child.error || ![0, 1, 3].includes(child.status)) throw child.error ?? new Error(`${args[0]} ended with ${child.status ?? child.signal}`);
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(child.output[3]);
  return { seconds, cpu: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024, report: JSON.parse(child.stdout) };
};

const median = (numbers) => {
  const sorted = [...numbers].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

const audits = [];
const parses = [];
for (let run = 0; run <= runs; run++) {
  const pair = [measure(command, '--format', 'json', folder), measure(reference, folder)];
  // The first pair fills the caches of the disk and of Node, and is thrown away.
  if (run === 0) continue;
  audits.push(pair[0]);
  parses.push(pair[1]);
}

const summaryOf = (measured) => ({
  seconds: median(measured.map((run) => run.seconds)),
  fastest: Math.min(...measured.map((run) => run.seconds)),
  slowest: Math.max(...measured.map((run) => run.seconds)),
  cpu: median(measured.map((run) => run.cpu)),
  megabytes: median(measured.map((run) => run.megabytes)),
});
const [audit, parse] = [summaryOf(audits), summaryOf(parses)];
const { stats } = audits[0].report;
const { files } = parses[0].report;

const row = (name, { seconds, fastest, slowest, cpu, megabytes }) =>
  `${name.padEnd(20)}${seconds.toFixed(2).padStart(7)} s (${fastest.toFixed(2)}–${slowest.toFixed(2)})${cpu.toFixed(2).padStart(8)} s of CPU${megabytes.toFixed(0).padStart(6)} MB\n`;
process.stdout.write(
  [
    `${folder}: ${files} code files of ${stats.files}; median of ${runs} runs, Node ${process.versions.node}\n`,
    row('drain-audit', audit),
    row('parsing every file', parse),
    `ratio ${(audit.seconds / parse.seconds).toFixed(2)}, of CPU time ${(audit.cpu / parse.cpu).toFixed(2)}; ${stats.parsed} files parsed in ${stats.rounds} rounds\n`,
  ].join(''),
);
