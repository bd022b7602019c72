import { printable } from '../report/printable.js';

/** The single line that wrong usage prints. */
export const usageLine = (message: string): string => {
  const oneLine = message
    .trim()
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ');
  return `drain-audit: ${printable(oneLine)}${/[.?!)]$/.test(oneLine) ? '' : '.'} See \`drain-audit --help\`.\n`;
};
