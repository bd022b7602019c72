import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Rendered } from '../audit.js';
import { overlayFiles } from '../contract/kubernetes/kustomize/files.js';
import { defaultKubernetesVersion, renderedByHelm, renderedByKustomize } from '../contract/kubernetes/read.js';
import type { Tree } from '../read/tree.js';
import { UsageError } from '../read/usage-error.js';

const timeout = 120_000;
const maxBuffer = 100_000_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Renders the charts and overlays of a tree with the programs that are installed: `helm template`, and `kustomize build`
 * or `kubectl kustomize`. The one place in drain-audit that runs anything, and only where the user says `--render`:
 * charts and overlays can make these programs read, fetch and run what they like.
 *
 * @param kubernetesVersion what charts are rendered for: `1.33`
 */
export const renderWith = (environment: Environment, kubernetesVersion: string = defaultKubernetesVersion) => (tree: Tree): Rendered => {
  const texts = new Map<string, string>();
  const unanalysed: { file: string; reason: string }[] = [];
  const add = (file: string, name: string, commands: readonly (readonly [string, ...string[]])[]): void => {
    const result = firstInstalled(commands, tree.root, environment);
    if ('text' in result) texts.set(file.slice(0, file.lastIndexOf('/') + 1) + name, result.text);
    else unanalysed.push({ file, reason: result.reason });
  };
  for (const file of chartsIn(tree)) add(file, renderedByHelm, [['helm', 'template', 'drain-audit', folderOf(tree, file), '--kube-version', kubernetesVersion]]);
  for (const file of overlayFiles(tree)) add(file, renderedByKustomize, [['kustomize', 'build', folderOf(tree, file)], ['kubectl', 'kustomize', folderOf(tree, file)]]);
  return { texts, unanalysed };
};

/** Absolute, so that no name of a folder can be taken for an option. */
const folderOf = (tree: Tree, file: string): string => path.join(tree.root, path.posix.dirname(file));

/** Charts that can be rendered by themselves: no libraries, and none that are part of another chart. */
const chartsIn = (tree: Tree): string[] => {
  const charts = tree.files.filter((file) => /(?:^|\/)Chart\.ya?ml$/.test(file) && tree.selected(file));
  const folders = charts.map((file) => file.slice(0, file.lastIndexOf('/') + 1));
  return charts.filter((file) => {
    const isPart = folders.some((folder) => file.startsWith(`${folder}charts/`));
    return !isPart && !/^type:[ \t]*["']?library/m.test(tree.text(file) ?? '');
  });
};

const firstInstalled = (commands: readonly (readonly [string, ...string[]])[], cwd: string, environment: Environment): { text: string } | { reason: string } => {
  for (const [program, ...words] of commands) {
    const run = spawnSync(program, words, { cwd, env: { ...environment }, encoding: 'utf8', timeout, maxBuffer, stdio: ['ignore', 'pipe', 'pipe'] });
    if (run.error && 'code' in run.error && run.error.code === 'ENOENT') continue;
    if (run.status === 0) return { text: run.stdout };
    const lines = run.stderr.trim().split('\n');
    // helm ends with advice, kubectl with a quote.
    const why = run.error ? run.error.message : (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? '');
    return { reason: `\`${program} ${words[0] ?? ''}\` could not render it: ${why.slice(0, 300)}. Run it yourself and pipe the result in: … | drain-audit -` };
  }
  throw new UsageError(`--render needs ${commands.map(([program]) => program).join(' or ')}, which ${commands.length === 1 ? 'is' : 'are'} not installed. Install one, or pipe rendered manifests in: … | drain-audit -`);
};
