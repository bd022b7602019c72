import ignore, { type Ignore } from 'ignore';

/** Longer ignore files cost more time than they can save. */
export const maximumIgnoreFileSize = 256_000;
/** Each `**` multiplies the time of one match by the depth of the path; with four, one match takes 35 ms. */
const maximumGlobstars = 3;
const maximumPatternLength = 1000;

const isCheap = (pattern: string): boolean =>
  pattern.length <= maximumPatternLength && (pattern.match(/\*{2,}/g) ?? []).length <= maximumGlobstars;

/**
 * A pattern of an ignore file in `folder`, written as one for the folder that all paths are relative to, with the same
 * meaning: a slash at its beginning or in its middle ties it to its folder, otherwise it holds at any depth.
 * https://git-scm.com/docs/gitignore#_pattern_format
 */
const rebase = (line: string, folder: string): string => {
  if (folder === '' || line.startsWith('#')) return line;
  const negated = line.startsWith('!');
  const body = negated ? line.slice(1) : line;
  if (body.trim() === '') return '';
  const literalFolder = folder.replaceAll(/[\\*?[]/g, String.raw`\$&`);
  const tied = body.replace(/ +$/, '').slice(0, -1).includes('/');
  // A leading `\#` or `\!` is only an escape at the beginning of a line.
  const unescaped = body.replace(/^\\(?=[#!])/, '');
  return `${negated ? '!' : ''}/${literalFolder}/${tied ? unescaped.replace(/^\//, '') : `**/${unescaped}`}`;
};

/** Which paths git ignores. Immutable: each folder with an ignore file of its own makes new rules from its parent's. */
export class IgnoreRules {
  static readonly none = new IgnoreRules(undefined, 0);

  readonly #rules: Ignore | undefined;
  /** How many patterns were left out, because matching them could take unreasonably long. */
  readonly dropped: number;

  private constructor(rules: Ignore | undefined, dropped: number) {
    this.#rules = rules;
    this.dropped = dropped;
  }

  /**
   * These rules and those of an ignore file, which win.
   *
   * @param text of the ignore file
   * @param folder that it is in, `/`-separated and relative to what all paths are relative to; empty for that itself
   */
  with(text: string, folder: string): IgnoreRules {
    // Objects, because a line that is passed as a string would be split again; a folder's name may contain a newline.
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
    const patterns = lines.filter(isCheap).map((line) => ({ pattern: rebase(line, folder) }));
    const rules = ignore({ ignorecase: false, allowRelativePaths: true });
    if (this.#rules !== undefined) rules.add(this.#rules);
    return new IgnoreRules(rules.add(patterns), lines.length - patterns.length);
  }

  /**
   * Whether a path is ignored, itself or through a folder above it.
   *
   * @param path `/`-separated; a folder's ends in `/`
   */
  ignores(path: string): boolean {
    return this.#rules?.ignores(path) ?? false;
  }
}
