import type { Rule, SourceCode } from 'eslint';
import path from 'node:path';
import { analyse } from '../audit.js';
import { heardIn } from '../config/silence.js';
import { takesPart } from '../program/prefilter.js';
import { isProductCode } from '../program/source-files.js';
import { projectRoot } from '../read/project-root.js';
import { virtualTree } from '../read/virtual-tree.js';
import type { Finding } from '../rule.js';
import { codeRules } from './code-rules.js';
import { Project } from './project.js';

/** What is asked of a rule's context. All else, the parser's tree and types above all, may be from another TypeScript. */
type File = Pick<Rule.RuleContext, 'filename' | 'physicalFilename' | 'cwd'> & { readonly sourceCode: Pick<SourceCode, 'text'> };

const found = new WeakMap<object, readonly Finding[]>();
const roots = new Map<string, string | undefined>();
const projects = new Map<string, Project>();

/** The findings in a file that is being linted. Every rule asks; the first one pays. */
export const findingsFor = (file: File): readonly Finding[] => {
  const known = found.get(file.sourceCode);
  if (known) return known;
  const findings = takesPart(file.sourceCode.text) ? heard(file.sourceCode.text, analysed(file)) : [];
  found.set(file.sourceCode, findings);
  return findings;
};

/** What comments of ours silence; ESLint itself looks after its own. All findings are of one file. */
const heard = (text: string, findings: readonly Finding[]): readonly Finding[] => heardIn(findings[0]?.location.file ?? '', text, findings);

/** A linter must survive whatever it is given, and there is nobody to tell: the command reports what could not be analysed. */
const analysed = (file: File): readonly Finding[] => {
  try {
    return inProject(file) ?? alone(file);
  } catch {
    return [];
  }
};

/** Findings of all rules, for a file that is part of a repository; undefined when nothing is known around it. */
const inProject = ({ filename, physicalFilename, cwd, sourceCode }: File): readonly Finding[] | undefined => {
  if (!path.isAbsolute(filename) || filename !== physicalFilename) return undefined;
  const root = rootOf(path.dirname(filename), cwd);
  if (root === undefined) return undefined;
  const project = projects.get(root) ?? new Project(root, codeRules);
  projects.set(root, project);
  return project.findingsIn(path.relative(root, filename).split(path.sep).join('/'), sourceCode.text);
};

/** Findings that one file decides, for a snippet of a document, an unnamed text, a file that is ignored or not yet saved. */
const alone = ({ filename, sourceCode }: File): readonly Finding[] => {
  const name = /[^/\\<>]*\.(?:[cm]?[jt]s|[jt]sx)$/.exec(filename)?.[0] ?? 'input.ts';
  if (!isProductCode(name)) return [];
  return analyse(virtualTree({ [name]: sourceCode.text }), [name], codeRules.filter((rule) => rule.scope === 'file')).findings;
};

const rootOf = (folder: string, cwd: string): string | undefined => {
  const key = `${cwd}\0${folder}`;
  if (!roots.has(key)) roots.set(key, projectRoot(folder, cwd));
  return roots.get(key);
};
