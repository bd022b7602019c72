import { existsSync, lstatSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { countsOf, writeBaseline } from '../config/baseline.js';
import { baselineName, configName } from '../config/load-settings.js';
import { upkeepRules } from '../config/upkeep.js';
import { UsageError } from '../read/usage-error.js';
import { count } from '../report/style.js';
import type { Preset } from '../rule.js';
import { auditWith } from './audit-action.js';
import type { InitOptions } from './command.js';
import type { Io, Product } from './io.js';

const workflowName = '.github/workflows/drain-audit.yml';

/** Sets drain-audit up in a repository: asks what to write, unless told to take what it proposes. Never replaces a file. */
export const initAction = async (folder: string, { yes }: InitOptions, io: Io, product: Product): Promise<void> => {
  const root = folderNamed(folder, io.cwd);
  const { ask } = io;
  if (yes !== true && ask === undefined) throw new UsageError('init asks questions, and there is nobody to answer: run it in a terminal, or with --yes');
  const agrees = async (question: string): Promise<boolean> => yes === true || !/^\s*n/i.test((await ask?.(`${question} [Y/n] `)) ?? '');
  const put = (name: string, text: string): void => {
    io.stdout.write(`${writeNew(root, name, text) ? 'written' : 'left as it is'}: ${name}\n`);
  };

  const isStrict = yes !== true && /^\s*s/i.test((await ask?.('Which rules: recommended, the ones with the clearest signal, or strict, all of them? [recommended] ')) ?? '');
  const preset: Preset = isStrict ? 'strict' : 'recommended';
  put(configName, configText(preset));

  const { report } = await auditWith(['.'], { rule: [], inlineIgnores: true }, { ...io, cwd: root }, product, { ignoresBaseline: true });
  const own = new Set(upkeepRules.map(({ id }) => id));
  const findings = report.findings.filter(({ rule }) => !own.has(rule));
  io.stdout.write(`${count(findings.length, 'finding')} in ${count(report.services.length, 'service')}.\n`);
  if (findings.length > 0 && (await agrees('Tolerate them for now, so that only new ones fail?'))) put(baselineName, writeBaseline(countsOf(findings)));
  if (await agrees(`Write ${workflowName}, which checks every pull request?`)) put(workflowName, workflowText(product.version));
  io.stdout.write('Next: run `drain-audit`, look at what it says, and commit these files.\n');
};

const folderNamed = (folder: string, cwd: string): string => {
  const root = path.resolve(cwd, folder);
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new UsageError(`there is no folder '${folder}' to set up`);
  return realpathSync.native(root);
};

/** Writes a file that is not there yet; false when there is something. Nothing is written through a link. */
const writeNew = (root: string, name: string, text: string): boolean => {
  const file = path.join(root, name);
  const folder = path.dirname(file);
  const above = path.posix.dirname(name).split('/').map((_, index, segments) => segments.slice(0, index + 1).join('/'));
  for (const part of above) {
    if (lstatSync(path.join(root, part), { throwIfNoEntry: false })?.isSymbolicLink() === true) throw new UsageError(`${part} is a link, and nothing is written through it: make it a folder`);
  }
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new UsageError(`${name} cannot be written (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'}): check that you may write there`, { cause: error });
  }
};

const configText = (preset: Preset): string => `# yaml-language-server: $schema=https://raw.githubusercontent.com/drain-audit/drain-audit/main/schema.json
# What can be said here: https://github.com/drain-audit/drain-audit/blob/main/docs/configuration.md
preset: ${preset}
`;

const workflowText = (version: string): string => `name: drain-audit
on:
  pull_request:
permissions:
  contents: read
jobs:
  drain-audit:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The whole history, to tell what a pull request changes.
          fetch-depth: 0
          persist-credentials: false
      - uses: drain-audit/drain-audit@v${version}
`;
