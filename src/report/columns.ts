/** Characters that a terminal shows in two columns. */
const wide = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
const ascii = /^[\x20-\x7e]*$/;

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a terminal shows in one place: a letter with its accents, a flag, a syllable. */
export const graphemes = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** How many terminal columns printable text takes: two for wide characters, none for marks that combine. */
export const columnsOf = (text: string): number => {
  if (ascii.test(text)) return text.length;
  let columns = 0;
  for (const grapheme of graphemes(text)) {
    // Escapes such as `\u{200d}` arrive as graphemes of one ASCII character each, so a cluster is one or two columns.
    columns += wide.test(grapheme) ? 2 : 1;
  }
  return columns;
};

/** Fills up with blanks to a width, in terminal columns. Never cuts. */
export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - columnsOf(text)));

/** Breaks text at blanks into lines of at most `width` columns; a word that is longer keeps its own line. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/)) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
};

/** Cuts text to a width, in terminal columns, and shows that it did. */
export const clip = (text: string, width: number): string => {
  if (columnsOf(text) <= width) return text;
  let shown = '';
  for (const grapheme of graphemes(text)) {
    if (columnsOf(shown) + columnsOf(grapheme) > width - 1) break;
    shown += grapheme;
  }
  return `${shown}…`;
};
