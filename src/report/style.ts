import picocolors from 'picocolors';
import type { Location, Severity } from '../rule.js';
import { duration } from './duration.js';
import { printable } from './printable.js';

/** What human output is written with: colours that may be switched off, and the room there is. */
export interface Style {
  colors: ReturnType<typeof picocolors.createColors>;
  /** Terminal columns. */
  width: number;
}

const defaultWidth = 100;
const leastWidth = 40;
const mostWidth = 120;

/** A style with or without colours; lines longer than 120 columns are hard to read, so wider terminals are not filled. */
export const styleOf = (options: { color: boolean; width?: number | undefined }): Style => ({
  colors: picocolors.createColors(options.color),
  width: Math.min(mostWidth, Math.max(leastWidth, options.width ?? defaultWidth)),
});

/** The colour of a severity. */
export const colored = (severity: Severity, text: string, { colors }: Style): string => {
  if (severity === 'error') return colors.red(text);
  return severity === 'warning' ? colors.yellow(text) : colors.blue(text);
};

/** `src/server.ts:40:3`, which terminals and editors make a link of. */
export const placeWithColumn = (location: Location): string => `${place(location)}:${location.startColumn}`;

/** `src/server.ts:40` */
export const place = (location: Location): string => `${printable(location.file)}:${location.startLine}`;

/** `1 error`, `2 errors`. */
export const count = (number: number, singular: string, plural = `${singular}s`): string => `${number} ${number === 1 ? singular : plural}`;

/** How long a plan can take, as people read it. */
export const worstCaseText = (worstCase: number | 'unbounded' | 'unknown', { colors }: Style): string => {
  if (worstCase === 'unbounded') return colors.red('unbounded');
  return worstCase === 'unknown' ? colors.yellow('unknown') : colors.green(duration(worstCase));
};
