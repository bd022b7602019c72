import { columnsOf, padTo, wrap } from '../report/columns.js';
import { colored, count, type Style } from '../report/style.js';
import type { Rule } from '../rule.js';

const indent = '  ';

/** A rule, or what is found about the check itself, which reads no model. */
export type Explained = Pick<Rule, 'id' | 'severity' | 'preset' | 'summary' | 'why' | 'fix' | 'references'> & Partial<Pick<Rule, 'scope' | 'subject'>>;

/** What `drain-audit explain` prints: what the rule sees, why it matters, how to repair it, and where to read on. */
export const explainText = (rule: Explained, style: Style): string => {
  const { colors } = style;
  const section = (title: string, lines: readonly string[]): string[] => ['', colors.bold(title), ...lines.map((line) => (line === '' ? '' : indent + line))];
  const prose = (text: string): string[] => text.split('\n').flatMap((line) => (line === '' ? [''] : wrap(line, style.width - indent.length)));
  return [
    `${colors.bold(rule.id)}  ${colored(rule.severity, rule.severity, style)}  ${colors.dim(`${presetText(rule)}, ${scopeText(rule)}`)}`,
    ...wrap(rule.summary, style.width),
    ...section('Why', prose(rule.why)),
    ...section('How to fix', prose(rule.fix)),
    ...(rule.references.length > 0 ? section('Read on', rule.references) : []),
    '',
  ].join('\n');
};

const presetText = (rule: Explained): string => (rule.preset === 'strict' ? 'in the strict preset only' : 'in every preset');

const scopeText = (rule: Explained): string => {
  if (rule.subject === undefined) return 'about the check itself';
  if (rule.scope === 'file') return 'one file decides it';
  return rule.subject === 'plan' ? 'follows the program across files' : `reads the ${rule.subject}`;
};

/** What `drain-audit rules` prints: every rule with its severity, its preset and its summary, in alphabetical order. */
export const rulesText = (rules: readonly Rule[], style: Style): string => {
  const { colors } = style;
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const ids = Math.max(0, ...sorted.map((rule) => columnsOf(rule.id)));
  const severities = 'warning'.length;
  const presets = 'recommended'.length;
  const rows = sorted.flatMap((rule) => {
    const lead = ids + severities + presets + 6;
    const [first = '', ...more] = wrap(rule.summary, Math.max(30, style.width - lead));
    const severity = colored(rule.severity, padTo(rule.severity, severities), style);
    return [
      `${padTo(rule.id, ids)}  ${severity}  ${colors.dim(padTo(rule.preset, presets))}  ${first}`,
      ...more.map((line) => ' '.repeat(lead) + line),
    ];
  });
  return [...rows, '', `${count(rules.length, 'rule')}; \`drain-audit explain <rule>\` says why it matters and how to fix it.`, ''].join('\n');
};
