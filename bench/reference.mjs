// What every analyzer with a parser has to do at the least: find the files, read them, parse each of them once.
// The walk is drain-audit's own, so that both processes look at the same code; tests are parsed too, as a linter would.
import module from 'node:module';

module.enableCompileCache?.();

const { readTree } = await import('../dist/src/read/read-tree.js');
const { isCode } = await import('../dist/src/program/source-files.js');
const { ts } = await import('../dist/src/program/typescript.js');

const tree = readTree(process.argv.slice(2), process.cwd());
let files = 0;
let nodes = 0;
for (const file of tree.files) {
  if (!isCode(file)) continue;
  const text = tree.text(file);
  if (text === undefined) continue;
  files++;
  nodes += ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }).nodeCount;
}
process.stdout.write(JSON.stringify({ files, nodes }));
