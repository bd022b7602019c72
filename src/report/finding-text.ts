import type { Finding, Location, Severity } from '../rule.js';
import { codeFrame, type FrameLine } from './frame.js';
import { wrap } from './columns.js';
import { printable } from './printable.js';
import { colored, place, placeWithColumn, type Style } from './style.js';

const primaryFrame = { context: 2, spanLines: 4 };
const relatedFrame = { context: 0, spanLines: 1 };

type LinesIn = (file: string) => readonly string[] | undefined;

/** One finding: what is wrong, the code that says so, the places that make it believable, and where to read on. */
export const findingText = (finding: Finding, linesIn: LinesIn, style: Style): string => {
  const { colors } = style;
  const gutter = Math.max(...[finding, ...finding.related].map(({ location }) => String(location.endLine + primaryFrame.context).length));
  const bar = (mark: string): string => colors.dim(' '.repeat(gutter + 3) + mark);
  const frameOf = (location: Location, shown: typeof primaryFrame): string[] =>
    codeFrame(linesIn(location.file) ?? [], location, { ...shown, width: style.width - gutter - '   │ …'.length - 1 }).flatMap((line) =>
      frameLine(line, finding.severity, gutter, style),
    );
  return [
    `  ${colored(finding.severity, finding.severity, style)}  ${colors.bold(printable(finding.rule))}`,
    ...wrap(printable(finding.message), style.width - 2).map((line) => `  ${line}`),
    `${bar('┌─')} ${colors.cyan(placeWithColumn(finding.location))}`,
    ...frameOf(finding.location, primaryFrame),
    ...finding.related.flatMap((related) => [
      `${bar('├─')} ${printable(related.message)}  ${colors.cyan(place(related.location))}`,
      ...frameOf(related.location, relatedFrame),
    ]),
    `${bar('└─')} ${colors.dim(`drain-audit explain ${printable(finding.rule)}`)}`,
  ].join('\n');
};

const frameLine = (line: FrameLine, severity: Severity, gutter: number, style: Style): string[] => {
  const { colors } = style;
  const bar = colors.dim('│');
  const source = `  ${colors.dim(String(line.number).padStart(gutter))} ${bar} ${line.text}`.trimEnd();
  if (line.underline === undefined) return [source];
  const blanks = line.underline.length - line.underline.trimStart().length;
  return [source, `${' '.repeat(gutter + 3)}${bar} ${' '.repeat(blanks)}${colored(severity, line.underline.trimStart(), style)}`];
};
