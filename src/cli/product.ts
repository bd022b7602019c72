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
    const { render, ...request } = options;
    const { audit } = await import('../audit.js');
    return render === true ? audit({ ...request, render: (await import('./render.js')).renderWith(process.env) }) : audit(request);
  },
};
