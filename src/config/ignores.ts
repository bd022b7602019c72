import { linesOf } from '../report/frame.js';
import type { Finding, Location } from '../rule.js';

/** A comment or an annotation that silences rules in a part of a file. */
export interface Ignore {
  readonly rules: readonly string[];
  /** Lines that it holds for, from 1, both inclusive. */
  readonly from: number;
  readonly to: number;
  readonly at: Location;
  /** `own` ones must be needed and whole; ESLint looks after its own. */
  readonly origin: 'own' | 'eslint';
}

export interface Ignores {
  readonly ignores: readonly Ignore[];
  /** Ours, but not whole: they silence nothing. */
  readonly malformed: readonly { readonly at: Location; readonly why: 'rule' | 'reason' }[];
}

export const nextLineDirective = 'drain-audit-ignore-next-line';
export const annotationKey = 'drain-audit/ignore';
const eslintPrefix = 'drain-audit/';

/** Whether a text can have anything in it that silences a rule: one search, so that most files cost no more. */
export const mayIgnore = (text: string): boolean => text.includes(nextLineDirective) || text.includes(annotationKey) || (text.includes('eslint-') && text.includes(eslintPrefix));

const isYaml = (file: string): boolean => /\.ya?ml$/.test(file);
const isCode = (file: string): boolean => /\.(?:[cm]?[jt]sx?)$/.test(file);

/** What a text silences. Scanned by hand, line by line: input may be anything, and lines of a megabyte exist. */
export const ignoresIn = (file: string, text: string): Ignores => {
  if (!mayIgnore(text)) return { ignores: [], malformed: [] };
  const lines = linesOf(file, text);
  const found: Ignore[] = [];
  const malformed: { at: Location; why: 'rule' | 'reason' }[] = [];
  const take = (statement: string, at: Location, from: number, to: number): void => {
    const parsed = parseStatement(statement);
    if (typeof parsed === 'string') malformed.push({ at, why: parsed });
    else found.push({ rules: parsed.rules, from, to, at, origin: 'own' });
  };
  const documents = isYaml(file) ? documentsOf(lines) : [];
  let document = -1;
  lines.forEach((line, index) => {
    if (index + 1 > (documents[document]?.to ?? 0)) document += 1;
    const comment = directiveIn(line, isCode(file));
    if (comment) take(comment.statement, placeOf(file, index, comment.start, line.length), index + 2, lineAfterComments(lines, index + 1, isCode(file)) + 1);
    const around = documents[document];
    if (around === undefined) return;
    for (const statement of annotationAt(lines, index)) take(statement.text, placeOf(file, statement.line, statement.start, (lines[statement.line] ?? '').length), around.from, around.to);
  });
  if (isCode(file)) found.push(...eslintIgnores(file, lines));
  return { ignores: found, malformed };
};

const placeOf = (file: string, index: number, start: number, end: number): Location => ({ file, startLine: index + 1, startColumn: start + 1, endLine: index + 1, endColumn: Math.max(end, start + 1) + 1 });

/** The statement of a comment that has a line of its own. In a text of the program it would not stand there. */
const directiveIn = (line: string, isInCode: boolean): { statement: string; start: number } | undefined => {
  const start = line.indexOf(nextLineDirective);
  if (start === -1) return undefined;
  const lead = line.slice(0, start).trim();
  if (!(isInCode ? ['//', '/*', '{/*'] : ['#']).includes(lead)) return undefined;
  const rest = line.slice(start + nextLineDirective.length);
  if (rest !== '' && rest.trimStart() === rest) return undefined;
  const end = isInCode && lead !== '//' ? rest.indexOf('*/') : -1;
  return { statement: end === -1 ? rest : rest.slice(0, end), start };
};

/** `rule, other-rule -- reason`, or what is missing. */
const parseStatement = (statement: string): { rules: string[] } | 'rule' | 'reason' => {
  const dashes = statement.indexOf('--');
  const rules = (dashes === -1 ? statement : statement.slice(0, dashes)).split(',').map((rule) => rule.trim());
  if (rules.some((rule) => !isRuleId(rule))) return 'rule';
  return dashes === -1 || statement.slice(dashes + 2).trim() === '' ? 'reason' : { rules };
};

const isRuleId = (text: string): boolean => text.length <= 80 && /^[a-z][a-z\d-]*$/.test(text);

/** The next line that is neither blank nor a comment: directives may be stacked. */
const lineAfterComments = (lines: readonly string[], from: number, isInCode: boolean): number => {
  for (let index = from; index < Math.min(lines.length, from + 50); index += 1) {
    const line = (lines[index] ?? '').trimStart();
    if (line !== '' && !(isInCode ? ['//', '/*', '{/*', '* '] : ['#']).some((lead) => line.startsWith(lead))) return index;
  }
  return from;
};

/** The statements of an annotation that begins on a line: its value, or the lines of its block. */
const annotationAt = (lines: readonly string[], index: number): { text: string; line: number; start: number }[] => {
  const line = lines[index] ?? '';
  const trimmed = line.trimStart();
  const indent = line.length - trimmed.length;
  const written = [annotationKey, `"${annotationKey}"`, `'${annotationKey}'`].find((candidate) => trimmed.startsWith(candidate));
  if (written === undefined || indent === 0 || !isAnnotation(lines, index, indent)) return [];
  const afterKey = trimmed.slice(written.length).trimStart();
  if (!afterKey.startsWith(':')) return [];
  const value = afterKey.slice(1).trim();
  if (!/^[|>][-+\d]*$/.test(value)) return [{ text: unquoted(value), line: index, start: indent }];
  const block: { text: string; line: number; start: number }[] = [];
  for (let below = index + 1; below < lines.length; below += 1) {
    const text = lines[below] ?? '';
    const depth = text.length - text.trimStart().length;
    if (text.trim() === '') continue;
    if (depth <= indent) break;
    block.push({ text: text.trim(), line: below, start: depth });
  }
  return block;
};

const unquoted = (value: string): string => {
  const [first] = value;
  if (first !== '"' && first !== "'") return value.split(' #')[0]?.trim() ?? '';
  const end = value.indexOf(first, 1);
  return value.slice(1, end === -1 ? undefined : end);
};

/** Whether a key stands below `annotations:`. */
const isAnnotation = (lines: readonly string[], index: number, indent: number): boolean => {
  for (let above = index - 1; above >= Math.max(0, index - 200); above -= 1) {
    const line = lines[above] ?? '';
    const depth = line.length - line.trimStart().length;
    if (line.trim() !== '' && depth < indent) return line.trim() === 'annotations:';
  }
  return false;
};

/** The lines of each document of a stream, both inclusive and from 1. */
const documentsOf = (lines: readonly string[]): { from: number; to: number }[] => {
  const starts = [0, ...lines.flatMap((line, index) => (index > 0 && (line === '---' || line.startsWith('--- ')) ? [index] : []))];
  return starts.map((start, index) => ({ from: start + 1, to: starts[index + 1] ?? lines.length }));
};

/** What ESLint's own comments say about our rules. A comment that names no rule is about ESLint alone. */
const eslintIgnores = (file: string, lines: readonly string[]): Ignore[] => {
  const found: Ignore[] = [];
  const open = new Map<string, { from: number; at: Location }>();
  const close = (rule: string, to: number): void => {
    const begun = open.get(rule);
    if (begun) found.push({ rules: [rule], from: begun.from, to, at: begun.at, origin: 'eslint' });
    open.delete(rule);
  };
  lines.forEach((line, index) => {
    const comment = eslintDirectiveIn(line);
    if (!comment) return;
    const at = placeOf(file, index, comment.start, line.length);
    const only = (number: number): number => found.push({ rules: comment.rules, from: number, to: number, at, origin: 'eslint' });
    if (comment.kind === 'disable-line') only(index + 1);
    else if (comment.kind === 'disable-next-line') only(index + 2);
    else if (comment.kind === 'disable') for (const rule of comment.rules) if (!open.has(rule)) open.set(rule, { from: index + 1, at });
    if (comment.kind === 'enable') for (const rule of comment.rules.length > 0 ? comment.rules : [...open.keys()]) close(rule, index);
  });
  for (const rule of open.keys()) close(rule, lines.length);
  return found;
};

const eslintKinds = ['disable-next-line', 'disable-line', 'disable', 'enable'] as const;

const eslintDirectiveIn = (line: string): { kind: (typeof eslintKinds)[number]; rules: string[]; start: number } | undefined => {
  const start = line.indexOf('eslint-');
  if (start === -1) return undefined;
  const lead = line.slice(Math.max(0, start - 20), start).trimEnd();
  const isLineComment = lead.endsWith('//');
  if (!isLineComment && !lead.endsWith('/*')) return undefined;
  const text = line.slice(start + 'eslint-'.length);
  const kind = eslintKinds.find((candidate) => text.startsWith(candidate));
  // As in ESLint, a part of a file is switched off and on by block comments only.
  if (kind === undefined || (isLineComment && (kind === 'disable' || kind === 'enable'))) return undefined;
  const end = isLineComment ? -1 : text.indexOf('*/');
  const [names = ''] = text.slice(kind.length, end === -1 ? undefined : end).split(/\s--(?:\s|$)/, 1);
  const rules = names.split(',').map((name) => name.trim()).filter((name) => name.startsWith(eslintPrefix)).map((name) => name.slice(eslintPrefix.length));
  if (rules.length === 0 && !(kind === 'enable' && names.trim() === '')) return undefined;
  return { kind, rules, start };
};

/** Whether an ignore holds for a finding: by its rule and the line on which it begins. */
export const holdsFor = (ignore: Ignore, { rule, location }: Finding): boolean =>
  ignore.at.file === location.file && ignore.rules.includes(rule) && ignore.from <= location.startLine && location.startLine <= ignore.to;
