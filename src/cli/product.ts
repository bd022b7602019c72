import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { repositoryToRoot } from '../read/file-above.js';
import { rootOf } from '../read/read-tree.js';
import type { Product } from './io.js';

/** By the package's own name, so that it is found from sources and from a build alike. */
const packageFile = pathToFileURL(createRequire(import.meta.url).resolve('drain-audit/package.json'));

/** The real thing. Rules and the compiler are loaded when a subcommand asks for them, so that `--help` is immediate. */
export const product: Product = {
  get version() {
    return (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version;
  },
  async rules() {
    return (await import('../../rules/index.js')).rules;
  },
  documentation(rule) {
    const page = new URL(`docs/rules/${encodeURIComponent(rule)}.md`, packageFile);
    return existsSync(page) ? readFileSync(page, 'utf8') : undefined;
  },
  async audit({ paths, cwd, preset, rules: named, config, baseline, ignoresBaseline, inlineIgnores, changedSince, fix, progress, kubernetesVersion, render }) {
    const [{ audit, auditTree, rulesFor }, { loadSettings }, { upkeepRules }, rules] = await Promise.all([
      import('../audit.js'),
      import('../config/load-settings.js'),
      import('../config/upkeep.js'),
      this.rules(),
    ]);
    const root = rootOf(paths, cwd);
    const settings = loadSettings({ root, cwd, config, baseline, ignoresBaseline, inlineIgnores, rules: [...rules, ...upkeepRules] });
    const base = changedSince === undefined ? undefined : (await import('./git.js')).baseOf(root, changedSince, process.env);
    const request = { paths, cwd, preset: preset ?? settings.preset ?? 'recommended', settings, ...(named ? { rules: named } : {}), ...(base ? { base } : {}), ...(progress ? { progress } : {}), ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }), ...(render === true ? { render: (await import('./render.js')).renderWith(process.env, kubernetesVersion ?? settings.kubernetes.version) } : {}) };
    const { report, tree } = audit(request);
    const audited = {
      report,
      root,
      prefix: repositoryToRoot(root, cwd),
      asked: rulesFor(request).map(({ id }) => id),
      source: (file: string) => tree.text(file),
    };
    if (fix !== true) return audited;
    const { repair } = await import('../fix/repair.js');
    const repaired = repair(tree, (next) => (next === tree ? report : auditTree(next, request)));
    return { ...audited, report: repaired.after, source: (file) => repaired.tree.text(file), repaired };
  },
};
