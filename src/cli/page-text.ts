import { wrap } from '../report/columns.js';
import type { Style } from '../report/style.js';

/**
 * A page of our own documentation as a terminal shows it. Knows the Markdown that those pages are written in: headings,
 * paragraphs, lists, tables, fenced code, code spans, links, and comments, which are left out.
 */
export const pageText = (page: string, style: Style): string => {
  const { colors, width } = style;
  const lines: string[] = [];
  let paragraph: string[] = [];
  let fence: string | undefined;
  const flush = (): void => {
    if (paragraph.length > 0) lines.push(...wrap(paragraph.join(' '), width).map((line) => inline(line, style)));
    paragraph = [];
  };
  for (const line of page.replaceAll(/<!--[^]*?-->/g, '').split('\n')) {
    const opening = /^(`{3,})/.exec(line)?.[1];
    if (fence !== undefined) {
      if (opening === fence) fence = undefined;
      else lines.push(`    ${line}`);
    } else if (opening !== undefined) {
      flush();
      fence = opening;
    } else if (/^#{1,6} /.test(line)) {
      flush();
      lines.push(colors.bold(line.replace(/^#+ /, '')));
    } else if (/^(?:[-*]|\d+\.) /.test(line)) {
      flush();
      const [first = '', ...more] = wrap(line.replace(/^[-*] /, '• '), width - 2);
      lines.push(inline(first, style), ...more.map((text) => `  ${inline(text, style)}`));
    } else if (line.startsWith('|')) {
      flush();
      if (!/^\|[\s|:-]+$/.test(line)) lines.push(colors.dim(line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()).join('  ')));
    } else if (line.trim() === '') {
      flush();
      if (lines.at(-1) !== '') lines.push('');
    } else paragraph.push(line.trim());
  }
  flush();
  return `${lines.join('\n').trim()}\n`;
};

const inline = (text: string, { colors }: Style): string =>
  text
    .replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_link, name: string, address: string) => (/^https?:/.test(address) ? `${name} (${address})` : name))
    .replaceAll(/<(https?:[^>\s]+)>/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, (_strong, words: string) => colors.bold(words))
    .replaceAll(/`([^`]+)`/g, (_code, code: string) => colors.cyan(code));
