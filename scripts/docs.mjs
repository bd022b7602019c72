// Keeps docs/rules in step with the rules: headers, references and the index are written from the rules' own metadata,
// examples from the fixtures that the tests run. Prose between the marked blocks is written by hand and left alone.
// schema.json, which editors check drain-audit.yaml with, is written from the rules too.
//
//   npm run docs              writes what is stale
//   npm run docs -- --check   names what is stale, and fails

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { libraryPage, libraryPagePath } from './libraries-page.mjs';

/** @typedef {import('../src/rule.js').Rule} Rule */
/** @typedef {import('../src/catalogue/library.js').Library} Library */

const root = path.resolve(import.meta.dirname, '..');
const folder = 'docs/rules';

/**
 * Every page under docs/rules as it should be.
 * @param {readonly Rule[]} rules of the product
 * @returns {Map<string, string>} text by path, relative to the root
 */
export const rulePages = (rules) => {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return new Map([[`${folder}/README.md`, index(sorted)], ...sorted.map((rule) => /** @type {const} */ ([`${folder}/${rule.id}.md`, page(rule)]))]);
};

/**
 * What differs between the folder and what it should be: pages that are missing or stale, and pages of no rule.
 * @param {ReadonlyMap<string, string>} pages from `rulePages`
 * @returns {string[]} one line each
 */
export const staleness = (pages) => {
  const stale = Array.from(pages).flatMap(([file, text]) => (textOf(file) === text ? [] : [`${file} is stale: run \`npm run docs\``]));
  const existing = existsSync(path.join(root, folder)) ? readdirSync(path.join(root, folder)) : [];
  const orphans = existing.map((name) => `${folder}/${name}`).filter((file) => !pages.has(file));
  return [...stale, ...orphans.map((file) => `${file} belongs to no rule: remove it`)];
};

/**
 * The page of a rule: what is there, with its generated blocks renewed; a whole new one where there is none.
 * @param {Rule} rule that it documents
 * @returns {string} Markdown
 */
const page = (rule) => {
  let text = textOf(`${folder}/${rule.id}.md`) ?? newPage(rule);
  text = renewed(text, 'header', header(rule));
  text = renewed(text, 'references', references(rule));
  return text.replaceAll(/<!-- example: (\S+) -->\n[^]*?<!-- end example -->/g, (_block, /** @type {string} */ file) => example(file));
};

/**
 * A first page, for a hand to improve.
 * @param {Rule} rule that it documents
 * @returns {string} Markdown with empty header and references
 */
const newPage = (rule) =>
  [
    block('header', ''),
    `## Why\n\n${rule.why}`,
    `## How to fix\n\n${rule.fix}`,
    ...examples(rule.id, 'bad', 'Reported'),
    ...examples(rule.id, 'ok', 'Not reported'),
    block('references', ''),
  ].join('\n\n') + '\n';

/**
 * @param {Rule} rule that the page documents
 * @returns {string} its title, its facts and its summary
 */
const header = ({ id, severity, preset, scope, subject, summary }) => `# ${id}

${summary}

| severity | preset | reads | decided by |
| --- | --- | --- | --- |
| ${severity} | ${preset} | ${subject} | ${scope === 'file' ? 'one file' : 'the whole program'} |`;

/**
 * @param {Rule} rule that the page documents
 * @returns {string} a list of links; empty without any
 */
const references = (rule) => (rule.references.length === 0 ? '' : `## References\n\n${rule.references.map((link) => `- <${link}>`).join('\n')}`);

/**
 * The smallest fixture of a kind, one block a source file.
 * @param {string} id of the rule
 * @param {'bad' | 'ok'} kind of fixture
 * @param {string} title of the section
 * @returns {string[]} a section; empty when there is no fixture
 */
const examples = (id, kind, title) => {
  const under = `fixtures/${id}/${kind}`;
  const sources = filesUnder(under).filter((file) => /\.(?:[cm]?[jt]sx?|ya?ml)$|(?:^|\/)(?:Dockerfile|Procfile)$/.test(file));
  /** @type {Map<string, string[]>} */
  const cases = new Map();
  for (const file of sources) {
    const name = file.slice(under.length + 1).split('/')[0] ?? '';
    cases.set(name, [...(cases.get(name) ?? []), file]);
  }
  const [smallest] = [...cases.values()].toSorted((a, b) => sizeOf(a) - sizeOf(b));
  return smallest === undefined ? [] : [`## ${title}`, ...smallest.map((file) => example(file))];
};

/**
 * @param {readonly string[]} files of one fixture
 * @returns {number} how much there is to read
 */
const sizeOf = (files) => files.reduce((sum, file) => sum + (textOf(file)?.length ?? 0) + 100, 0);

/**
 * @param {string} under a folder relative to the root; a missing one has no files
 * @returns {string[]} paths relative to the root, sorted
 */
const filesUnder = (under) =>
  existsSync(path.join(root, under))
    ? readdirSync(path.join(root, under), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
        .toSorted()
    : [];

/**
 * @param {string} file of a fixture, relative to the root
 * @returns {string} the marked block that shows it
 */
const example = (file) => {
  const text = textOf(file);
  if (text === undefined) throw new Error(`${file} is an example of the docs, but does not exist`);
  const longestRun = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  return `<!-- example: ${file} -->\n\n\`${file}\`\n\n${fence}${languageOf(file)}\n${text.trimEnd()}\n${fence}\n\n<!-- end example -->`;
};

/**
 * @param {string} file whose text is fenced
 * @returns {string} the name of its language in Markdown
 */
const languageOf = (file) => {
  const extension = path.extname(file).slice(1);
  if (extension === '') return path.basename(file).toLowerCase();
  return /^[cm]?[jt]s$/.test(extension) ? extension.slice(-2) : extension;
};

/**
 * @param {string} name of the block
 * @param {string} content that is generated
 * @returns {string} the block with its markers
 */
const block = (name, content) => `<!-- begin ${name}: written by \`npm run docs\` -->\n\n${content === '' ? '' : `${content}\n\n`}<!-- end ${name} -->`;

/**
 * @param {string} text of a page
 * @param {string} name of the block
 * @param {string} content that is generated
 * @returns {string} the page with the block renewed, or put at its natural end where it was missing
 */
const renewed = (text, name, content) => {
  const existing = new RegExp(`<!-- begin ${name}: [^]*?<!-- end ${name} -->`);
  if (existing.test(text)) return text.replace(existing, () => block(name, content));
  return name === 'header' ? `${block(name, content)}\n\n${text}` : `${text.trimEnd()}\n\n${block(name, content)}\n`;
};

/**
 * @param {readonly Rule[]} rules sorted by id
 * @returns {string} the index of all rules, with their number
 */
const index = (rules) => {
  const recommended = rules.filter((rule) => rule.preset === 'recommended').length;
  const rows = rules.map(({ id, severity, preset, subject, summary }) => `| [${id}](${id}.md) | ${severity} | ${preset} | ${subject} | ${summary.replaceAll('|', String.raw`\|`)} |`);
  return `<!-- Written by \`npm run docs\` from the rules. Do not edit. -->

# Rules

${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}, ${recommended} of them in the recommended preset. The strict preset has them all.

| rule | severity | preset | reads | reports |
| --- | --- | --- | --- | --- |
${rows.map((row) => `${row}\n`).join('')}`;
};

/**
 * @param {string} file relative to the root
 * @returns {string | undefined} its text, if it exists
 */
const textOf = (file) => {
  const absolute = path.join(root, file);
  return existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // From the build, because Node runs this and not the TypeScript; by a computed name, because a build may be missing.
  const built = /** @type {{ rules: readonly Rule[] }} */ (await import(new URL('../dist/rules/index.js', import.meta.url).href));
  const catalogue = /** @type {{ libraries: readonly Library[] }} */ (await import(new URL('../dist/src/catalogue/libraries/index.js', import.meta.url).href));
  const { schemaText } = /** @type {{ schemaText: () => string }} */ (await import(new URL('../dist/src/config/schema-text.js', import.meta.url).href));
  const pages = new Map([...rulePages(built.rules), [libraryPagePath, libraryPage(catalogue.libraries)], ['schema.json', schemaText()]]);
  if (process.argv.includes('--check')) {
    const stale = staleness(pages);
    for (const line of stale) console.error(line);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    mkdirSync(path.join(root, folder), { recursive: true });
    for (const [file, text] of pages) writeFileSync(path.join(root, file), text);
  }
}
