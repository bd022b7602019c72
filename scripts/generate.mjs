// Writes the two lists that nobody should have to keep by hand: src/catalogue/libraries/index.ts and rules/index.ts.
// Plain JavaScript, because it runs before anything is built. `test/generated.test.ts` asserts that both are fresh.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(import.meta.dirname, '..');
const header = '// Written by `npm run generate` from the files beside it. Do not edit.\n';

/**
 * The identifier that a file's default export is imported under.
 * @param {string} file such as `plan/exit-before-drain.ts`
 * @returns {string} such as `exitBeforeDrain`
 */
const identifier = (file) => {
  const name = path.posix
    .basename(file, '.ts')
    .replaceAll(/[^a-z\d]+(.)?/gi, (_separator, /** @type {string | undefined} */ next) => (next ?? '').toUpperCase());
  return /^\d/.test(name) ? `_${name}` : name;
};

/**
 * A module that imports the default export of each file and exports the list of them, sorted by name.
 * @param {string} folder that the module is written to, relative to the root
 * @param {readonly string[]} files relative to the folder, `/`-separated
 * @param {{ name: string, type: string, from: string }} list
 * @returns {string} its text
 */
const listModule = (folder, files, list) => {
  const sorted = files.toSorted((a, b) => (path.posix.basename(a) < path.posix.basename(b) ? -1 : 1));
  const imports = [
    `import type { ${list.type} } from '${list.from}';`,
    ...sorted.map((file) => `import ${identifier(file)} from './${file.replace(/\.ts$/, '.js')}';`),
  ];
  const items = sorted.map((file) => `  ${identifier(file)},\n`).join('');
  const literal = items === '' ? '[]' : `[\n${items}]`;
  return `${header}\n${imports.join('\n')}\n\nexport const ${list.name}: readonly ${list.type}[] = ${literal};\n`;
};

/**
 * The TypeScript files directly in a folder, apart from its list.
 * @param {string} folder relative to the root; a missing one has no files
 * @returns {string[]} file names
 */
const modulesIn = (folder) => {
  const absolute = path.join(root, folder);
  return existsSync(absolute)
    ? readdirSync(absolute).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && name !== 'index.ts')
    : [];
};

/**
 * Every generated file, by its path relative to the root.
 * @returns {Map<string, string>} path and text
 */
export const generated = () => {
  const subjects = ['chain', 'contract', 'plan', 'service'];
  const rules = subjects.flatMap((subject) => modulesIn(`rules/${subject}`).map((file) => `${subject}/${file}`));
  return new Map([
    [
      'src/catalogue/libraries/index.ts',
      listModule('src/catalogue/libraries', modulesIn('src/catalogue/libraries'), { name: 'libraries', type: 'Library', from: '../library.js' }),
    ],
    ['rules/index.ts', listModule('rules', rules, { name: 'rules', type: 'AnyRule', from: '../src/rule.js' })],
  ]);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stale = [...generated()].filter(([file, text]) => {
    const absolute = path.join(root, file);
    return !existsSync(absolute) || readFileSync(absolute, 'utf8') !== text;
  });
  // A fresh file is left alone, so that watchers and incremental builds are not woken.
  if (!process.argv.includes('--check')) {
    for (const [file, text] of stale) writeFileSync(path.join(root, file), text);
  } else if (stale.length > 0) {
    console.error(`Not fresh: ${stale.map(([file]) => file).join(', ')}. Run \`npm run generate\` and commit.`);
    process.exitCode = 1;
  }
}
