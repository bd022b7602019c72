import { secondsOf } from '../durations.js';
import { readNginx } from './nginx-syntax.js';
import type { Directive } from './nginx-syntax.js';
import type { ProxyReader } from './read.js';
import { serverOf } from './upstream.js';
import type { HealthCheck, ProxyTime, Server, Upstream } from './upstream.js';

/**
 * nginx keeps connections of an `upstream` with `keepalive` for `keepalive_timeout` (60 s), where requests are HTTP/1.1
 * without a `Connection` header; nginx 1.29.7 and later do so by default, which a configuration alone does not tell.
 * Unless it says `proxy_next_upstream off`, a refused connection goes to the next server.
 * https://nginx.org/en/docs/http/ngx_http_upstream_module.html https://nginx.org/en/docs/http/ngx_http_proxy_module.html
 */
export const nginx: ProxyReader = {
  isConfiguration: (file) => /(?:^|\/)(?:[^/]*nginx[^/]*\.conf(?:\.\w+)?|default\.conf(?:\.\w+)?|(?:[^/]*nginx[^/]*|conf\.d|sites-enabled|sites-available)\/(?:[^/]+\/){0,3}[^/]+\.conf(?:\.\w+)?)$/i.test(file),
  mention: /proxy_pass|upstream|worker_shutdown_timeout/,
  read: (sources) => {
    const files = sources.flatMap(({ file, text }) => readNginx(file, text) ?? []);
    const upstreams = new Map<string, Directive[]>();
    for (const block of blocksIn(files, 'upstream')) upstreams.set(block.words[0]?.toLowerCase() ?? '', [...(upstreams.get(block.words[0]?.toLowerCase() ?? '')?.slice(0, 1) ?? []), block]);
    const passes = files.flatMap((directive) => passesIn([directive], []));
    // One `upstream` is told of once, with what is said for any of the places that use it.
    const byTarget = new Map<string, Pass[]>();
    for (const pass of passes) byTarget.set(pass.target, [...(byTarget.get(pass.target)?.slice(0, passLimit) ?? []), pass]);
    return [...byTarget].flatMap(([target, all]) => upstreamOf(target, all, upstreams));
  },
  drains: (sources) =>
    sources.flatMap(({ file, text }) => (readNginx(file, text) ?? []).flatMap(({ name, words, at }) => {
      const seconds = name === 'worker_shutdown_timeout' ? secondsOf(words[0] ?? '', 1) : undefined;
      return seconds === undefined ? [] : [{ proxy: 'nginx', seconds, sum: `worker_shutdown_timeout ${seconds} s`, at }];
    })),
};

/** More places that use one upstream, and more headers of one place, than any configuration has; the rest would say the same. */
const passLimit = 200;

/** `proxy_pass http://target` with what holds there, the nearest block first. */
interface Pass {
  readonly target: string;
  readonly directive: Directive;
  readonly around: readonly (readonly Directive[])[];
}

const passesIn = (directives: readonly Directive[], around: readonly (readonly Directive[])[]): Pass[] =>
  directives.flatMap((directive) => {
    if (directive.inner) return passesIn(directive.inner, [directive.inner, ...around]);
    const target = /^https?:\/\/([^/]+)/i.exec(directive.words[0] ?? '')?.[1];
    return directive.name === 'proxy_pass' && target !== undefined && !target.includes('$') ? [{ target: target.toLowerCase(), directive, around }] : [];
  });

function* blocksIn(directives: readonly Directive[], name: string): Generator<Directive> {
  for (const directive of directives) {
    if (directive.name === name) yield directive;
    if (directive.inner) yield* blocksIn(directive.inner, name);
  }
}

const upstreamOf = (target: string, passes: readonly Pass[], upstreams: ReadonlyMap<string, readonly Directive[]>): Upstream[] => {
  const [first] = passes;
  const named = upstreams.get(target) ?? [];
  const [block] = named;
  // Two files may each have an upstream of that name for another host: then nobody knows which.
  if (!first || named.length > 1) return [];
  const inner = block?.inner ?? [];
  const servers = block ? inner.flatMap(({ name, words }): Server[] => (name === 'server' && !words.includes('down') ? [serverOf(words[0] ?? '') ?? []].flat() : [])) : [serverOf(target) ?? []].flat();
  if (servers.length === 0) return [];
  const isPassedOn = passes.every(({ around }) => nearest(around, 'proxy_next_upstream')?.words[0] !== 'off');
  return [
    {
      proxy: 'nginx',
      label: block ? `nginx upstream ${target}` : 'nginx',
      at: block?.at ?? first.directive.at,
      servers,
      idle: block && passes.some(({ around }) => keepsConnections(around)) ? idleOf(block, inner) : undefined,
      timeout: timeoutOf(passes),
      check: passes.map(({ around }) => checkOf(around)).find((check) => check !== undefined),
      passesOn: isPassedOn && servers.length > 1,
    },
  ];
};

/** The directives of a block by their names. Many places may stand in one block, so it is gone through once for all of them. */
const directivesOf = (block: readonly Directive[]): ReadonlyMap<string, readonly Directive[]> => {
  const known = directivesByName.get(block);
  if (known) return known;
  const found = new Map<string, Directive[]>();
  for (const directive of block) {
    const same = found.get(directive.name);
    if (same) same.push(directive);
    else found.set(directive.name, [directive]);
  }
  directivesByName.set(block, found);
  return found;
};

const directivesByName = new WeakMap<readonly Directive[], ReadonlyMap<string, readonly Directive[]>>();

/** The directive of a name that holds: nginx takes that of the nearest block. */
const nearest = (around: readonly (readonly Directive[])[], name: string): Directive | undefined => {
  for (const block of around) {
    const found = directivesOf(block).get(name)?.at(-1);
    if (found) return found;
  }
  return undefined;
};

/** Headers of a block replace all of those of the blocks around it. */
const keepsConnections = (around: readonly (readonly Directive[])[]): boolean => {
  if (nearest(around, 'proxy_http_version')?.words[0] !== '1.1') return false;
  const headers = around.map((block) => directivesOf(block).get('proxy_set_header')).find((set) => set !== undefined) ?? [];
  return headers.slice(0, passLimit).some(({ words }) => words[0]?.toLowerCase() === 'connection' && words[1] === '');
};

const idleOf = (block: Directive, inner: readonly Directive[]): ProxyTime | undefined => {
  const keepalive = inner.find(({ name }) => name === 'keepalive');
  if (!keepalive || keepalive.words[0] === '0') return undefined;
  const written = inner.find(({ name }) => name === 'keepalive_timeout');
  if (!written) return { seconds: 60, isDefault: true, key: 'keepalive_timeout', at: keepalive.at };
  const seconds = secondsOf(written.words[0] ?? '', 1);
  return seconds === undefined ? undefined : { seconds, isDefault: false, key: 'keepalive_timeout', at: written.at };
};

const timeoutOf = (passes: readonly Pass[]): ProxyTime | undefined => {
  const written = passes.flatMap(({ around }): ProxyTime[] => {
    const directive = nearest(around, 'proxy_read_timeout');
    const seconds = secondsOf(directive?.words[0] ?? '', 1);
    return directive && seconds !== undefined ? [{ seconds, isDefault: false, key: 'proxy_read_timeout', at: directive.at }] : [];
  });
  return written.toSorted((left, right) => right.seconds - left.seconds)[0];
};

/** Active checks are a part of the commercial edition: every 5 s, and one failure counts. */
const checkOf = (around: readonly (readonly Directive[])[]): HealthCheck | undefined => {
  const directive = around[0] && directivesOf(around[0]).get('health_check')?.[0];
  if (!directive) return undefined;
  const option = (name: string): string | undefined => directive.words.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const [interval, fails] = [secondsOf(option('interval') ?? '5s', 1), Number(option('fails') ?? '1')];
  if (interval === undefined || !Number.isInteger(fails)) return undefined;
  return { path: option('uri') ?? '/', noticedAfter: interval * fails, sum: `interval ${interval} s × fails ${fails}`, at: directive.at };
};
