// node bench/manifests.mjs <folder> [--files <n>]: how long the manifests of a folder take, beside yaml's own parser over
// all of them. Both are measured in processes of their own, cold, and neither counts the reading of the disk.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { files: { type: 'string', default: '2000' }, only: { type: 'string' }, runs: { type: 'string', default: '5' } } });
const [folder] = positionals;
if (folder === undefined) {
  process.stderr.write('Usage: node bench/manifests.mjs <folder> [--files <n>] [--runs <n>]\n');
  process.exit(2);
}

/** The first manifests of the folder, in the order of their names: what has a kind, and is no template. */
const manifests = () => {
  const texts = new Map();
  for (const file of readdirSync(folder, { recursive: true }).sort()) {
    if (!/\.ya?ml$/.test(file) || texts.size >= Number(values.files)) continue;
    const text = readFileSync(path.join(folder, file), 'utf8');
    if (/^kind:/m.test(text) && /^apiVersion:/m.test(text) && !text.includes('{{')) texts.set(file.split(path.sep).join('/'), text);
  }
  return texts;
};

const measured = {
  async 'drain-audit'(texts) {
    const { readContracts } = await import('../dist/src/contract/read.js');
    const { runRules } = await import('../dist/src/findings.js');
    const { rules } = await import('../dist/rules/index.js');
    const { virtualTree } = await import('../dist/src/read/virtual-tree.js');
    const asked = rules.filter((rule) => rule.subject === 'contract');
    // Test data is left out by its folder's name; here it is real input.
    const tree = virtualTree(Object.fromEntries([...texts].map(([file, text]) => [file.replaceAll(/testdata|golden|__\w+__/g, 'data'), text])));
    const started = performance.now();
    const contracts = readContracts(tree);
    const findings = runRules(contracts, asked);
    return { milliseconds: performance.now() - started, workloads: contracts.contracts.length, findings: findings.length };
  },
  async parseAllDocuments(texts) {
    const { parseAllDocuments } = await import('yaml');
    const started = performance.now();
    let documents = 0;
    for (const text of texts.values()) documents += parseAllDocuments(text, { logLevel: 'silent' }).length;
    return { milliseconds: performance.now() - started, documents };
  },
};

if (values.only === undefined) {
  const texts = manifests();
  const size = [...texts.values()].reduce((sum, text) => sum + text.length, 0);
  process.stdout.write(`${texts.size} manifests, ${(size / 1e6).toFixed(1)} MB; median of ${values.runs} runs, Node ${process.versions.node}\n`);
  const medians = Object.keys(measured).map((name) => {
    const runs = Array.from({ length: Number(values.runs) }, () => JSON.parse(spawnSync(process.execPath, [fileURLToPath(import.meta.url), folder, '--files', values.files, '--only', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).stdout));
    const median = runs.map(({ milliseconds }) => milliseconds).sort((left, right) => left - right)[runs.length >> 1];
    const { milliseconds: _, ...counts } = runs[0];
    process.stdout.write(`${name.padEnd(20)}${median.toFixed(0).padStart(7)} ms  ${JSON.stringify(counts)}\n`);
    return median;
  });
  process.stdout.write(`ratio ${(medians[0] / medians[1]).toFixed(2)}\n`);
} else process.stdout.write(JSON.stringify(await measured[values.only](manifests())));
