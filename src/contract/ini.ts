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
  const settings: Setting[] = [];
  let section = '';
  let open: { section: string; key: string; parts: string[]; continues: boolean; at: Location } | undefined;
  const close = (): void => {
    if (open) settings.push({ section: open.section, key: open.key, value: open.parts.filter((part) => part !== '').join(' '), at: open.at });
    open = undefined;
  };
  for (const [index, raw] of text.split('\n').entries()) {
    const line = (inlineComments ? (raw.split(/[ \t];/)[0] ?? '') : raw).replace(/\r$/, '');
    const trimmed = line.trim();
    if (trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    const continues = !inlineComments && trimmed.endsWith('\\');
    const content = continues ? trimmed.slice(0, -1).trim() : trimmed;
    if (open && (inlineComments ? /^[ \t]/.test(line) && trimmed !== '' : open.continues)) {
      open.parts.push(content);
      open.continues = continues;
      open.at.endLine = index + 1;
      open.at.endColumn = line.trimEnd().length + 1;
      continue;
    }
    close();
    const header = /^\[([^\]]+)\]/.exec(trimmed)?.[1];
    const equals = content.indexOf('=');
    if (header !== undefined) section = header;
    else if (equals > 0) {
      const indent = line.length - line.trimStart().length;
      open = { section, key: content.slice(0, equals).trim(), parts: [content.slice(equals + 1).trim()], continues, at: { file, startLine: index + 1, startColumn: indent + 1, endLine: index + 1, endColumn: line.trimEnd().length + 1 } };
    }
  }
  close();
  return settings;
};
