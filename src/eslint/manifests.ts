import type { Rule as EslintRule } from 'eslint';
import path from 'node:path';
import { rules } from '../../rules/index.js';
import { readContracts } from '../contract/read.js';
import { runRules } from '../findings.js';
import { lazyTree } from '../read/lazy-tree.js';
import { virtualTree } from '../read/virtual-tree.js';
import type { AnyRule, Finding } from '../rule.js';

/** The rules about contracts that one file decides. What takes several files belongs to the command. */
export const manifestRules: readonly AnyRule[] = rules.filter((rule) => rule.subject === 'contract' && rule.scope === 'file');

type File = Pick<EslintRule.RuleContext, 'filename'> & { readonly sourceCode: { readonly text: string } };

const found = new WeakMap<object, readonly Finding[]>();

/** The findings in manifests that are being linted. Every rule asks; the first one pays. */
export const manifestFindingsFor = (file: File): readonly Finding[] => {
  const known = found.get(file.sourceCode);
  if (known) return known;
  const findings = isPatched(file.filename) ? [] : findingsIn(path.basename(file.filename), file.sourceCode.text);
  found.set(file.sourceCode, findings);
  return findings;
};

/** A linter must survive whatever it is given, and there is nobody to tell: the command reports what could not be analysed. */
const findingsIn = (name: string, text: string): readonly Finding[] => {
  const file = /\.ya?ml$/.test(name) ? name : 'input.yaml';
  try {
    return runRules(readContracts(virtualTree({ [file]: text })), manifestRules);
  } catch {
    return [];
  }
};

/** Beside a kustomization, a file is not what is deployed: a patch elsewhere may change any of it. */
const isPatched = (filename: string): boolean => {
  if (!path.isAbsolute(filename)) return false;
  try {
    const folder = lazyTree(path.dirname(filename));
    return ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].some((name) => folder.has(name));
  } catch {
    return false;
  }
};
