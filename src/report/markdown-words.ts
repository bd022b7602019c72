import { printable } from './printable.js';

/** What no renderer of Markdown takes for anything but a word: no markup, mention, reference, address or HTML. */
const harmless = /^[\p{L}\p{N}.,;:'’"!?()%/=≤≥–—+-]*$/u;
const meaning = /:\/\/|^www\.|^gh-\d|^[\da-f]{7,64}$|^-{2,}$|^[=+-]+$|^\d+[.)]$/iu;

/** A code span around text from input. Whatever is in it, it stays text. */
export const codeSpan = (text: string): string => {
  const inert = printable(text);
  if (/^[^`\s](?:[^`]*[^`\s])?$/.test(inert)) return `\`${inert}\``;
  const longestRun = Math.max(0, ...Array.from(inert.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  // Blanks at both ends are taken off again, which keeps a backtick at an end apart from the fence.
  return inert.trim() === '' ? `${fence}\u00A0${fence}` : `${fence} ${inert} ${fence}`;
};

/** A sentence of ours with names from input in it, some of them in backticks: each word that could mean more is code. */
export const inertProse = (text: string): string =>
  printable(text)
    .split('`')
    .map((part, index, parts) => {
      // Without its partner a backtick is only a letter.
      if (index % 2 === 1 && index < parts.length - 1) return part === '' ? '' : codeSpan(part);
      return part.split(' ').map((word) => (word === '' || (harmless.test(word) && !meaning.test(word)) ? word : codeSpan(word))).join(' ');
    })
    .join('');

/** Lines of code from input in a fence that is longer than any in them. */
export const codeBlock = (lines: readonly string[]): string[] => {
  const longestRun = Math.max(2, ...lines.flatMap((line) => Array.from(line.matchAll(/`+/g), ([run]) => run.length)));
  const fence = '`'.repeat(longestRun + 1);
  return [fence, ...lines, fence];
};
