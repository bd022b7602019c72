import type { Location } from '../rule.js';

/** `Key=value` of a unit file or a Supervisor configuration. */
export interface Setting {
  readonly section: string;
  readonly key: string;
  readonly value: string;
  readonly at: Location;
}

/**
 * Reads an INI file in its own order: keys may repeat, lines continue behind a backslash (systemd) or by indentation
 * (Supervisor). https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html
 *
 * @param inlineComments whether ` ;` begins a comment, as for Supervisor
 */
export const readIni = (file: string, text: string, inlineComments: boolean): Setting[] => {
  const settings: { section: string; key: string; value: string; at: Location }[] = [];
  let section = '';
  let open: { section: string; key: string; value: string; at: Location } | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = (inlineComments ? (raw.split(/[ \t];/)[0] ?? '') : raw).replace(/\r$/, '');
    const trimmed = line.trim();
    if (trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (open && (inlineComments ? /^[ \t]/.test(line) && trimmed !== '' : open.value.endsWith('\\'))) {
      open.value = `${open.value.replace(/\\$/, '').trimEnd()} ${trimmed}`.trim();
      open.at.endLine = index + 1;
      open.at.endColumn = line.trimEnd().length + 1;
      continue;
    }
    if (open) settings.push(open);
    open = undefined;
    const header = /^\[([^\]]+)\]/.exec(trimmed)?.[1];
    const equals = line.indexOf('=');
    if (header !== undefined) section = header;
    else if (equals > 0) {
      const indent = line.length - line.trimStart().length;
      open = { section, key: line.slice(0, equals).trim(), value: line.slice(equals + 1).trim(), at: { file, startLine: index + 1, startColumn: indent + 1, endLine: index + 1, endColumn: line.trimEnd().length + 1 } };
    }
  }
  if (open) settings.push(open);
  return settings;
};
