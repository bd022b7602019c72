import { describe, expect, it } from 'vitest';
import { resolveChains } from '../../src/chain/chains.js';
import type { Chain } from '../../src/chain/chain.js';
import { readContracts } from '../../src/contract/read.js';
import { virtualTree } from '../../src/read/virtual-tree.js';

/**
 * What becomes of the signal.
 *
 * - `good`: the service gets it
 * - `luck`: it gets it because of the image's shell
 * - `lost`, `cut`: it does not, or cannot finish
 * - `unknown`: nobody can tell
 */
type Verdict = 'good' | 'luck' | 'lost' | 'cut' | 'unknown';

const verdictOf = (chain: Chain): Verdict => {
  const [worst] = [...chain.losing].sort((a, b) => (chain.severityOf(a) === 'error' ? -1 : 1) - (chain.severityOf(b) === 'error' ? -1 : 1));
  if (worst && chain.severityOf(worst) === 'error') return worst.delivery === 'leaves' ? 'cut' : 'lost';
  if (chain.unknown) return 'unknown';
  if (worst) return 'lost';
  return chain.suspects.length > 0 ? 'luck' : 'good';
};

const chainsOf = (files: Readonly<Record<string, string>>): Chain[] => {
  const tree = virtualTree(files);
  return resolveChains(tree, readContracts(tree).contracts).filter((chain) => chain.runsNode);
};

const packageJson = (scripts: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}): string => JSON.stringify({ name: 'app', scripts, ...more });
const classicLock = '# yarn lockfile v1\n';
const debian = 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\n';
const alpine = 'FROM node:22-alpine\nWORKDIR /app\nCOPY . .\n';

interface Row {
  /** The project whose start command it is, or a shape of its own. */
  name: string;
  files: Readonly<Record<string, string>>;
  chain: string;
  verdict: Verdict;
}

const image = (name: string, dockerfile: string, chain: string, verdict: Verdict, files: Readonly<Record<string, string>> = {}): Row => ({ name, files: { Dockerfile: dockerfile, ...files }, chain, verdict });

/** Start commands of public services, written down again in a few lines each. */
const rows: readonly Row[] = [
  image('n8n', `${alpine}ENTRYPOINT ["tini", "--", "/docker-entrypoint.sh"]\n`, 'tini › docker-entrypoint.sh (ash) exec › su-exec › node n8n', 'good', { 'docker-entrypoint.sh': '#!/bin/sh\nif [ "$#" -gt 0 ]; then\n  exec su-exec node node n8n\nelse\n  exec su-exec node node n8n\nfi\n' }),
  image('langfuse web', `${alpine}ENTRYPOINT ["dumb-init", "--", "./entrypoint.sh"]\nCMD if [ -n "$KEEP" ]; then node ./web/server.js --keepAliveTimeout $KEEP; else node ./web/server.js; fi\n`, 'dumb-init › entrypoint.sh (ash) exec › sh (ash) exec › node ./web/server.js --keepAliveTimeout $KEEP', 'luck', { 'entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' }),
  image('langfuse web, on Debian', `${debian}ENTRYPOINT ["dumb-init", "--", "./entrypoint.sh"]\nCMD if [ -n "$KEEP" ]; then node ./web/server.js; else node ./web/server.js; fi\n`, 'dumb-init › entrypoint.sh (dash) exec › sh (dash) ✗ › node ./web/server.js', 'lost', { 'entrypoint.sh': '#!/bin/sh\nset -e\nexec "$@"\n' }),
  image('langfuse worker', `${alpine}ENTRYPOINT ["dumb-init", "--", "./worker/entrypoint.sh"]\nCMD ["node", "worker/dist/index.js"]\n`, 'dumb-init › entrypoint.sh (ash) exec › node worker/dist/index.js', 'good', { 'worker/entrypoint.sh': '#!/bin/sh\nexec "$@"\n' }),
  image('langfuse agent sandbox', `${alpine}CMD ["node", "/app/dist/server.js"]\n`, 'node /app/dist/server.js', 'good'),
  image('opentelemetry-demo frontend', 'FROM gcr.io/distroless/nodejs22-debian12\nWORKDIR /app\nCMD ["--require=./Instrumentation.js", "server.js"]\n', 'node --require=./Instrumentation.js server.js', 'good'),
  image('opentelemetry-demo payment', 'FROM gcr.io/distroless/nodejs22-debian12:nonroot\nWORKDIR /app\nCMD ["index.js"]\n', 'node index.js', 'good'),
  image('Unleash', `${alpine}CMD ["node", "dist/server.js"]\n`, 'node dist/server.js', 'good'),
  image('Unleash, before', `${alpine}CMD node dist/server.js\n`, 'sh (ash) exec › node dist/server.js', 'luck'),
  image('documenso', `${alpine}CMD ["sh", "start.sh"]\n`, 'start.sh (ash) ✗ › node build/server/main.js', 'lost', { 'start.sh': '#!/bin/sh\nnpx prisma migrate deploy\nHOSTNAME=0.0.0.0 node build/server/main.js\n' }),
  image('documenso with pnpm', `${alpine}CMD ["pnpm", "start"]\n`, 'pnpm › sh (ash) exec › node main.js', 'luck', { 'package.json': packageJson({ start: 'node main.js' }) }),
  {
    name: 'documenso on Render',
    files: { 'render.yaml': 'services:\n  - type: web\n    name: documenso\n    runtime: node\n    startCommand: npx prisma migrate deploy && npx turbo run start --filter=@documenso/web\n' },
    chain: 'sh ✗ › npx › sh ✗ › turbo run start --filter=@documenso/web ?',
    verdict: 'unknown',
  },
  image('outline', `${debian}CMD ["node", "build/server/index.js"]\n`, 'node build/server/index.js', 'good'),
  image('outline, before', `${debian}CMD ["yarn", "start"]\n`, 'yarn 4 › node ./build/server/index.js', 'good', { 'package.json': packageJson({ start: 'node ./build/server/index.js' }, { packageManager: 'yarn@4.11.0' }) }),
  { name: 'outline on Heroku', files: { Procfile: 'web: yarn start --services=web\n', 'package.json': packageJson({ start: 'node ./build/server/index.js' }, { packageManager: 'yarn@4.11.0' }) }, chain: 'sh › yarn 4 › node ./build/server/index.js', verdict: 'good' },
  image('immich', `${debian}ENTRYPOINT ["/app/start.sh"]\n`, 'start.sh (bash) exec › node dist/main', 'good', { 'start.sh': '#!/usr/bin/env bash\nlib_path="/usr/lib/libmimalloc.so.2"\nexport LD_PRELOAD="$lib_path"\nexec node dist/main "$@"\n' }),
  image('twenty', `${alpine}ENTRYPOINT ["/app/entrypoint.sh"]\nCMD ["node", "dist/main"]\n`, 'entrypoint.sh (ash) exec › node dist/main', 'good', { 'entrypoint.sh': '#!/bin/sh\nset -e\nsetup() {\n  yarn database:migrate:prod\n}\nsetup\nexec "$@"\n' }),
  image('hoppscotch backend', `${alpine}CMD ["node", "prod_run.mjs"]\n`, 'node prod_run.mjs', 'good'),
  image('hoppscotch admin', `${alpine}CMD ["node", "/site/prod_run.mjs"]\n`, 'node /site/prod_run.mjs', 'good'),
  image('hoppscotch app', `${alpine}CMD ["/bin/sh", "-c", "node /site/prod_run.mjs && (webapp-server & caddy run --config /etc/caddy/Caddyfile)"]\n`, 'sh (ash) exec › caddy run --config /etc/caddy/Caddyfile ?', 'unknown'),
  image('hoppscotch all in one', `${alpine}ENTRYPOINT ["tini", "--"]\nCMD ["node", "/usr/src/app/aio_run.mjs"]\n`, 'tini › node /usr/src/app/aio_run.mjs', 'good'),
  image('infisical', 'FROM node:20.19.5-trixie-slim\nWORKDIR /app\nCOPY . .\nCMD ["npm", "start"]\n', 'npm 10.8 › sh (dash) ✗ › node dist/main.mjs', 'lost', { 'package.json': packageJson({ start: 'node dist/main.mjs' }) }),
  image('infisical standalone', `${debian}CMD ["./standalone-entrypoint.sh"]\n`, './standalone-entrypoint.sh ?', 'unknown', { 'src/main.js': '' }),
  image('novu', `${alpine}CMD ["pm2-runtime", "start", "dist/main.js"]\n`, 'pm2-runtime › node dist/main.js', 'good'),
  image('Ghost', `${debian}CMD ["node", "index.js"]\n`, 'node index.js', 'good'),
  image('cal.com', `${debian}CMD ["/app/scripts/start.sh"]\n`, 'start.sh (dash) ✗ › yarn 1 ✗ › sh (dash) ✗ › next start', 'lost', { 'scripts/start.sh': '#!/bin/sh\nset -x\nnpx prisma migrate deploy\nyarn start\n', 'package.json': packageJson({ start: 'next start' }), 'yarn.lock': classicLock }),
  image('formbricks', `${alpine}CMD supercronic -quiet /app/docker/cronjobs & (cd packages/database && npm run db:migrate:deploy) && exec node apps/web/server.js\n`, 'sh (ash) exec › node apps/web/server.js', 'good'),
  image('Rocket.Chat', `${debian}CMD ["node", "main.js"]\n`, 'node main.js', 'good'),
  image('parse-server', `${alpine}ENTRYPOINT ["node", "./bin/parse-server"]\n`, 'node ./bin/parse-server', 'good'),
  image('ToolJet', `${debian}ENTRYPOINT ["./server/entrypoint.sh"]\n`, './server/entrypoint.sh ?', 'unknown'),
  image('nocodb', `${alpine}ENTRYPOINT ["/usr/bin/dumb-init", "--"]\nCMD ["/usr/src/appEntry/start.sh"]\n`, 'dumb-init › /usr/src/appEntry/start.sh ?', 'unknown'),
  image('Flowise', `${alpine}CMD ["yarn", "start"]\n`, 'yarn 1 ✗ › sh (ash) exec › node bin/run start', 'cut', { 'package.json': packageJson({ start: 'node bin/run start' }) }),
  image('activepieces', 'FROM node:18-slim\nRUN npm i -g npm@9.9.3 pm2@6\nWORKDIR /app\nCOPY . .\nCMD ["npm", "start"]\n', 'npm 9.9.3 ✗ › sh (dash) ✗ › node main.js', 'lost', { 'package.json': packageJson({ start: 'node main.js' }) }),
  image('wekan', `${debian}STOPSIGNAL SIGKILL\nCMD ["bash", "-c", "ulimit -s 65500; exec node /build/main.js"]\n`, 'bash exec › node /build/main.js', 'good'),
  image('verdaccio', `${alpine}ENTRYPOINT ["uid_entrypoint"]\nCMD node -r ./pnp.js /opt/verdaccio/bin/verdaccio --config /conf.yaml\n`, 'uid_entrypoint (ash) exec › sh (ash) exec › node -r ./pnp.js /opt/verdaccio/bin/verdaccio --config /con…', 'luck', { 'docker-bin/uid_entrypoint': '#!/bin/sh\nexec "$@"\n' }),
  image('uptime-kuma', 'FROM registry.example.com/kuma:base2\nWORKDIR /app\nCOPY . .\nENTRYPOINT ["/usr/bin/dumb-init", "--", "extra/entrypoint.sh"]\nCMD ["node", "server/server.js"]\n', 'dumb-init › entrypoint.sh exec › node server/server.js', 'good', { 'extra/entrypoint.sh': '#!/usr/bin/env sh\nset -e\nchown -R node /app/data\nexec "$@"\n' }),
  image('currencyservice', `${alpine}ENTRYPOINT ["node", "server.js"]\n`, 'node server.js', 'good'),
  image('supabase storage', `${alpine}CMD ["node", "dist/server.js"]\n`, 'node dist/server.js', 'good'),
  image('Budibase server', `${debian}CMD ["yarn", "run:docker"]\n`, 'yarn 1 ✗ › sh (dash) ✗ › node dist/index.js', 'cut', { 'package.json': packageJson({ 'run:docker': 'node dist/index.js' }), 'yarn.lock': classicLock }),
  image('umami', `${alpine}CMD ["yarn", "start-docker"]\n`, 'yarn 1 ✗ › sh (ash) exec › npm-run-all ✗ › npm 10.9 › sh (ash) exec › node server.js', 'cut', { 'package.json': packageJson({ 'start-docker': 'npm-run-all check-db start-server', 'start-server': 'node server.js' }), 'yarn.lock': classicLock }),
  image('joplin server', `${debian}CMD ["yarn", "--prefix", "packages/server", "start"]\n`, 'yarn 4 › node dist/app.js', 'good', { '.yarnrc.yml': 'nodeLinker: node-modules\n', 'packages/server/package.json': packageJson({ start: 'node dist/app.js' }) }),
  image('linkwarden', 'FROM node:18.18-bullseye-slim\nWORKDIR /data\nCOPY . .\nCMD ["sh", "-c", "yarn prisma:deploy && yarn concurrently:start"]\n', 'sh (dash) ✗ › yarn 1 ✗ › sh (dash) ✗ › concurrently › next start', 'lost', { 'package.json': packageJson({ 'concurrently:start': 'concurrently "next start" "node worker.js"', 'prisma:deploy': 'prisma migrate deploy' }), 'yarn.lock': classicLock }),
  image('wiki.js', `${alpine}CMD ["node", "server"]\n`, 'node server', 'good'),
  image('directus', `${alpine}CMD ["sh", "-c", "node ./cli bootstrap && node ./cli migrate || true && node ./dist/start.js;"]\n`, 'sh (ash) exec › node ./dist/start.js', 'luck'),
  image('awesome-compose nginx-nodejs-redis', 'FROM node:14.17.3-alpine3.14\nWORKDIR /usr/src/app\nCOPY . .\nCMD ["npm","start"]\n', 'npm 6.14 › sh (ash) exec › node server.js', 'luck', { 'package.json': packageJson({ start: 'node server.js' }) }),
  image('awesome-compose react-express-mongodb backend', 'FROM node:lts-buster-slim\nWORKDIR /usr/src/app\nCOPY . .\nCMD ["npm", "run", "start"]\n', 'npm › sh (dash) ✗ › node server.js', 'lost', { 'package.json': packageJson({ start: 'node server.js' }) }),
  image('awesome-compose react-express-mongodb frontend', 'FROM node:lts-buster\nWORKDIR /usr/src/app\nCOPY . .\nCMD ["npm", "start"]\n', 'npm › sh (dash) ✗ › react-scripts start', 'lost', { 'package.json': packageJson({ start: 'react-scripts start' }) }),
  image('awesome-compose react-express-mysql frontend', 'FROM node:lts\nWORKDIR /code\nCOPY . .\nCMD ["npm", "start"]\n', 'npm › sh (dash) ✗ › react-scripts start', 'lost', { 'package.json': packageJson({ start: 'react-scripts start' }) }),
  image('awesome-compose react-nginx development', 'FROM node:lts AS build\nWORKDIR /app\nCOPY . .\nCMD ["npm", "start"]\n', 'npm › sh (dash) ✗ › react-scripts start', 'lost', { 'package.json': packageJson({ start: 'react-scripts start' }) }),
  {
    name: 'awesome-compose react-express-mysql backend: compose starts it in another way, for development',
    files: { 'backend/Dockerfile': `${debian}CMD ["node", "src/index.js"]\n`, 'compose.yaml': 'services:\n  backend:\n    build:\n      context: backend\n      target: development\n    command: npm run start-watch\n' },
    chain: 'node src/index.js',
    verdict: 'good',
  },
  image('awesome-compose angular', 'FROM node:17.0.1-bullseye-slim AS builder\nWORKDIR /project\nCOPY . .\nCMD ["ng", "serve", "--host", "0.0.0.0"]\n', 'ng serve --host 0.0.0.0', 'good'),
  image('awesome-compose vuejs', 'FROM node:14.4.0-alpine AS develop-stage\nWORKDIR /app\nCOPY . .\nFROM node:14.4.0-alpine\nWORKDIR /app\nCOPY . .\nCMD ["yarn", "run", "serve"]\n', 'yarn 1 ✗ › sh (ash) exec › vue-cli-service serve', 'cut', { 'package.json': packageJson({ serve: 'vue-cli-service serve' }), 'yarn.lock': classicLock }),
  image('chat-adviser-bot', `${alpine}CMD npx prisma migrate deploy ; node dist/index.js\n`, 'sh (ash) exec › node dist/index.js', 'luck'),
  image('todokkaebi', `${alpine}CMD sh -c "npx prisma migrate deploy && node dist/main.js"\n`, 'sh (ash) exec › sh (ash) exec › node dist/main.js', 'luck'),
  image('todokkaebi, on Debian', `${debian}CMD sh -c "npx prisma migrate deploy && node dist/main.js"\n`, 'sh (dash) ✗ › sh (dash) ✗ › node dist/main.js', 'lost'),
  image('din-din', 'FROM node:latest\nWORKDIR /app\nCOPY . .\nCMD ["sh", "-c", "npx prisma migrate deploy && npm start"]\n', 'sh (dash) ✗ › npm › sh (dash) ✗ › node index.js', 'lost', { 'package.json': packageJson({ start: 'node index.js' }) }),
  image('Hoshizora', 'FROM node:latest\nWORKDIR /app\nCOPY . .\nCMD ["npm", "run", "start"]\n', 'npm › sh (dash) ✗ › node .', 'lost', { 'package.json': packageJson({ start: 'node .' }) }),
  image('gas-buddy, learn-k8s, jwt-cerbos', `${alpine}CMD ["npm", "start"]\n`, 'npm 10.9 › sh (ash) exec › node index.js', 'luck', { 'package.json': packageJson({ start: 'node index.js' }) }),
  image('heyform', 'FROM node:18.20.0-alpine3.19 AS base\nARG APP_PATH=/app\nWORKDIR $APP_PATH\nCOPY packages/server $APP_PATH/packages/server\nFROM node:18.20.0-alpine3.19\nARG APP_PATH=/app\nWORKDIR $APP_PATH\nCOPY --from=base $APP_PATH/packages/server/dist ./dist\nCOPY --from=base $APP_PATH/packages/server/package.json ./package.json\nCMD ["npm", "start"]\n', 'npm 10.8 › sh (ash) exec › node --enable-source-maps dist/main.js', 'luck', { 'package.json': packageJson({ build: 'turbo build' }), 'packages/server/package.json': packageJson({ start: 'node --enable-source-maps dist/main.js' }) }),
  image('homarr', `${alpine}ENTRYPOINT ["/app/entrypoint.sh"]\nCMD ["sh", "run.sh"]\n`, 'entrypoint.sh (ash) exec › su-exec › run.sh (ash) › node apps/nextjs/server.js', 'good', {
    'entrypoint.sh': '#!/bin/sh\nset -e\nif [ "${PUID}" != "0" ]; then\n  exec su-exec $PUID:$PGID "$@"\nelse\n  exec "$@"\nfi\n',
    'run.sh': 'node ./db/migrations/migrate.cjs\nnginx -g "daemon off;" &\nNGINX=$!\nstop() {\n  STOPPING=true\n  kill -TERM $SERVER\n  wait $SERVER\n  kill -TERM $NGINX\n  exit 0\n}\ntrap stop TERM INT\nnode apps/nextjs/server.js &\nSERVER=$!\nwhile true; do\n  wait $SERVER\n  if [ "$STOPPING" = true ]; then\n    break\n  fi\n  node apps/nextjs/server.js &\n  SERVER=$!\ndone\n',
  }),
  image('automatisch', `${alpine}ENTRYPOINT ["sh", "/app/entrypoint.sh"]\n`, 'entrypoint.sh (ash) ✗ › yarn 1 ✗ › sh (ash) exec › node src/worker.js', 'lost', { 'entrypoint.sh': '#!/bin/sh\nset -e\ncd packages/backend\nif [ -n "$WORKER" ]; then\n  yarn start:worker\nelse\n  yarn db:migrate\n  yarn start\nfi\n', 'packages/backend/package.json': packageJson({ start: 'node src/server.js', 'start:worker': 'node src/worker.js', 'db:migrate': 'node ./bin/migrate.js' }), 'packages/backend/yarn.lock': classicLock }),
  image('rallly', `${debian}CMD ["./docker-start.sh"]\n`, 'docker-start.sh (dash) ✗ › node apps/web/server.js', 'lost', { 'docker-start.sh': '#!/bin/sh\nset -e\nif [ "$MAINTENANCE_MODE" = "true" ]; then\n  echo "skipping database migration"\nelse\n  npx prisma migrate deploy\nfi\nnode apps/web/server.js\n' }),
  image('dokploy', `${debian}ENTRYPOINT ["/usr/bin/tini", "--"]\nCMD ["sh", "-c", "node -r dotenv/config dist/wait-for-postgres.mjs && exec node -r dotenv/config dist/server.mjs"]\n`, 'tini › sh (dash) exec › node -r dotenv/config dist/server.mjs', 'good'),
  image('grist', `${debian}ENTRYPOINT ["./sandbox/docker_entrypoint.sh"]\nCMD ["./sandbox/run.sh"]\n`, 'docker_entrypoint.sh (bash) exec › tini › run.sh (bash) exec › node _build/stubs/app/server/server.js', 'good', { 'sandbox/docker_entrypoint.sh': '#!/usr/bin/env bash\nset -Eeuo pipefail\nexec /usr/bin/tini -s -- "$@"\n', 'sandbox/run.sh': '#!/usr/bin/env bash\nset -e\nexec env NODE_PATH=_build:_build/stubs node _build/stubs/app/server/server.js\n' }),
  image('kutt', `${alpine}CMD npm run migrate && npm start\n`, 'sh (ash) exec › npm 10.9 › sh (ash) exec › node server/server.js --production', 'luck', { 'package.json': packageJson({ migrate: 'knex migrate:latest', start: 'node server/server.js --production' }) }),
  image('docmost', `${debian}CMD ["pnpm", "start"]\n`, 'pnpm › sh (dash) ✗ › pnpm › sh (dash) ✗ › cross-env › node dist/main', 'lost', { 'package.json': packageJson({ start: 'pnpm --filter ./apps/server run start:prod' }), 'apps/server/package.json': packageJson({ 'start:prod': 'cross-env NODE_ENV=production node dist/main' }) }),
  image('overleaf clsi', `${debian}ENTRYPOINT ["/bin/sh", "entrypoint.sh"]\nCMD ["node", "--expose-gc", "app.js"]\n`, 'entrypoint.sh (dash) exec › runuser › node --expose-gc app.js', 'good', { 'entrypoint.sh': '#!/bin/sh\nset -e\nchown -R node:node /app/cache\nexec runuser -u node -- "$@"\n' }),
];

describe('start commands of public services', () => {
  it.each(rows)('$name', ({ files, chain, verdict }) => {
    const tree = virtualTree(files);
    const [found] = resolveChains(tree, readContracts(tree).contracts);
    expect(found && { chain: found.printed, verdict: verdictOf(found) }).toEqual({ chain, verdict });
  });

  it('are at least 55', () => {
    expect(rows.length).toBeGreaterThanOrEqual(55);
  });
});

describe('a script that starts one of two services', () => {
  it('leads to neither for certain', () => {
    const script = 'if [ -n "$WORKER" ]; then exec node src/worker.js; else exec node src/server.js; fi\n';
    const [chain] = chainsOf({ Dockerfile: `${debian}CMD ["./start.sh"]\n`, 'start.sh': script, 'src/worker.js': '', 'src/server.js': '' });
    expect(chain?.service?.entry).toBeUndefined();
  });

  it('leads to the one that is no job', () => {
    const script = 'if [ "$1" = migrate ]; then exec node src/migrate.js; fi\nexec node src/server.js\n';
    const [chain] = chainsOf({ Dockerfile: `${debian}CMD ["./start.sh"]\n`, 'start.sh': script, 'src/migrate.js': '', 'src/server.js': '' });
    expect(chain?.service?.entry?.file).toBe('src/server.js');
  });
});

describe('a shell', () => {
  const verdictWith = (base: string, script: string): Verdict | undefined => {
    const [chain] = chainsOf({ Dockerfile: `FROM ${base}\nCMD ["sh", "-c", ${JSON.stringify(script)}]\n` });
    return chain && verdictOf(chain);
  };
  // dash (Debian), busybox ash (Alpine), bash as sh (Red Hat): measured, see test/chain/measured.test.ts.
  it.each([
    ['node x.js', 'lost', 'luck', 'luck'],
    ['A=1 node x.js', 'lost', 'luck', 'luck'],
    ['true && node x.js', 'lost', 'luck', 'luck'],
    ['true; node x.js', 'lost', 'luck', 'luck'],
    ['export A=1 && node x.js', 'lost', 'luck', 'luck'],
    ['{ node x.js; }', 'lost', 'luck', 'lost'],
    ['(node x.js)', 'lost', 'luck', 'lost'],
    ['if true; then node x.js; else node y.js; fi', 'lost', 'luck', 'lost'],
    ['node x.js && echo', 'lost', 'lost', 'lost'],
    ['node x.js || exit 1', 'lost', 'lost', 'lost'],
    ['node x.js; exit $?', 'lost', 'lost', 'lost'],
    ['trap : TERM; node x.js', 'lost', 'lost', 'lost'],
    ['node x.js | cat', 'lost', 'lost', 'lost'],
    ['exec node x.js | cat', 'lost', 'lost', 'lost'],
    ['true && exec node x.js', 'good', 'good', 'good'],
    ['sleep 1 & true && exec node x.js', 'good', 'good', 'good'],
    ['node x.js & wait', 'lost', 'lost', 'lost'],
    ['node x.js & P=$!; trap "kill $P" TERM; wait $P', 'cut', 'cut', 'cut'],
    ['node x.js & P=$!; trap "kill $P" TERM; wait $P; trap - TERM; wait $P', 'good', 'good', 'good'],
  ] as const)('runs `%s`', (script, dash, ash, bash) => {
    expect({ dash: verdictWith('node:22-slim', script), ash: verdictWith('node:22-alpine', script), bash: verdictWith('registry.access.redhat.com/ubi9/nodejs-22', script) }).toEqual({ dash, ash, bash });
  });
});
