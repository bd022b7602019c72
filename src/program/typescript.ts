import { createRequire } from 'node:module';

/**
 * Our own pinned TypeScript. Loaded with `require`, which takes a third of the time of `import` (the latter scans the
 * 9 MB file for export names), and never the user's copy: version 7 has no JavaScript API, and enum numbers differ
 * between versions, so nodes and types must not cross from one copy to another.
 */
export const ts = createRequire(import.meta.url)('typescript') as typeof import('typescript');
