import { overlaidTree } from '../read/overlaid-tree.js';
import type { Tree } from '../read/tree.js';
import type { AuditReport } from '../report/report.js';
import { severityRank, type Finding } from '../rule.js';
import { applied, compatible, isApplicable, isRepairable, type Repairable } from './edits.js';
import { syntaxErrorsIn } from './syntax.js';

/** Each attempt is an audit. Repairs that touch one another take one attempt each, so a few dozen are plenty. */
const attemptLimit = 60;

/** What an audit of a tree says, as far as repairs go. */
export type Asked = Pick<AuditReport, 'findings' | 'unanalysed'>;

/** What came of all the repairs that a tree's findings offer. */
export interface Repair<A extends Asked = Asked> {
  /** The files that changed, by path: their texts before and after. */
  readonly changes: ReadonlyMap<string, Change>;
  /** In the order in which they were made; places are those of the time before the repair. */
  readonly done: readonly Repairable[];
  /** Offered, but not made. */
  readonly refused: readonly Refused[];
  /** The tree as repaired, and what an audit says of it. */
  readonly tree: Tree;
  readonly after: A;
}

export interface Refused {
  readonly finding: Repairable;
  /** Completes "left alone, because …": `it would uncover unbounded-drain`. */
  readonly why: string;
}

export interface Change {
  readonly before: string;
  readonly after: string;
}

/**
 * Makes the repairs that findings offer, in memory, and keeps those that an audit of the result confirms: what was found
 * is gone, nothing as severe is found instead, and no file reads worse. Milder findings may come to light: a service that
 * drains at last may do so without a limit, and is better off than one that did not drain. Repairs are tried together, and a group that fails in halves,
 * down to single ones. Repairs that touch wait for their turn.
 *
 * @param ask audits a tree; called at least once
 */
export const repair = <A extends Asked>(tree: Tree, ask: (tree: Tree) => A): Repair<A> => {
  const changes = new Map<string, Change>();
  const done: Repairable[] = [];
  const refused = new Map<string, Refused>();
  let current = tree;
  let asked = ask(tree);
  const editable = (file: string): string | undefined => (current.has(file) && current.selected(file) ? current.text(file) : undefined);
  let size = Infinity;
  for (let attempts = 0; attempts < attemptLimit; attempts += 1) {
    const offered = asked.findings.filter(isRepairable).filter((finding) => !refused.has(keyOf(finding)));
    const group = compatible(offered.filter(({ fix }) => isApplicable(fix, editable))).slice(0, size);
    const [first] = group;
    if (first === undefined) {
      for (const finding of offered) refused.set(keyOf(finding), { finding, why: 'it does not fit the files that are audited' });
      break;
    }
    const changed = applied(group.map(({ fix }) => fix), (file) => current.text(file));
    const next = overlaidTree(current, changed);
    const after = readsNoWorse(current, changed) ? ask(next) : undefined;
    const objection = after ? objectionTo(asked, after, group) : 'the code would no longer parse';
    if (after && objection === undefined) {
      [current, asked] = [next, after];
      for (const [file, text] of changed) changes.set(file, { before: tree.text(file) ?? '', after: text });
      done.push(...group);
      size = Infinity;
    } else if (group.length === 1) {
      refused.set(keyOf(first), { finding: first, why: objection ?? '' });
      size = Infinity;
    } else {
      size = Math.floor(group.length / 2);
    }
  }
  return { changes, done, refused: [...refused.values()], tree: current, after: asked };
};

/** Lines move while others are repaired, what is said and offered does not. */
const keyOf = ({ fingerprint, fix }: Repairable): string => JSON.stringify([fingerprint, fix.title, fix.edits.map(({ file, text }) => [file, text])]);

const readsNoWorse = (tree: Tree, changed: ReadonlyMap<string, string>): boolean =>
  Array.from(changed).every(([file, text]) => syntaxErrorsIn(file, text) <= syntaxErrorsIn(file, tree.text(file) ?? ''));

/**
 * Why repairs are not kept: a repaired finding is still there, another has come that is no milder, or a file can no longer
 * be read.
 * Counted by rule and file, for lines move. Undefined when there is no reason.
 */
const objectionTo = (before: Asked, after: Asked, repaired: readonly Repairable[]): string | undefined => {
  const allowed = counts(before.findings);
  for (const [kind, number] of counts(repaired)) allowed.set(kind, (allowed.get(kind) ?? 0) - number);
  const left = counts(after.findings);
  const mildest = Math.min(...repaired.map(({ severity }) => severityRank[severity]));
  const tooMany = after.findings.find((finding) => (severityRank[finding.severity] >= mildest || repaired.some((each) => kindOf(each) === kindOf(finding))) && (left.get(kindOf(finding)) ?? 0) > (allowed.get(kindOf(finding)) ?? 0));
  if (tooMany) return repaired.some((finding) => kindOf(finding) === kindOf(tooMany)) ? 'the finding would stay' : `it would uncover ${tooMany.rule}`;
  const unreadBefore = new Set(before.unanalysed.map(({ file, reason }) => `${file}\0${reason}`));
  const unread = after.unanalysed.find(({ file, reason }) => !unreadBefore.has(`${file}\0${reason}`));
  return unread && `${unread.file} could no longer be analysed`;
};

const kindOf = ({ rule, location }: Finding): string => `${rule}\0${location.file}`;

const counts = (findings: readonly Finding[]): Map<string, number> => {
  const byKind = new Map<string, number>();
  for (const finding of findings) byKind.set(kindOf(finding), (byKind.get(kindOf(finding)) ?? 0) + 1);
  return byKind;
};
