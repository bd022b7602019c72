/** Controls, invisible and reordering marks, line and paragraph separators, and halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * What a runner of GitHub Actions takes for a command wherever it stands in a log: `::name` after leading blanks, and
 * the older `##[name]` anywhere (actions/runner, ActionCommand.cs). Indenting a line does not defuse either.
 */
const logCommand = /^(\s*):(?=:)|#(?=#\[)/g;

const visible = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

/**
 * Text from input made inert for terminals and build logs: whatever could move the cursor, colour, reorder, hide, break
 * the line or be read as a command appears as `\u{1b}`. Names of files, services and rules come from strangers.
 */
export const printable = (text: string): string =>
  text
    .replaceAll(unprintable, visible)
    .replaceAll(logCommand, (_match, blanks: string | undefined) => (blanks === undefined ? visible('#') : blanks + visible(':')));
