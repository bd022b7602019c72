import { shown } from './arguments.js';
import type { Argument } from './arguments.js';
import { unknownHop } from './context.js';
import type { Context, Follow } from './context.js';
import type { Cause, Hop } from './hop.js';
import { serviceHop } from './node-command.js';

/** What a program may use to go on. */
interface Onward {
  readonly follow: Follow;
  readonly commandLine: (text: string, cause: Cause, context: Context) => Hop[];
  /** The program's name without its folder. */
  readonly name: string;
  readonly first: Argument;
}

type Program = (rest: readonly Argument[], context: Context, onward: Onward) => Hop[];

/** Options that take the next argument, by program. */
const valued: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    env: '-u -C --unset --chdir',
    nice: '-n --adjustment',
    ionice: '-c -n -p',
    timeout: '-k -s --kill-after --signal',
    runuser: '-u -g -G --user --group',
    setpriv: '--reuid --regid --groups --pdeathsig --securebits --inh-caps --ambient-caps --bounding-set --apparmor-profile --selinux-label',
    tini: '-e -p',
    'tini-static': '-e -p',
    'docker-init': '-e -p',
    'dumb-init': '-r --rewrite',
    dotenv: '-e -p -c --cascade',
    dotenvx: '-f --env-file -fk --env -e',
    'env-cmd': '-f --file -e --environments -r --rc-file',
    nodemon: '-w --watch -e --ext -x --exec -d --delay -i --ignore --signal --config',
    tsx: '--tsconfig -r --require --import --conditions -C --env-file --ignore --include --exclude',
    'ts-node': '-P --project -r --require -O --compiler-options -I --ignore --cwd',
    'ts-node-dev': '-P --project -r --require -O --compiler-options -I --ignore --cwd --debounce --watch',
    concurrently: '-n --names -c --prefix-colors -p --prefix --success -m --max-processes --kill-signal --restart-tries --restart-after',
    flock: '-w --timeout -E --conflict-exit-code',
    xargs: '-n -P -I -L -d -a -s -E',
    forever: '-m -l -o -e -a -p -c -w --uid --minUptime --spinSleepTime --sourceDir --workingDir --pidFile',
    'pm2-runtime': '-i --instances -n --name --env --kill-timeout --max-memory-restart --node-args --interpreter --cwd --error --output --format --delay --secret --public --machine-name -w',
  }).map(([name, options]) => [name, new Set(options.split(' '))] as const),
);

const withoutOptions = (name: string, rest: readonly Argument[]): readonly Argument[] => {
  const takesNext = valued.get(name);
  let index = 0;
  for (; index < rest.length; index++) {
    const text = rest[index]?.text ?? '';
    if (text === '--') return rest.slice(index + 1);
    if (takesNext?.has(text) === true) index++;
    else if (!text.startsWith('-')) break;
  }
  return rest.slice(index);
};

const has = (rest: readonly Argument[], ...options: string[]): boolean => rest.some(({ text }) => options.includes(text) || options.some((option) => text.startsWith(`${option}=`)));

const valueOf = (rest: readonly Argument[], ...options: string[]): string | undefined => {
  for (const [index, { text }] of rest.entries()) {
    if (options.includes(text)) return rest[index + 1]?.text;
    for (const option of options) if (text.startsWith(`${option}=`)) return text.slice(option.length + 1);
  }
  return undefined;
};

const hopAt = (label: string, context: Context): Pick<Hop, 'label' | 'at' | 'certainty'> => ({ label, at: context.at, certainty: 'always' });

/** Replaces itself: `su-exec node …`. */
const replaced = (skip: number): Program => (rest, context, { follow, name }) => [{ ...hopAt(name, context), kind: 'wrapper', delivery: 'execs' }, ...follow(withoutOptions(name, rest).slice(skip), context)];

/** Stays, and hands the signal to what it started: `cross-env A=1 node …`. */
const forwarding = (skip = 0): Program => (rest, context, { follow, name }) => [{ ...hopAt(name, context), kind: 'wrapper', delivery: 'forwards' }, ...follow(withoutOptions(name, rest).slice(skip), context)];

const withoutAssignments = (rest: readonly Argument[]): readonly Argument[] => {
  const first = rest.findIndex(({ text }) => !/^[A-Za-z_]\w*=/.test(text));
  return first < 0 ? [] : rest.slice(first);
};

const init: Program = (rest, context, { follow, name }) => {
  const label = name.startsWith('tini') ? 'tini' : name;
  const toGroup = label === 'tini' ? has(rest, '-g', '-gv', '-vg', '-sg', '-gs') : label === 'dumb-init' && !has(rest, '-c', '--single-child');
  const sends = label === 'dumb-init' ? /^15:(\d+)$/.exec(valueOf(rest, '-r', '--rewrite') ?? '')?.[1] : undefined;
  const below = follow(withoutOptions(name, rest), context);
  const [next] = below;
  // A signal to the whole group reaches what a wrapper forwards it to as well.
  const duplicates = toGroup && below.some((hop) => hop.kind === 'package-manager' && hop.delivery === 'forwards');
  const hop: Hop = { ...hopAt(toGroup && label === 'tini' ? 'tini -g' : label, context), kind: 'init', delivery: 'forwards', ...(sends === undefined ? {} : { sends: signalNumbers.get(sends) ?? `signal ${sends}` }), ...(duplicates ? { duplicates: true as const } : {}) };
  return next ? [hop, ...below] : [hop];
};

const signalNumbers: ReadonlyMap<string, string> = new Map([['1', 'SIGHUP'], ['2', 'SIGINT'], ['3', 'SIGQUIT'], ['9', 'SIGKILL'], ['10', 'SIGUSR1'], ['12', 'SIGUSR2'], ['15', 'SIGTERM'], ['19', 'SIGSTOP'], ['28', 'SIGWINCH']]);

/** A signal by its name, with `SIG`, from any way of writing it: `SIGTERM`, `term`, `15`. */
export const signalName = (written: string): string => {
  const upper = written.trim().toUpperCase();
  return signalNumbers.get(upper) ?? (upper.startsWith('SIG') ? upper : `SIG${upper}`);
};

/** Does not hand the signal on. */
const dropping = (note: string, onward: (rest: readonly Argument[], context: Context, next: Onward) => Hop[]): Program => (rest, context, next) => [
  { ...hopAt(next.name, context), kind: 'runner', delivery: 'drops', cause: 'script-runner', note },
  ...onward(rest, context, next),
];

/** run-s and run-p start `npm run …` for each name; the last one is shown. */
const runners = dropping('it does not pass signals on', (rest, context, { follow }) => {
  const names = withoutOptions('run-s', rest).filter(({ text }) => !text.startsWith('-') && !/[*{[]/.test(text));
  const last = names.at(-1);
  return last ? follow([{ text: 'npm', literal: true }, { text: 'run', literal: true }, last], context) : [];
});

const tsx: Program = (rest, context, { name }) => {
  const watches = rest[0]?.text === 'watch' || rest[0]?.text === '--watch';
  const service = serviceHop(name, withoutOptions(name, watches ? rest.slice(1) : rest), context);
  // Measured: tsx watch kills what it runs five seconds after the signal.
  return watches ? [{ ...hopAt('tsx watch', context), kind: 'runner', delivery: 'forwards', deadlineMs: 5000, isForDevelopment: true }, service] : [service];
};

const nodemon: Program = (rest, context, { follow, commandLine }) => {
  const hop: Hop = { ...hopAt('nodemon', context), kind: 'runner', delivery: 'forwards', duplicates: true, isForDevelopment: true, note: 'the service sees SIGTERM once and SIGINT twice' };
  const command = valueOf(rest, '-x', '--exec');
  const files = withoutOptions('nodemon', rest);
  if (command !== undefined) return [hop, ...commandLine([command, ...files.map(({ text }) => text)].join(' '), 'package-manager', context)];
  return [hop, ...follow([{ text: 'node', literal: true }, ...files], context)];
};

const pm2: Program = (rest, context, { follow, name }) => {
  const isRuntime = name !== 'pm2';
  const words = isRuntime || rest[0]?.text === 'start' ? rest : [];
  if (!isRuntime && !has(rest, '--no-daemon')) return [unknownHop(shown([{ text: name, literal: true }, ...rest]), context.at, 'it starts a daemon and ends, and the container with it')];
  const killTimeout = Number(valueOf(rest, '--kill-timeout') ?? context.environment.get('PM2_KILL_TIMEOUT') ?? 1600);
  const hop: Hop = {
    ...hopAt(name, context),
    kind: 'process-manager',
    delivery: 'forwards',
    sends: signalName(context.environment.get('PM2_KILL_SIGNAL') ?? 'SIGINT'),
    deadlineMs: Number.isFinite(killTimeout) ? killTimeout : 1600,
  };
  const targets = withoutOptions('pm2-runtime', words).filter(({ text }) => text !== 'start');
  const target = targets[0];
  if (!target?.literal) return [hop];
  if (/\.(?:json|ya?ml)$|(?:^|[./])(?:config|ecosystem)\b.*\.[cm]?js$/.test(target.text)) return [{ ...hop, ecosystem: target.text }];
  const command: Argument = { text: /\.[cm]?[jt]s$/.test(target.text) || !['npm', 'yarn', 'pnpm'].includes(target.text) ? 'node' : target.text, literal: true };
  const given = targets.slice(1).map((argument) => argument).filter(({ text }) => text !== '--');
  // It signals the whole tree, so that what stands between makes no difference.
  return [hop, ...follow(command.text === 'node' ? [command, target] : [command, ...given], context).filter((below) => below.kind === 'service' || below.kind === 'unknown')];
};

const concurrently: Program = (rest, context, { commandLine }) => {
  const hop: Hop = { ...hopAt('concurrently', context), kind: 'runner', delivery: 'forwards', note: 'it signals every process below it' };
  for (const { text } of withoutOptions('concurrently', rest)) {
    const below = commandLine(text.replace(/^(npm|yarn|pnpm):/, '$1 run '), 'package-manager', context).filter(({ kind }) => kind === 'service');
    if (below.length > 0) return [hop, ...below];
  }
  return [hop, unknownHop('its commands', context.at, 'none of them is known to be a service')];
};

/** Programs of packages that are a process of Node themselves, with the server in it. */
const ownProcess: Program = (rest, context, { name }) => [{ ...hopAt(shown([{ text: name, literal: true }, ...rest]), context), kind: 'service', delivery: 'receives' }];

const developmentServer: Program = (rest, context, { name }) => [{ ...hopAt(shown([{ text: name, literal: true }, ...rest]), context), kind: 'service', delivery: 'receives', isForDevelopment: true }];

/** Ends by itself, so nobody minds how it is stopped. */
const job: Program = (rest, context, { name }) => [{ ...unknownHop(shown([{ text: name, literal: true }, ...rest]), context.at, 'it ends by itself'), isJob: true }];

const unknownRunner = (note: string): Program => (rest, context, { name }) => [unknownHop(shown([{ text: name, literal: true }, ...rest]), context.at, note)];

/** `su -c "…" user`: it stays, waits two seconds, and a login shell runs the text. */
const su: Program = (rest, context, { commandLine, name }) => {
  const text = valueOf(rest, '-c', '--command');
  const hop: Hop = { ...hopAt(name, context), kind: 'runner', delivery: 'forwards', deadlineMs: 2000 };
  return text === undefined ? [unknownHop(name, context.at, 'it starts a login shell')] : [hop, ...commandLine(text, 'script-runner', context)];
};

/** Programs that stand between a platform and a service, with what they do to a signal (measured, see docs/chain.md). */
export const programs: ReadonlyMap<string, Program> = new Map<string, Program>([
  ...['tini', 'tini-static', 'dumb-init', 'docker-init', 'catatonit'].map((name) => [name, init] as const),
  ['env', (rest, context, { follow }) => follow(withoutAssignments(withoutOptions('env', rest)), context)],
  ...['su-exec', 'gosu'].map((name) => [name, replaced(1)] as const),
  ...['nice', 'ionice', 'setpriv', 'nohup', 'stdbuf', 'setarch', 'chpst'].map((name) => [name, replaced(0)] as const),
  ['timeout', forwarding(1)],
  ...['runuser', 'dotenv', 'env-cmd'].map((name) => [name, forwarding()] as const),
  ['cross-env', (rest, context, { follow }) => [{ ...hopAt('cross-env', context), kind: 'wrapper', delivery: 'forwards' }, ...follow(withoutAssignments(rest), context)]],
  ['cross-env-shell', (rest, context, { commandLine }) => [{ ...hopAt('cross-env-shell', context), kind: 'wrapper', delivery: 'forwards' }, ...commandLine(withoutAssignments(rest).map(({ text }) => text).join(' '), 'script-runner', context)]],
  [
    'dotenvx',
    (rest, context, { follow }) =>
      rest[0]?.text === 'run'
        ? [{ ...hopAt('dotenvx', context), kind: 'wrapper', delivery: 'forwards', delayMs: 1000, deadlineMs: 6000, note: 'dotenvx passes the signal on one second late and kills after six' }, ...follow(withoutOptions('dotenvx', rest.slice(1)), context)]
        : [unknownHop('dotenvx', context.at, 'it does not run a service')],
  ],
  ...['run-s', 'run-p', 'npm-run-all', 'npm-run-all2', 'run-s2', 'run-p2'].map((name) => [name, runners] as const),
  ['forever', dropping('it does not pass signals on', (rest, context, { follow }) => follow([{ text: 'node', literal: true }, ...withoutOptions('forever', rest)], context))],
  ['flock', dropping('it does not pass signals on', (rest, context, { follow }) => follow(withoutOptions('flock', rest).slice(1), context))],
  ['xargs', dropping('it does not pass signals on', (rest, context, { follow }) => follow(withoutOptions('xargs', rest), context))],
  ['su', su],
  ['tsx', tsx],
  ['ts-node', (rest, context, { name }) => [serviceHop(name, withoutOptions(name, rest), context)]],
  ['ts-node-esm', (rest, context, { name }) => [serviceHop(name, withoutOptions('ts-node', rest), context)]],
  ['ts-node-dev', (rest, context, { name }) => [{ ...hopAt('ts-node-dev', context), kind: 'runner', delivery: 'leaves', cause: 'script-runner', isForDevelopment: true, note: 'it exits at the signal' }, serviceHop(name, withoutOptions(name, rest), context)]],
  ['nodemon', nodemon],
  ...['pm2-runtime', 'pm2-docker', 'pm2'].map((name) => [name, pm2] as const),
  ['concurrently', concurrently],
  ...['next', 'nuxt', 'nuxi', 'react-router-serve', 'remix-serve', 'http-server', 'serve', 'strapi', 'directus', 'medusa', 'n8n', 'parse-server', 'json-server', 'astro', 'probot', 'hexo', 'keystone', 'payload', 'moleculer-runner', 'graphile-worker', 'fastify'].map((name) => [name, ownProcess] as const),
  ...['vite', 'ng', 'vue-cli-service', 'react-scripts', 'webpack-dev-server', 'webpack'].map((name) => [name, developmentServer] as const),
  ...['prisma', 'typeorm', 'typeorm-ts-node-commonjs', 'knex', 'sequelize', 'sequelize-cli', 'drizzle-kit', 'migrate-mongo', 'node-pg-migrate', 'db-migrate', 'tsc', 'jest', 'vitest', 'mocha', 'eslint', 'playwright', 'cypress', 'tsup', 'esbuild', 'rollup'].map((name) => [name, job] as const),
  ...['turbo', 'nx', 'lerna', 'moon', 'wireit', 'wsrun', 'rush'].map((name) => [name, unknownRunner('what this task runner does with signals is not known')] as const),
]);
