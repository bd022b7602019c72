// What is published is a few large modules: reading five hundred small ones takes Node longer than reading a small repository.
import { build } from 'rolldown';

await build({
  input: { cli: 'dist/src/cli/main.js', index: 'dist/src/index.js', eslint: 'dist/src/eslint/plugin.js' },
  platform: 'node',
  // Dependencies are installed beside it.
  external: /^[^./]/,
  output: { dir: 'dist/bundle', cleanDir: true, chunkFileNames: '[name].js' },
});
