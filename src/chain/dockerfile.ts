import type { Location } from '../rule.js';
import { Lines } from './location.js';

/** `CMD ["node", "server.js"]`: one instruction, with its continued lines joined. */
export interface Instruction {
  /** In capitals. */
  readonly keyword: string;
  /** What follows the keyword and its `--flags`. */
  readonly value: string;
  readonly flags: ReadonlyMap<string, string>;
  readonly at: Location;
}

/** What a Dockerfile builds between one `FROM` and the next. */
export interface Stage {
  readonly index: number;
  /** `AS name`, in lower case. */
  readonly name: string | undefined;
  /** The image or stage it is built on, with build arguments filled in as far as they have defaults. */
  readonly from: string;
  readonly instructions: readonly Instruction[];
  readonly at: Location;
}

export interface Dockerfile {
  readonly file: string;
  /** Defaults of build arguments before the first `FROM`, for stages that ask for them with `ARG name`. */
  readonly defaults: ReadonlyMap<string, string>;
  readonly stages: readonly Stage[];
}

/** A start command as ENTRYPOINT, CMD and compose files write it. */
export type StartForm =
  | { readonly form: 'exec'; readonly argv: readonly string[]; readonly at: Location }
  /** @property isBrokenArray whether it looks like an array, so that somebody meant the other form */
  | { readonly form: 'shell'; readonly script: string; readonly isBrokenArray: boolean; readonly at: Location };

/** Reads a Dockerfile once through: directives, comments, continued lines, here-documents. Never fails: unknown words stay words. */
export const parseDockerfile = (file: string, text: string): Dockerfile => {
  const instructions = instructionsOf(file, text);
  const defaults = new Map<string, string>();
  const stages: { -readonly [K in keyof Stage]: K extends 'instructions' ? Instruction[] : Stage[K] }[] = [];
  for (const instruction of instructions) {
    const current = stages.at(-1);
    if (instruction.keyword === 'FROM') {
      const [from = '', as, name] = instruction.value.split(/\s+/);
      stages.push({ index: stages.length, name: as?.toUpperCase() === 'AS' ? name?.toLowerCase() : undefined, from: fillVariables(from, defaults), instructions: [], at: instruction.at });
    } else if (current) current.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') for (const [name, value] of assignmentsIn(instruction.value)) defaults.set(name, fillVariables(value, defaults));
  }
  return { file, defaults, stages };
};

/** ENTRYPOINT's and CMD's two forms. An array that is no valid JSON silently becomes a shell command line. */
export const startFormOf = ({ value, at }: Pick<Instruction, 'value' | 'at'>): StartForm => {
  if (value.startsWith('[')) {
    try {
      const parsed: unknown = JSON.parse(value);
      if (Array.isArray(parsed) && parsed.every((item) => typeof item === 'string')) return { form: 'exec', argv: parsed, at };
    } catch {
      // Then it is a command line, as Docker takes it.
    }
  }
  return { form: 'shell', script: value, isBrokenArray: value.startsWith('['), at };
};

/** `A=1 B="two words"`, or the old `A value`. */
export const assignmentsIn = (value: string): (readonly [string, string])[] => {
  const pairs: (readonly [string, string])[] = [];
  let at = 0;
  while (at < value.length) {
    while (/\s/.test(value.charAt(at))) at++;
    const equals = value.indexOf('=', at);
    const blank = value.slice(at).search(/\s/);
    if (equals < 0 || (blank >= 0 && at + blank < equals)) {
      const [name = '', ...rest] = value.slice(at).split(/\s+/);
      if (pairs.length === 0 && name !== '') pairs.push([name, rest.join(' ')]);
      break;
    }
    const name = value.slice(at, equals);
    at = equals + 1;
    const parts: string[] = [];
    while (at < value.length && !/\s/.test(value.charAt(at))) {
      const quote = value.charAt(at);
      if (quote === '"' || quote === "'") {
        const end = value.indexOf(quote, at + 1);
        parts.push(value.slice(at + 1, end < 0 ? value.length : end));
        at = end < 0 ? value.length : end + 1;
      } else {
        if (quote === '\\') at++;
        parts.push(value.charAt(at++));
      }
    }
    pairs.push([name, parts.join('')]);
  }
  return pairs;
};

/** Fills in `$NAME`, `${NAME}` and `${NAME:-default}`; what has no value stays as it is written. */
export const fillVariables = (text: string, values: ReadonlyMap<string, string>): string =>
  text.replaceAll(/\$(?:(\w+)|\{(\w+)(?::?[-+]([^}$]*))?\})/g, (whole: string, plain: string | undefined, braced: string | undefined, fallback: string | undefined) => {
    const name = plain ?? braced ?? '';
    return values.get(name) ?? (whole.includes('-') ? fallback : undefined) ?? whole;
  });

const instructionsOf = (file: string, text: string): Instruction[] => {
  const places = new Lines(file, text);
  const lines = text.split('\n');
  const escape = escapeOf(lines);
  const instructions: Instruction[] = [];
  let offset = 0;
  let index = 0;
  const next = (): { line: string; start: number } => {
    const line = lines[index++] ?? '';
    const start = offset;
    offset += line.length + 1;
    return { line: line.endsWith('\r') ? line.slice(0, -1) : line, start };
  };
  while (index < lines.length) {
    const first = next();
    if (isCommentOrBlank(first.line)) continue;
    const start = first.start + (first.line.length - first.line.trimStart().length);
    const parts: string[] = [];
    let line = first;
    let end = start;
    for (;;) {
      const trimmed = line.line.trimEnd();
      const continues = trimmed.endsWith(escape);
      const content = continues ? trimmed.slice(0, -1) : line.line;
      parts.push(content);
      end = line.start + content.trimEnd().length;
      if (!continues) break;
      do line = index < lines.length ? next() : { line: '', start: offset };
      while (index < lines.length && isCommentOrBlank(line.line));
      if (isCommentOrBlank(line.line)) break;
    }
    const joined = parts.join('').trim();
    const [, keyword = '', rest = ''] = /^(\S+)\s*([^]*)$/.exec(joined) ?? [];
    const { flags, value } = splitFlags(rest);
    if (/^(?:RUN|COPY|ADD)$/i.test(keyword)) for (const delimiter of hereDocumentsIn(value)) while (index < lines.length && next().line.replace(/^\t+/, '') !== delimiter);
    instructions.push({ keyword: keyword.toUpperCase(), value, flags, at: places.between(start, end) });
  }
  return instructions;
};

const isCommentOrBlank = (line: string): boolean => {
  const trimmed = line.trimStart();
  return trimmed === '' || trimmed.startsWith('#');
};

/** `# escape=\`` before the first instruction changes what continues a line. */
const escapeOf = (lines: readonly string[]): string => {
  for (const line of lines) {
    const directive = /^\s*#\s*(\w+)\s*=\s*(\S)/.exec(line);
    if (!directive) break;
    if (directive[1]?.toLowerCase() === 'escape') return directive[2] ?? '\\';
  }
  return '\\';
};

const splitFlags = (rest: string): { flags: Map<string, string>; value: string } => {
  const flags = new Map<string, string>();
  let value = rest;
  for (;;) {
    const match = /^--([\w-]+)(?:=(\S*))?(?:\s+|$)/.exec(value);
    if (!match) return { flags, value };
    flags.set(match[1] ?? '', match[2] ?? '');
    value = value.slice(match[0].length);
  }
};

const hereDocumentsIn = (value: string): string[] => [...value.matchAll(/(?:^|\s)\d?<<-?(["']?)([A-Za-z_]\w*)\1(?=\s|$|[|>;&])/g)].map((match) => match[2] ?? '');
