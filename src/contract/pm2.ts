import type { Data } from './data.js';
import { readJsLiteral } from './js-literal.js';
import { plainStart } from './platform.js';
import type { PlatformFacts, Told } from './platform.js';
import { byDefault, canonicalSignal, declared, environmentOf, folderOf, pathFrom } from './reading.js';
import type { PlatformReader } from './reading.js';

/**
 * PM2: SIGINT to the whole tree, or `PM2_KILL_SIGNAL`, and 1600 ms, or `kill_timeout`.
 * https://pm2.keymetrics.io/docs/usage/signals-clean-restart/
 */
export const pm2: PlatformReader = {
  isManifest: (file) => /(?:^|\/)(?:ecosystem|pm2|process)[\w.-]*\.(?:[cm]?js|json|ya?ml)$/.test(file) && !/\.(?:test|spec)\./.test(file),
  read: (file, text, reading) => {
    const config = file.endsWith('js') ? readJsLiteral(file, text) : reading.yaml(file, text)[0];
    const apps = config?.isList === true ? config : config?.get('apps');
    const list = apps?.isMap === true ? [apps] : (apps?.items ?? []);
    return list.filter((app) => app.get('script')?.text !== undefined && app.get('interpreter')?.text !== 'none').map((app) => factsOf(file, app));
  },
};

const factsOf = (file: string, app: Data): PlatformFacts => {
  const script = app.get('script');
  const at = script?.at ?? app.at;
  const folder = pathFrom(folderOf(file), app.get('cwd')?.text?.replace(/^\/.*/, '') ?? '.') ?? '';
  const environment = environmentOf(app.get('env'));
  const signal = environment.get('PM2_KILL_SIGNAL');
  const interpreter = app.get('interpreter')?.text ?? 'node';
  const words = (data: Data | undefined): string[] => data?.items.map((item) => item.text ?? '') ?? data?.text?.split(/\s+/).filter(Boolean) ?? [];
  const program = script?.text ?? '';
  const isCommand = ['npm', 'yarn', 'pnpm', 'npx'].includes(program);
  const argv = [...(isCommand ? [] : [interpreter.split('/').at(-1) ?? interpreter, ...words(app.get('node_args') ?? app.get('interpreter_args'))]), program, ...words(app.get('args')).filter((word) => word !== '--')];
  return {
    name: app.get('name')?.text ?? program,
    at,
    platform: 'pm2',
    stopSignal: signal === undefined ? byDefault('SIGINT', at, 'PM2_KILL_SIGNAL') : declared(canonicalSignal(signal), at, 'PM2_KILL_SIGNAL'),
    patience: patienceOf(app.get('kill_timeout'), at),
    reaches: 'all',
    beforeSignal: [],
    start: { ...plainStart(folder), runs: 'process', command: { kind: 'argv', argv, at }, environment },
    isForDevelopment: app.get('watch')?.isTrue === true || ['ts-node', 'ts-node-dev', 'nodemon'].includes(interpreter) || app.get('shutdown_with_message')?.isTrue === true,
  };
};

/** Milliseconds, or a length of time with a unit. */
const patienceOf = (data: Data | undefined, at: Data['at']): Told<number> | undefined => {
  if (!data) return byDefault(1.6, at, 'kill_timeout');
  return data.number === undefined ? undefined : declared(data.number / 1000, data.at, 'kill_timeout');
};
