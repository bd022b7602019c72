import type { Location } from '../../rule.js';
import { secondsOf } from '../durations.js';
import type { ProxyReader } from './read.js';
import { serverOf } from './upstream.js';
import type { HealthCheck, Server, Upstream } from './upstream.js';

/**
 * HAProxy asks a server with `check` every `inter` (2 s) and lets it go after `fall` (3) failures; between failures
 * `fastinter` counts. Until then a refused connection is tried again at the same server, unless there is
 * `option redispatch`. It keeps unused connections only where it may use them without risk (`http-reuse safe`).
 * https://docs.haproxy.org/3.2/configuration.html#5.2-inter https://docs.haproxy.org/3.2/configuration.html#4-option%20redispatch
 */
export const haproxy: ProxyReader = {
  isConfiguration: (file) => /(?:^|\/)(?:[^/]*haproxy[^/]*\.(?:cfg|conf)|haproxy\/(?:[^/]+\/){0,2}[^/]+\.cfg)(?:\.\w+)?$/i.test(file),
  mention: /server|hard-stop-after/,
  read: (sources) => sources.flatMap(({ file, text }) => upstreamsIn(sectionsOf(file, text))),
  drains: (sources) =>
    sources.flatMap(({ file, text }) => sectionsOf(file, text).flatMap(({ kind, lines }) => (kind === 'global' ? lines : []).flatMap(({ words, at }) => {
      const seconds = words[0] === 'hard-stop-after' ? secondsOf(words[1] ?? '', 0.001) : undefined;
      return seconds === undefined ? [] : [{ proxy: 'HAProxy', seconds, sum: `hard-stop-after ${seconds} s`, at }];
    }))),
};

/** A line of a section: its words, and where it stands. */
interface Line {
  readonly words: readonly string[];
  readonly at: Location;
}

/** What a section says, for all of its servers. */
class Settings {
  readonly #lines = new Map<string, Line>();
  /** The words of `default-server`, each with the one behind it. */
  readonly serverOptions = new Map<string, string | undefined>();

  add(line: Line): void {
    const { words } = line;
    for (const key of [words[0] ?? '', words.slice(0, 2).join(' ')]) if (!this.#lines.has(key)) this.#lines.set(key, line);
    if (words[0] === 'default-server') for (const [place, word] of words.entries()) if (this.serverOptions.get(word) === undefined) this.serverOptions.set(word, words[place + 1]);
  }

  /** The first line that begins with a word or two: `option redispatch`. */
  line(beginning: string): Line | undefined {
    return this.#lines.get(beginning);
  }
}

interface Section {
  readonly kind: string;
  readonly name: string;
  readonly lines: readonly Line[];
  /** What it says itself, then what the `defaults` before it say. */
  readonly settings: readonly [Settings, Settings];
  readonly at: Location;
}

const sectionNames: ReadonlySet<string> = new Set(['global', 'defaults', 'frontend', 'backend', 'listen', 'resolvers', 'peers', 'userlist', 'program', 'mailers', 'cache', 'http-errors', 'ring', 'fcgi-app', 'crt-store', 'log-forward']);

const sectionsOf = (file: string, text: string): Section[] => {
  const sections: (Section & { lines: Line[] })[] = [];
  let defaults = new Settings();
  for (const [index, raw] of text.split('\n').entries()) {
    const words = wordsOf(raw);
    const [first] = words;
    if (first === undefined) continue;
    const at = { file, startLine: index + 1, startColumn: raw.length - raw.trimStart().length + 1, endLine: index + 1, endColumn: raw.trimEnd().length + 1 };
    if (sectionNames.has(first)) {
      const own = new Settings();
      if (first === 'defaults') defaults = own;
      sections.push({ kind: first, name: words[1] ?? '', lines: [], settings: [own, defaults], at });
    } else {
      const section = sections.at(-1);
      section?.lines.push({ words, at });
      section?.settings[0].add({ words, at });
    }
  }
  return sections;
};

/** The words of a line up to its comment; quotes hold a word together. */
const wordsOf = (line: string): string[] => {
  const words: string[] = [];
  for (const match of line.matchAll(/"([^"]*)"|'([^']*)'|(#.*)|([^\s"'#]+)/g)) {
    if (match[3] !== undefined) break;
    words.push(match[1] ?? match[2] ?? match[4] ?? '');
  }
  return words;
};

const upstreamsIn = (sections: readonly Section[]): Upstream[] =>
  sections.flatMap((section): Upstream[] => {
    if (section.kind !== 'backend' && section.kind !== 'listen') return [];
    if (lineOf(section, 'mode')?.words[1] === 'tcp') return [];
    const written = section.lines.filter(({ words }) => (words[0] === 'server' || words[0] === 'server-template') && !words.includes('disabled'));
    const servers = written.flatMap(({ words }): Server[] => [serverOf(words[words[0] === 'server' ? 2 : 3] ?? '') ?? []].flat());
    if (servers.length === 0) return [];
    const several = servers.length > 1 || written.some(({ words }) => words[0] === 'server-template');
    return [
      {
        proxy: 'HAProxy',
        label: `HAProxy ${section.kind} ${section.name}`,
        at: section.at,
        servers,
        idle: undefined,
        // Every configuration has to give `timeout server`, so it says nothing about these requests.
        timeout: undefined,
        check: checkOf(written, section),
        passesOn: several && lineOf(section, 'option redispatch') !== undefined,
      },
    ];
  });

const lineOf = ({ settings: [own, defaults] }: Section, beginning: string): Line | undefined => own.line(beginning) ?? defaults.line(beginning);

const checkOf = ([server]: readonly Line[], section: Section): HealthCheck | undefined => {
  if (!server || server.words.includes('no-check')) return undefined;
  if (!server.words.includes('check') && !section.settings.some(({ serverOptions }) => serverOptions.has('check'))) return undefined;
  const option = (name: string): string | undefined => {
    const place = server.words.indexOf(name);
    const [own, defaults] = section.settings;
    return (place === -1 ? undefined : server.words[place + 1]) ?? own.serverOptions.get(name) ?? defaults.serverOptions.get(name);
  };
  const inter = secondsOf(option('inter') ?? '2s', 0.001);
  const fast = option('fastinter') === undefined ? inter : secondsOf(option('fastinter') ?? '', 0.001);
  const fall = Number(option('fall') ?? '3');
  if (inter === undefined || fast === undefined || !Number.isInteger(fall) || fall < 1) return undefined;
  const httpchk = lineOf(section, 'option httpchk');
  const sent = lineOf(section, 'http-check send');
  const uri = sent?.words[sent.words.indexOf('uri') + 1] ?? httpchk?.words.slice(2).find((word) => word.startsWith('/'));
  const times = inter === fast ? `inter ${inter} s × fall ${fall}` : `inter ${inter} s + fastinter ${fast} s × ${fall - 1}`;
  return { path: httpchk ? (uri ?? '/') : undefined, noticedAfter: inter + fast * (fall - 1), sum: times, at: server.at };
};
