import { describe, expect, it } from 'vitest';
import { readNginx } from '../../src/contract/proxies/nginx-syntax.js';
import { readContracts } from '../../src/contract/read.js';
import type { Upstream } from '../../src/contract/proxies/upstream.js';
import { virtualTree } from '../../src/read/virtual-tree.js';

const upstreamsIn = (files: Readonly<Record<string, string>>): readonly Upstream[] => readContracts(virtualTree(files)).upstreams;

const shown = ({ label, servers, idle, timeout, check, passesOn }: Upstream) => ({
  label,
  servers: servers.map(({ host, port }) => `${host}${port === undefined ? '' : `:${String(port)}`}`),
  ...(idle ? { idle: idle.seconds } : {}),
  ...(timeout ? { timeout: timeout.seconds } : {}),
  ...(check ? { check: `${check.path ?? 'tcp'} ${check.sum} = ${String(check.noticedAfter)}` } : {}),
  ...(passesOn ? { passesOn } : {}),
});

describe('nginx', () => {
  const read = (text: string, more: Readonly<Record<string, string>> = {}) => upstreamsIn({ 'nginx.conf': text, ...more }).map(shown);

  it('keeps connections of an upstream with keepalive, HTTP/1.1 and no Connection header', () => {
    const server = (inside: string): string => `upstream app { server app:3000; keepalive 8; } server { location / { proxy_pass http://app; ${inside} } }`;
    expect(read(server('proxy_http_version 1.1; proxy_set_header Connection "";'))).toEqual([{ label: 'nginx upstream app', servers: ['app:3000'], idle: 60 }]);
    expect(read(server(`proxy_http_version 1.1; proxy_set_header Connection $connection_upgrade;`))).toEqual([{ label: 'nginx upstream app', servers: ['app:3000'] }]);
    expect(read(server('proxy_set_header Connection "";'))).toEqual([{ label: 'nginx upstream app', servers: ['app:3000'] }]);
  });

  it('replaces all headers of the outer blocks by those of an inner one', () => {
    const text = (inner: string): string => `upstream app { server app:3000; keepalive 8; keepalive_timeout 1m; } server { proxy_http_version 1.1; proxy_set_header Connection ''; location / { proxy_pass http://app; ${inner} } }`;
    expect(read(text(''))[0]).toMatchObject({ idle: 60 });
    expect(read(text('proxy_set_header Host $host;'))[0]).not.toHaveProperty('idle');
  });

  it('takes the longest time that is written for one of the places', () => {
    expect(read('upstream app { server app:3000; } server { proxy_read_timeout 20; location /a { proxy_pass http://app; } location /b { proxy_pass http://app; proxy_read_timeout 5m; } }')[0]).toMatchObject({ timeout: 300 });
  });

  it('passes refused connections on, unless it is told not to, or there is nobody else', () => {
    const text = (more: string): string => `upstream app { server one:3000; server two:3000; } server { location / { proxy_pass http://app; ${more} } }`;
    expect(read(text(''))[0]).toMatchObject({ passesOn: true });
    expect(read(text('proxy_next_upstream off;'))[0]).not.toHaveProperty('passesOn');
    expect(read('server { location / { proxy_pass http://one:3000/api/; } }')).toEqual([{ label: 'nginx', servers: ['one:3000'] }]);
  });

  it('knows the checks of the commercial edition', () => {
    expect(read('upstream app { server one:3000; } server { location / { proxy_pass http://app; health_check interval=3s fails=2 uri=/ready; } }')[0]).toMatchObject({ check: '/ready interval 3 s × fails 2 = 6' });
  });

  it('finds an upstream in another file, and knows nothing where two are called so', () => {
    const server = 'server { location / { proxy_pass http://app; } }';
    expect(read(server, { 'conf.d/app.conf': 'upstream app { server one:3000; }' })[0]).toMatchObject({ servers: ['one:3000'] });
    expect(read(server, { 'conf.d/a.conf': 'upstream app { server one:3000; }', 'conf.d/b.conf': 'upstream app { server two:3000; }' })).toEqual([]);
  });

  it('knows nothing of variables', () => {
    expect(read('server { set $up http://app; location / { proxy_pass $up; } location /b { proxy_pass http://${HOST}:3000; } }')).toEqual([]);
  });

  it.each([
    ['a comment', 'a 1; # b 2; {\nc 3;', ['a 1', 'c 3']],
    ['quotes', `log '{"a": "b;"}' "c\\"d";`, ['log {"a": "b;"} c"d']],
    ['a variable in braces', 'root /srv/${name}/x;', ['root /srv/${name}/x']],
    ['code of Lua', 'a 1; content_by_lua_block { if x then { y } end } b 2;', ['a 1', 'b 2']],
    ['braces that do not match', 'server { a 1; } }', undefined],
    ['a block without an end', 'server { a 1;', undefined],
  ])('reads %s', (_what, text, expected) => {
    expect(readNginx('nginx.conf', text)?.map(({ name, words }) => [name, ...words].join(' '))).toEqual(expected);
  });
});

describe('HAProxy', () => {
  const read = (text: string) => upstreamsIn({ 'haproxy.cfg': text }).map(shown);

  it('checks every inter, and lets go after fall failures', () => {
    expect(read('backend app\n  option httpchk GET /ready\n  server one one:3000 check\n')[0]).toMatchObject({ check: '/ready inter 2 s × fall 3 = 6' });
    expect(read('backend app\n  option httpchk\n  http-check send meth GET uri /ready\n  server one one:3000 check inter 10s fastinter 500 fall 2\n')[0]).toMatchObject({ check: '/ready inter 10 s + fastinter 0.5 s × 1 = 10.5' });
    expect(read('backend app\n  server one one:3000 check\n')[0]).toMatchObject({ check: 'tcp inter 2 s × fall 3 = 6' });
    expect(read('backend app\n  server one one:3000\n')[0]).not.toHaveProperty('check');
  });

  it('takes what a backend does not say from the defaults before it', () => {
    expect(read('defaults\n  mode http\n  option redispatch\n  default-server check inter 1s\nbackend app\n  server one one:3000\n  server two two:3000\ndefaults\n  mode tcp\nbackend other\n  server three three:5432\n')).toEqual([
      { label: 'HAProxy backend app', servers: ['one:3000', 'two:3000'], check: 'tcp inter 1 s × fall 3 = 3', passesOn: true },
    ]);
  });

  it('knows nothing of variables, and nothing of servers that are out of use', () => {
    expect(read('backend app\n  server one "${HOST}:3000" check\n  server two two:3000 disabled\n')).toEqual([]);
  });
});

describe('Envoy', () => {
  const cluster = (more: string): string => `static_resources:
  clusters:
    - name: app
      load_assignment: { endpoints: [{ lb_endpoints: [{ endpoint: { address: { socket_address: { address: app, port_value: 3000 } } } }] }] }
${more}`;
  const read = (more: string) => upstreamsIn({ 'envoy.yaml': cluster(more) }).map(shown);

  it('keeps connections for an hour', () => {
    expect(read('')).toEqual([{ label: 'Envoy cluster app', servers: ['app:3000'], idle: 3600 }]);
    expect(read('      common_http_protocol_options: { idle_timeout: 0.5s }\n')[0]).toMatchObject({ idle: 0.5 });
  });

  it('lets go at the first answer that is not expected', () => {
    expect(read('      health_checks: [{ timeout: 1s, interval: 5s, unhealthy_threshold: 3, http_health_check: { path: /ready } }]\n')[0]).toMatchObject({ check: '/ready interval 5 s = 5' });
    expect(read('      health_checks: [{ timeout: 1s, interval: 5s, unhealthy_threshold: 3, tcp_health_check: {} }]\n')[0]).not.toHaveProperty('check');
  });
});

describe('Traefik', () => {
  it('reads labels in both forms, and the flags of its container', () => {
    const compose = `services:
  a: { image: a, labels: ['traefik.enable=true', 'traefik.http.services.a.loadbalancer.healthcheck.path=/ready', 'traefik.http.services.a.loadbalancer.server.port=3000'] }
  b: { image: b, labels: { traefik.http.routers.b.rule: Host(\`b\`), traefik.http.middlewares.again.retry.attempts: '3' } }
  c: { image: c, labels: { traefik.enable: 'false', traefik.http.routers.c.rule: Host(\`c\`) } }
  traefik: { image: traefik, command: ['--serverstransport.forwardingtimeouts.idleconntimeout=20s'] }
`;
    expect(upstreamsIn({ 'compose.yaml': compose }).map(shown)).toEqual([
      { label: 'Traefik', servers: ['a:3000'], idle: 20, check: '/ready interval 30 s (default) = 30' },
      { label: 'Traefik', servers: ['b'], idle: 20, passesOn: true },
    ]);
  });

  it('reads services of a file, with transports of their own', () => {
    const dynamic = `http:
  services:
    app: { loadBalancer: { serversTransport: short, servers: [{ url: 'http://app:3000' }] } }
  serversTransports:
    short: { forwardingTimeouts: { idleConnTimeout: 3s } }
`;
    expect(upstreamsIn({ 'traefik/dynamic.yml': dynamic }).map(shown)).toEqual([{ label: 'Traefik service app', servers: ['app:3000'], idle: 3 }]);
  });
});

describe('the workload that a proxy names', () => {
  const joinedIn = (files: Readonly<Record<string, string>>): string[] =>
    readContracts(virtualTree(files)).contracts.flatMap((contract) => (contract.platform === 'kubernetes' ? [] : contract.upstreams.map(({ at }) => `${contract.at.file} ${contract.name} ← ${at.file}`)));
  const backend = 'services:\n  backend: { image: backend }\n';
  const proxy = 'server { location / { proxy_pass http://backend:3000; } }';

  it('is the nearest of that name', () => {
    expect(joinedIn({ 'one/compose.yaml': backend, 'one/nginx/nginx.conf': proxy, 'two/compose.yaml': backend })).toEqual(['one/compose.yaml backend ← one/nginx/nginx.conf']);
  });

  it('may lie in a folder beside the proxy', () => {
    expect(joinedIn({ 'deploy/compose.yaml': backend, 'nginx/nginx.conf': proxy })).toEqual(['deploy/compose.yaml backend ← nginx/nginx.conf']);
    expect(joinedIn({ 'shop/deploy/compose.yaml': backend, 'other/nginx/nginx.conf': proxy })).toEqual([]);
  });

  it('goes by the names of its container, too', () => {
    expect(joinedIn({ 'compose.yaml': 'services:\n  api: { image: api, container_name: Backend }\n', 'nginx.conf': proxy })).toEqual(['compose.yaml api ← nginx.conf']);
  });
});

describe('a configuration that wants to keep the audit busy', () => {
  const long = (text: string): string => text.repeat(Math.ceil(1_000_000 / text.length));

  it.each<[string, Readonly<Record<string, string>>]>([
    ['braces', { 'nginx.conf': `proxy_pass ${long('{')}` }],
    ['closing braces', { 'nginx.conf': `proxy_pass ${long('}')}` }],
    ['variables without an end', { 'nginx.conf': `proxy_pass ${long('${')}` }],
    ['quotes', { 'nginx.conf': `proxy_pass ${long(`'"`)}` }],
    ['one word', { 'nginx.conf': `proxy_pass ${long('a')}` }],
    ['places', { 'nginx.conf': `server { ${long('location / { proxy_pass http://app; }')} }` }],
    ['quotes of HAProxy', { 'haproxy.cfg': `backend a\n server ${long(`"'`)}` }],
    ['servers', { 'haproxy.cfg': `backend a\n${long(' server a a:1 check\n')}` }],
    ['sections', { 'haproxy.cfg': long('backend a\n server a a:1 check\n') }],
    ['places of different names', { 'nginx.conf': `server { ${Array.from({ length: 25_000 }, (_, index) => `proxy_pass http://app${String(index)};`).join('\n')} }` }],
    ['sections with long defaults', { 'haproxy.cfg': `defaults\n${' a\n'.repeat(150_000)}${'backend a\n server a b:1 check\n'.repeat(17_000)}` }],
    ['flags of Traefik', { 'compose.yaml': `services:\n  traefik:\n    command:\n${Array.from({ length: 15_000 }, (_, index) => `      - --entrypoints.a${String(index)}.transport.lifecycle.gracetimeout=1\n`).join('')}` }],
    ['nesting', { 'envoy.yaml': `clusters: ${long('[')}` }],
  ])('of %s ends in time', (_what, files) => {
    const started = performance.now();
    upstreamsIn(files);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('gives a name to more containers than a call has arguments', () => {
    const services = Array.from({ length: 26_000 }, (_, index) => `  a${String(index)}: {container_name: app}\n`).join('');
    const files = Object.fromEntries(Array.from({ length: 5 }, (_, file) => [`compose.${String(file)}.yaml`, `services:\n${services}`]));
    expect(upstreamsIn({ ...files, 'nginx.conf': 'proxy_pass http://app;' })).toHaveLength(1);
  }, 120_000);
});
