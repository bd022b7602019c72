import { shown } from './arguments.js';
import type { Argument } from './arguments.js';
import { fileOf, folderOfWorkdir, unknownHop } from './context.js';
import type { Context } from './context.js';
import type { Hop } from './hop.js';
import { isJobName } from './jobs.js';
import { fileName } from './paths.js';

/** Options of node that take the next argument. https://nodejs.org/api/cli.html */
const withValue = new Set(['-r', '--require', '--import', '--loader', '--experimental-loader', '-C', '--conditions', '--title', '--env-file', '--env-file-if-exists', '--icu-data-dir', '--openssl-config', '--watch-path', '--inspect-port', '--max-http-header-size', '--stack-trace-limit', '--dns-result-order', '--input-type', '--experimental-config-file']);

/** A process of Node: the service, or `node --run`, which starts a shell that gets no signal. */
export const nodeHops = (rest: readonly Argument[], context: Context, runScript: (name: string, context: Context) => Hop[]): Hop[] => {
  const hop = { at: context.at, certainty: 'always' } as const;
  let watches = false;
  for (let index = 0; index < rest.length; index++) {
    const text = rest[index]?.text ?? '';
    if (text === '--run' || text.startsWith('--run=')) {
      const script = text === '--run' ? (rest[index + 1]?.text ?? '') : text.slice('--run='.length);
      return [{ ...hop, label: `node --run ${script}`, kind: 'package-manager', delivery: 'drops', cause: 'node-run', note: '`node --run` does not pass signals on' }, ...runScript(script, context)];
    }
    if (text === '--watch' || text.startsWith('--watch-path')) watches = true;
    if (withValue.has(text)) index++;
    else if (text === '-e' || text === '--eval' || text === '-p' || text === '--print' || text === '-pe') return [unknownHop('node -e', context.at, 'its code stands on the command line')];
    else if (text === '--' || (!text.startsWith('-') && !(rest[index]?.literal === false && text.startsWith('$')))) break;
  }
  const service = serviceHop('node', rest, context);
  return watches ? [{ ...hop, label: 'node --watch', kind: 'runner', delivery: 'forwards', isForDevelopment: true }, service] : [service];
};

/** A process of Node that runs a file: `node`, or a program that loads TypeScript in the same process. */
export const serviceHop = (program: string, rest: readonly Argument[], context: Context): Hop => {
  const written = entryIn(rest);
  const label = shown([{ text: program, literal: true }, ...rest]);
  const hop: Hop = { label, kind: 'service', delivery: 'receives', at: context.at, certainty: 'always' };
  if (written === undefined) return hop;
  return { ...hop, ...(isJobName(fileName(written).replace(/\.[cm]?[jt]s$/, '')) ? { isJob: true as const } : {}), entry: { written, file: ['', '.js', '.mjs', '.cjs', '/index.js'].map((suffix) => fileOf(context, written + suffix)).find((file) => file !== undefined), folder: folderOfWorkdir(context) } };
};

/** The file that node is told to run. */
const entryIn = (rest: readonly Argument[]): string | undefined => {
  for (let index = 0; index < rest.length; index++) {
    const { text, literal } = rest[index] ?? { text: '', literal: false };
    if (text === '--') return rest[index + 1]?.literal === true ? rest[index + 1]?.text : undefined;
    if (withValue.has(text)) index++;
    else if (!text.startsWith('-') && (literal || !text.startsWith('$'))) return literal ? text : undefined;
  }
  return undefined;
};
