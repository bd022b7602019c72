import { readFileSync } from 'node:fs';
import type { Product } from './run.js';

const packageFile = new URL('../../../package.json', import.meta.url);

/** The real thing. Rules and the compiler are loaded when a subcommand asks for them, so that `--help` is immediate. */
export const product: Product = {
  get version() {
    return (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version;
  },
  async rules() {
    return (await import('../../rules/index.js')).rules;
  },
  async audit(options) {
    const { audit, auditTree } = await import('../audit.js');
    const { report, tree } = audit(options);
    const audited = { report, root: tree.root, source: (file: string) => tree.text(file) };
    if (options.fix !== true) return audited;
    const { repair } = await import('../fix/repair.js');
    const repaired = repair(tree, (next) => (next === tree ? report : auditTree(next, options)));
    return { ...audited, report: repaired.after, source: (file) => repaired.tree.text(file), repaired };
  },
};
