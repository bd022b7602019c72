import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit.js';
import type { AuditReport } from '../../src/report/report.js';
import { temporaryFolder } from '../read/temporary-folder.js';

/** Far more than any of these takes; what has lost its bound takes for ever. */
const secondsLimit = 60;

const auditOf = (files: Readonly<Record<string, string>>): AuditReport => {
  const root = temporaryFolder(files);
  const started = performance.now();
  const { report } = audit({ paths: [root], cwd: root, preset: 'strict' });
  expect((performance.now() - started) / 1000).toBeLessThan(secondsLimit);
  return report;
};

/** A service that loses requests, to see that the audit of it goes on beside whatever else there is. */
const losing = {
  'package.json': JSON.stringify({ name: 'losing', type: 'module', scripts: { start: 'node src/losing.js' } }),
  'src/losing.js': `import { createServer } from 'node:http';

const server = createServer((request, response) => response.end());
server.listen(3000);
process.once('SIGTERM', () => {
  server.close();
  process.exit(0);
});
`,
};

/** Audits some files beside the service, whose finding must be there all the same. */
const auditBeside = (files: Readonly<Record<string, string>>): AuditReport => {
  const report = auditOf({ ...losing, ...files });
  expect(report.findings.map(({ rule, location }) => `${location.file}:${location.startLine} ${rule}`)).toContain('src/losing.js:7 exit-before-drain');
  return report;
};

/** A service whose shutdown has a body of its own, beside the one that loses requests. */
const service = (shutdown: string, before = ''): string => `import { createServer } from 'node:http';
import pg from 'pg';
${before}
const server = createServer();
const pool = new pg.Pool();
server.listen(3001);
process.once('SIGTERM', async () => {
${shutdown}
});
`;

const repeat = (text: string, count: number): string => text.repeat(count);
const numbered = (count: number, text: (index: number) => string): string => Array.from({ length: count }, (_, index) => text(index)).join('\n');
const reasonsOf = (report: AuditReport, file: string): string[] => report.unanalysed.filter((entry) => entry.file === file).map((entry) => entry.reason);

describe('nesting', () => {
  test.each(['(', '[', '{', '((a)=>', 'f(', '!(', '`${'])('of 20,000 times %s costs one line', (bracket) => {
    const closing = bracket === '[' ? ']' : bracket === '{' || bracket === '`${' ? '}' : ')';
    for (const text of [repeat(bracket, 20_000), `${repeat(bracket, 20_000)}1${repeat(closing, 20_000)}`]) {
      const report = auditBeside({ 'src/deep.js': `process.on('SIGTERM', () => {});\nexport const deep = ${text};\n` });
      expect(reasonsOf(report, 'src/deep.js')).toHaveLength(1);
      expect(report.unanalysed).toHaveLength(1);
    }
  });

  test.each([
    ['unary operators', `export const deep = ${repeat('!', 20_000)}true;`],
    ['minus signs', `export const deep = ${repeat('- ', 20_000)}1;`],
    ['awaits', `export const deep = async () => ${repeat('await ', 5000)}1;`],
    ['sums', `export const deep = ${repeat('1 + ', 20_000)}1;`],
    ['strings that are joined', `export const deep = ${repeat("'a' + ", 20_000)}'';`],
    ['commas', `export const deep = (${repeat('1, ', 20_000)}1);`],
    ['conditions', `export const deep = ${repeat('a ? 1 : ', 20_000)}1;`],
    ['arrows', `export const deep = ${repeat('a => ', 20_000)}1;`],
    ['else ifs', `let deep = 0;\n${repeat('if (deep) deep++; else ', 20_000)}deep--;`],
    ['loops', `${repeat('while (true) ', 20_000)};`],
    ['labels', `${numbered(5000, (index) => `l${index}:`)} ;`],
    ['calls of calls', `export const deep = f${repeat('()', 20_000)};`],
    ['properties of properties', `export const deep = a${repeat('.a', 20_000)};`],
    ['optional chains', `export const deep = a${repeat('?.a()', 20_000)};`],
    ['templates', `export const deep = ${repeat('`${', 900)}1${repeat('}`', 900)};`],
    ['types', `export type Deep = ${repeat('A<', 20_000)}1${repeat('>', 20_000)};`],
    ['array types', `export type Deep = A${repeat('[]', 20_000)};`],
    ['assignments', `let a;\n${repeat('a = ', 20_000)}1;`],
    ['exponents', `export const deep = ${repeat('2 ** ', 20_000)}2;`],
    ['constructions', `export const deep = ${repeat('new ', 20_000)}A;`],
    ['elements', `export const deep = ${repeat('<a>', 20_000)}${repeat('</a>', 20_000)};`],
  ])('without brackets: %s', (name, text) => {
    const extension = name.includes('types') ? 'ts' : 'js';
    const report = auditBeside({ [`src/deep.${extension}`]: `process.on('SIGTERM', () => { server.close(); });\n${text}\n` });
    expect(report.unanalysed.length).toBeLessThanOrEqual(1);
  });

  test.each([
    ['arrow functions', 150, '() => (', 'server.close()', ')'],
    ['calls', 300, 'f(', 'server.close()', ')'],
    ['immediately called functions', 80, '(() => (', 'server.close()', '))()'],
    ['arrays', 300, '[', 'server', ']'],
    ['objects', 150, '{ a: ', 'server', '}'],
    ['promises', 150, 'Promise.all([', 'server.close()', '])'],
    ['constructions', 150, 'new Promise((done) => ', 'server.close(done)', ')'],
    ['continuations', 150, 'Promise.resolve().then(() => ', 'pool.end()', ')'],
    ['timers', 150, 'setTimeout(() => ', 'process.exit(1)', ', 10)'],
  ])('of %s below the limit is read', (_name, count, open, middle, close) => {
    const nested = `${repeat(open, count)}${middle}${repeat(close, count)}`;
    const report = auditBeside({ 'src/nested.js': service(`  const nested = ${nested};\n  await nested;`, 'const f = (x) => x;') });
    expect(report.unanalysed).toEqual([]);
  });

  test('of blocks and functions below the limit is read', () => {
    const blocks = `${repeat('if (server) { ', 150)}server.close();${repeat('}', 150)}`;
    const tries = `${repeat('try { ', 150)}await pool.end();${repeat('} catch (error) { console.error(error) }', 150)}`;
    expect(auditBeside({ 'src/nested.js': service(`  ${blocks}\n  ${tries}`) }).unanalysed).toEqual([]);
  });
});

describe('circles', () => {
  test('of imports, re-exports and aliases', () => {
    const report = auditBeside({
      'src/a.ts': service('  await stop();\n  await stopB();', "import { stop } from './b.js';\nimport { stop as stopB } from './c.js';"),
      'src/b.ts': "export * from './c.js';\nexport * from './b.js';\nexport { stop } from './d.js';\n",
      'src/c.ts': "export * from './b.js';\nexport { stop } from './e.js';\n",
      'src/d.ts': "export { stop } from './e.js';\nimport './a.js';\n",
      'src/e.ts': "export { stop } from './d.js';\n",
    });
    expect(report.services.map((item) => item.entry)).toContain('src/a.ts');
  });

  test('of require', () => {
    const report = auditBeside({
      'cjs/package.json': '{ "name": "circle", "main": "a.js" }',
      'cjs/a.js': "const b = require('./b');\nconst { stop } = require('./b');\nexports.server = require('http').createServer();\nexports.server.listen(3);\nexports.stop = stop;\nprocess.on('SIGTERM', () => { b.stop(); stop(); module.exports.stop(); });\n",
      'cjs/b.js': "const a = require('./a');\nmodule.exports = { ...a, stop: a.stop, self: require('./b') };\nmodule.exports.again = module.exports;\n",
    });
    expect(report.unanalysed).toEqual([]);
  });

  test('of tsconfig extends', () => {
    const report = auditBeside({
      'tsconfig.json': '{ "extends": "./tsconfig.base.json", "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'tsconfig.base.json': '{ "extends": ["./tsconfig.json", "./tsconfig.base.json", "./tsconfig.other.json"] }',
      'tsconfig.other.json': '{ "extends": ["./tsconfig.base.json", "./tsconfig.json", "./tsconfig.base.json", "./tsconfig.json", "./tsconfig.other.json"] }',
      'src/a.ts': service('  await stop(server);', "import { stop } from '@/b';"),
      'src/b.ts': 'export const stop = async (server: { close: () => void }): Promise<void> => server.close();\n',
    });
    expect(report.unanalysed).toEqual([]);
  });

  test('of package entries', () => {
    const report = auditBeside({
      'packages/a/package.json': '{ "name": "a", "exports": "a", "main": "./", "source": ".", "imports": { "#a": "#b", "#b": "#a" } }',
      'packages/b/package.json': '{ "name": "b", "main": "../b", "exports": { ".": { "import": { "node": "." } } } }',
      'packages/c/package.json': '{ "name": "c", "main": "../d" }',
      'packages/d/package.json': '{ "name": "d", "main": "../c" }',
      'src/a.ts': service('  await a(b, c, d, e);', "import a from 'a';\nimport b from 'b';\nimport c from 'c';\nimport d from 'd';\nimport e from '#a';\nimport f from '../packages/c';"),
    });
    expect(report.unanalysed).toEqual([]);
  });

  test.each([
    ['two functions', 'await first(3);', 'async function first(n) { await second(n); server.close(); }\nasync function second(n) { await first(n - 1); await pool.end(); }'],
    ['one function that branches', 'await many(30);', 'async function many(n) { if (n) { await many(n - 1); } else { await many(n - 2); } await Promise.all([many(n), many(n), many(n)]); await pool.end(); }'],
    ['ten functions that all call each other', 'await f0();', numbered(10, (index) => `async function f${index}() { ${numbered(10, (other) => `await f${other}();`)} await pool.end(); }`)],
    ['a default parameter', 'await again();', 'const again = async (next = again()) => { await next; await again(next); server.close(); };'],
    ['default parameters of each other', 'await one();', 'const one = (x = two()) => x;\nconst two = (x = one()) => x;\nfunction three({ a = three(), b = three({ a }) } = three()) { return a ?? b; }'],
    ['getters', 'await bag.a; await bag.b; await new Bag().c;', 'const bag = { get a() { return this.b; }, get b() { return bag.a; } };\nclass Bag { get c() { return this.d; } get d() { return new Bag().c; } static s = Bag.s; x = this.x; }'],
    ['spreads', 'for (const close of [...left, ...right]) await close();\n  await all.stop();', 'const left = [...right];\nvar right = [...left, ...right];\nconst all = { ...some };\nvar some = { ...all, ...some };'],
    ['values', 'a(); b(); await c;', 'var a = b || c;\nvar b = a ?? c;\nlet c = c ? a : b;\nc = c.d.e(c);\na = () => a;\nb = (() => b)();'],
    ['classes that extend each other', 'await new A().stop(); await new B().close();', 'class A extends B { stop() { return super.stop(); } }\nclass B extends A { stop() { return super.stop(); } }\nclass C extends C {}\nclass D extends mixin(D) {}\nfunction mixin(Base) { return class extends mixin(Base) {}; }'],
    ['promises', 'await first;', 'const first = second.then(() => first);\nvar second = new Promise((resolve) => first.then(resolve));'],
    ['timers', 'tick();', 'function tick() { setTimeout(tick, 10); setImmediate(tick); process.nextTick(tick); setTimeout(() => setTimeout(tick), 5); }'],
    ['listeners', "server.close();", "server.on('close', () => server.close(() => server.close()));\nprocess.on('exit', function exit() { process.on('exit', exit); process.exit(); });\nprocess.on('SIGTERM', () => process.kill(process.pid, 'SIGTERM'));\nprocess.on('SIGTERM', () => process.emit('SIGTERM'));"],
    ['binding', 'bound();', 'const bound = bound.bind(bound).bind(null);\nfunction self() { return self.bind(self)(); }\nself.call(self, self.apply(self));'],
    ['collections', 'for (const each of closers) await each();', 'const closers = [];\nclosers.push(() => closers.push(...closers));\nclosers.push(closers, ...closers.map((each) => each()));\nclosers.forEach((each) => closers.push(each));'],
  ])('of %s', (_name, shutdown, before) => {
    auditBeside({ 'src/circle.js': service(`  ${shutdown}`, before), 'src/circle-ts.ts': service(`  ${shutdown}`, before) });
  });
});

describe('configuration', () => {
  test('paths that leave the repository lead nowhere', () => {
    const report = auditBeside({
      'tsconfig.json': '{ "compilerOptions": { "baseUrl": "../../../..", "outDir": "../../out", "rootDir": "..", "paths": { "secret/*": ["../../etc/*", "/etc/*", "../../../../../../../../etc/*"], "*": ["../../*"] } } }',
      'package.json': '{ "name": "losing", "main": "../../../etc/passwd", "bin": "/etc/passwd", "exports": { ".": "../../outside.js", "./*": "../../../*" }, "imports": { "#x": "../../x.js" }, "scripts": { "start": "node ../../../etc/hosts.js" } }',
      'src/a.ts': service('  await secret(passwd, x, outside);', "import secret from 'secret/passwd';\nimport passwd from '../../../../../../etc/passwd';\nimport x from '#x';\nimport outside from 'losing/etc/passwd';\nimport '/etc/passwd';\nimport 'file:///etc/passwd';"),
    });
    expect(JSON.stringify(report)).not.toContain('etc/');
  });

  test('package.json that is no JSON is one entry, and the rest is audited', () => {
    const report = auditBeside({ 'packages/broken/package.json': '{ "name": "broken", "main": ', 'packages/broken/src/a.ts': service('  server.close();') });
    expect(report.unanalysed.map((entry) => entry.file)).toEqual(['packages/broken/package.json']);
    expect(reasonsOf(report, 'packages/broken/package.json')[0]).toMatch(/^packages\/broken\/package\.json:1 is not valid JSON/);
    expect(report.services.map((item) => item.entry)).toContain('packages/broken/src/a.ts');
  });

  test('tsconfig.json that is no JSON is one entry, however many files ask for it', () => {
    const report = auditBeside({
      'tsconfig.json': '{ "compilerOptions": { "paths": ] }',
      'apps/tsconfig.json': '{ "extends": "../tsconfig.json" }',
      ...Object.fromEntries(Array.from({ length: 5 }, (_, index) => [`apps/a${index}/main.ts`, service('  await stop(server);', "import { stop } from '@app/stop';")])),
      'apps/a1/tsconfig.json': '{ "extends": "../../tsconfig.json" }',
    });
    expect(report.unanalysed.map((entry) => entry.file)).toEqual(['tsconfig.json']);
  });

  test.each([
    ['numbers', '{ "name": 1, "main": 2, "exports": 3, "imports": 4, "scripts": 5, "bin": 6, "source": 7, "types": 8, "workspaces": 9 }'],
    ['arrays', '{ "name": ["a"], "main": [], "exports": [[["./a.js"]]], "imports": [1], "scripts": ["node a.js"], "bin": [{}], "workspaces": [[]] }'],
    ['null', '{ "name": null, "main": null, "exports": { ".": null }, "imports": { "#a": null }, "scripts": { "start": null }, "bin": null }'],
    ['objects', '{ "name": {}, "main": { "a": "b" }, "exports": { ".": { "import": { "node": { "a": { "b": { "c": { "d": { "e": "./a.js" } } } } } } } }, "scripts": { "start": { "a": 1 } }, "bin": { "a": {} } }'],
    ['the names of members that all objects have', '{ "name": "constructor", "__proto__": { "main": "./a.js" }, "constructor": { "prototype": { "polluted": 1 } }, "exports": { "__proto__": "./a.js", "constructor": "./a.js", "toString": "./a.js" }, "scripts": { "__proto__": "node a.js", "start": "node __proto__", "constructor": "node a.js" }, "bin": { "__proto__": "a.js" } }'],
    ['no object', '[]'],
    ['a number', '5'],
    ['null only', 'null'],
    ['nothing', ''],
    ['empty names', '{ "name": "", "main": "", "exports": { "": "" }, "scripts": { "": "", "start": "node " }, "bin": { "": "" } }'],
    ['stars', '{ "name": "a", "exports": { "./*": "./*/*/*.js", "*": "*", "./*/*": "./$&$1.js" }, "imports": { "#*": "#*", "#a/*": "./*" } }'],
    ['10,000 scripts', JSON.stringify({ name: 'a', scripts: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`start:${index}`, `node -r ${'a'.repeat(50)} -r b a.js`])) })],
    ['a command of 200,000 options', JSON.stringify({ name: 'a', scripts: { start: `node ${repeat('-r x/register ', 100_000)}` } })],
    ['exports nested 900 deep', `{ "name": "a", "exports": ${repeat('{ "import": ', 900)}"./a.js"${repeat('}', 900)} }`],
  ])('package.json of %s', (_name, json) => {
    auditBeside({
      'packages/a/package.json': json,
      'packages/a/a.ts': service('  await a(b, c, d);', "import a from 'a';\nimport b from 'constructor';\nimport c from '#a/b';\nimport d from 'a/b/c';\nimport e from '__proto__';\nimport f from 'a/__proto__';"),
    });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test.each([
    ['numbers', '{ "extends": 1, "compilerOptions": { "paths": 2, "baseUrl": 3, "outDir": 4, "rootDir": [] } }'],
    ['arrays', '{ "extends": [1, [], {}], "compilerOptions": [] }'],
    ['null', '{ "extends": null, "compilerOptions": { "paths": { "a": null, "*": [null, 1, {}] }, "baseUrl": null } }'],
    ['prototype names', '{ "extends": "__proto__", "compilerOptions": { "paths": { "__proto__": ["./a"], "constructor": ["./a"], "*": ["./*", "*/*"] }, "__proto__": { "baseUrl": "." } } }'],
    ['many stars', '{ "compilerOptions": { "baseUrl": ".", "paths": { "**": ["**"], "*a*": ["./*"], "": [""] } } }'],
    ['no object', '"extends"'],
    ['nested 20,000 deep', repeat('[', 20_000)],
  ])('tsconfig.json of %s', (_name, json) => {
    auditBeside({ 'apps/tsconfig.json': json, 'apps/a.ts': service('  await a(b, c);', "import a from 'a';\nimport b from '__proto__';\nimport c from 'constructor';\nimport d from './a.js';") });
  });

  test('package.json nested 20,000 deep is at most one entry', () => {
    for (const text of [repeat('[', 20_000), `${repeat('{"a":', 20_000)}1${repeat('}', 20_000)}`]) {
      expect(auditBeside({ 'packages/deep/package.json': text, 'packages/deep/a.ts': service('  server.close();') }).unanalysed.length).toBeLessThanOrEqual(1);
    }
  });
});

describe('names that every object has', () => {
  const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'prototype', 'then', '__defineGetter__'];

  test.each(names)('%s', (name) => {
    const text = `import { createServer } from 'node:http';
import pg, { Pool } from 'pg';
import { ${name} as imported } from 'ioredis';
import * as ns from '${name}';
import from_${name} from './${name}.js';
const server = createServer({ ${name}: 1 });
const pool = new pg.Pool({ ['${name}']: pg['${name}'] });
const other = pg.${name}(server.${name}());
server.${name}.${name} = pool.${name};
server.listen({ ${name}: 3000 });
class ${name === '__proto__' || name === 'constructor' ? `A_${name}` : name} extends Pool { ${name === 'constructor' ? 'constructor() { super(); }' : `${name}() { return super.${name}(); }`} static s = this.${name}; }
process.on('${name}', () => server.close());
process['${name}']('SIGTERM', () => pool.end());
process.on(server.${name}, () => {});
process.once('SIGTERM', async () => {
  await pool.${name}();
  await server['${name}']();
  await imported.${name}();
  await ns.${name}();
  await new ns.${name}().end();
  await from_${name}.end();
  await ({ ${name}: server }).${name}.close();
  const { ${name}: taken = pool } = { ...server };
  await taken.end();
  Promise.${name}([pool.end()]);
  process.${name}(0);
  ${name}();
  [server].${name}(() => server.close());
  await new Promise((done) => server.close(done.${name}));
  setTimeout.${name}(() => process.exit(1), '${name}');
  process.kill(process.pid, '${name}');
});
`;
    for (const extension of ['js', 'ts']) {
      auditBeside({ [`src/${name}.${extension}`]: text, [`src/other-${name}.${extension}`]: `export const ${name === '__proto__' ? 'p' : `p_${name}`} = 1;\nexport default { ${name}: process.on('SIGINT', () => {}) };\n` });
    }
  });

  test('as files and folders', () => {
    auditBeside(Object.fromEntries(names.flatMap((name) => [
      [`${name}/${name}.ts`, service(`  await ${name === '__proto__' ? 'p' : 'q'}.end();`, `import p from './${name}';\nimport q from '../${name}/${name}.js';`)],
      [`${name}/package.json`, JSON.stringify({ name, main: `./${name}.js` })],
    ])));
  });
});

describe('size', () => {
  const closers = `const closers = [\n${numbered(300, (index) => `  async () => { await pools[${index}].end(); },`)}\n];\nconst pools = [\n${numbered(300, () => '  new pg.Pool(),')}\n];`;
  test.each([
    ['a loop', 'for (const close of closers) await close();'],
    ['Promise.all', 'await Promise.all(closers.map((close) => close()));'],
    ['reduce', 'await closers.reduce((before, close) => before.then(close), Promise.resolve());'],
  ])('300 closers in an array that goes through %s', (_name, run) => {
    auditBeside({ 'src/many.js': service(`  ${run}\n  server.close();`, closers) });
  });

  test.each<[string, string, string]>([
    ['closers that are pushed one by one', 'await run();', `import { onShutdown, run } from './registry.js';\n${numbered(300, (index) => `const pool${index} = new pg.Pool();\nonShutdown(() => pool${index}.end());`)}`],
    ['conditions', numbered(300, (index) => `  if (process.env.A${index}) { await pool.end(); } else { server.close(); }`), ''],
    ['conditions of one kind', repeat('if (server.listening) { await pool.end(); } ', 300), ''],
    ['statements', numbered(300, () => '  await pool.end();'), ''],
    ['assignments to one variable', 'await last.end();', `let last;\n${numbered(300, () => 'last = new pg.Pool(last);')}`],
    ['listeners', 'server.close();', numbered(300, () => "process.on('SIGTERM', async () => { await pool.end(); process.exit(0); });")],
    ['listeners of a server', 'server.close();', numbered(300, () => "server.on('request', (request, response) => response.end());")],
    ['servers', 'server.close();', numbered(300, (index) => `const s${index} = createServer();\ns${index}.listen(${index});`)],
    ['intervals', 'server.close();', numbered(300, (index) => `const i${index} = setInterval(() => pool.query('select ${index}'), ${index});`)],
    ['functions, each called by the one before', 'await f0();', `${numbered(300, (index) => `async function f${index}() { await f${index + 1}(); }`)}\nasync function f300() { await pool.end(); }`],
    ['functions of one name', 'await new C0().stop();', numbered(300, (index) => `class C${index} { stop() { return new C${index + 1}().stop(); } }`)],
    ['classes, each the base of the one before', 'await new C0().stop();', `${numbered(300, (index) => `class C${index} extends C${index + 1} {}`)}\nclass C300 { stop() { return pool.end(); } }`],
    ['aliases, each of the one before', 'await p299.end();', `const p0 = new pg.Pool();\n${numbered(1999, (index) => `const p${index + 1} = p${index};`)}`],
    ['properties', 'await bag.p299.end();', `const bag = {\n${numbered(300, (index) => `  p${index}: new pg.Pool(),`)}\n};`],
    ['calls of one utility', 'await close(pool);', `const close = async (it) => it.end();\n${numbered(300, (index) => `const use${index} = () => close(new pg.Pool());`)}`],
  ])('300 %s', (_name, shutdown, before) => {
    auditBeside({
      'src/registry.js': 'export const closers = [];\nexport const onShutdown = (close) => closers.push(close);\nexport const run = async () => { for (const close of closers) await close(); };\n',
      'src/many.js': service(`  ${shutdown}`, before),
    });
  });

  test('a chain of 500 files', () => {
    auditBeside({
      'src/main.ts': service('  await stop(pool);', "import { stop } from './chain0.js';"),
      ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`src/chain${index}.ts`, index === 499 ? 'export const stop = async (pool) => pool.end();\n' : `export { stop } from './chain${index + 1}.js';\n`])),
    });
  });

  test.each([
    ['calls', 'await f0();', `${numbered(40, (index) => `const f${index} = async () => { await f${index + 1}(); await f${index + 1}(); };`)}\nconst f40 = () => pool.end();`],
    ['parallel calls', 'await f0();', `${numbered(40, (index) => `const f${index} = () => Promise.all([f${index + 1}(), f${index + 1}()]);`)}\nconst f40 = () => pool.end();`],
    ['values', 'await v40.end();', `const v0 = pool0 ? new pg.Pool() : new pg.Pool();\n${numbered(40, (index) => `const v${index + 1} = process.env.A${index} ? f(v${index}, v${index}) : g(v${index}) || v${index};`)}\nfunction f(a, b) { return a ? b : a; }\nfunction g(a) { return f(a, a); }`],
    ['arrays', 'for (const each of a30) await each.end();', `const a0 = [new pg.Pool()];\n${numbered(30, (index) => `const a${index + 1} = [...a${index}, ...a${index}];`)}`],
    ['objects', `${numbered(30, (index) => `const x${index} = process.env.A ? ${index === 0 ? 'server' : `[x${index - 1}, x${index - 1}]`} : ${index === 0 ? 'pool' : `{ a: x${index - 1}, b: x${index - 1} }`};`)}\n  await x29.a.b.end();`, ''],
    ['spreads', 'await o30.stop();', `const o0 = { stop: () => pool.end() };\n${numbered(30, (index) => `const o${index + 1} = { ...o${index}, ...o${index} };`)}`],
    ['continuations', 'await p30;', `const p0 = pool.end();\n${numbered(30, (index) => `const p${index + 1} = p${index}.then(() => p${index}).catch(() => p${index});`)}`],
  ])('%s that double at every level', (_name, shutdown, before) => {
    auditBeside({ 'src/double.js': service(`  ${shutdown}`, before) });
  });

  test.each([
    ['expressions', `process.on('SIGTERM',()=>{${repeat('a.b(c,"SIGTERM").d=e||f&&g?h:i;', 32_000)}});`],
    ['numbers', `process.on('SIGTERM',()=>{});var data=[${repeat('0,', 500_000)}];`],
    ['functions', `process.on('SIGTERM',()=>{a()});${repeat('function a(b,c){return b(c).close(a)};', 27_000)}`],
  ])('one line of 1 MB: %s', (_name, text) => {
    expect(text.length).toBeGreaterThan(900_000);
    expect(auditBeside({ 'src/bundled.js': text }).unanalysed).toEqual([]);
  });

  test.each([
    ['from', `// ${repeat('from ', 200_000)}`],
    ['import', `// ${repeat('import a from ', 70_000)}`],
    ['import and names', `import x ${repeat('a ', 400_000)}`],
    ['many imports without an end', `// ${repeat('import x ', 100_000)}`],
    ['while', `// ${repeat('while(', 150_000)}`],
    ['one while', `// while (${repeat('a.', 400_000)}`],
    ['new', `import 'pg';\n// ${repeat('new a.b.c.', 90_000)}`],
    ['one long name', `import 'pg';\n// ${repeat('a', 900_000)}`],
    ['one long path', `import 'pg';\n// ${repeat('a.', 450_000)}`],
    ['blanks', `// ${repeat(' ', 900_000)}`],
    ['empty lines', repeat('\n', 900_000)],
    ['require and blanks', `// require${repeat(' ', 900_000)}`],
    ['require', `// ${repeat('require(', 110_000)}`],
    ['renames', `// ${repeat('a as ', 180_000)}`],
    ['colons', `// ${repeat('a : ', 220_000)}`],
    ['names and blanks', `// a${repeat(' ', 900_000)}`],
    ['export stars', `// ${repeat('export ', 120_000)}`],
    ['for', `// for${repeat(' ', 400_000)}(${repeat(' ', 400_000)}`],
  ])('text that is slow to search: %s', (_name, text) => {
    auditBeside({ 'src/text.js': `process.on('SIGTERM', () => {});\n${text}\n`, 'src/more.js': `import { createServer } from 'node:http';\ncreateServer().listen(3001);\n${text}` });
  });
});

describe('syntax errors', () => {
  test.each([
    ['an open block', "process.on('SIGTERM', () => {\n  server.close();\n"],
    ['two commas', "process.on('SIGTERM',, () => server.close());\n"],
    ['a merge conflict', "<<<<<<< HEAD\nprocess.on('SIGTERM', a);\n=======\nprocess.on('SIGTERM', b);\n>>>>>>> x\n"],
    ['an unfinished string', "process.on('SIGTERM\n, () => {});\n"],
    ['an unfinished regular expression', "process.on('SIGTERM', () => /[\n);\n"],
    ['missing names', "class { x = ; }\nconst = 5;\nfunction () {}\nimport from 'SIGTERM';\nexport { as } from;\nprocess.on();\nnew ;\nprocess.once('SIGTERM', async () => { await ; for (const of ) await ; const { = } = pool; return => ; });\n"],
    ['another language', 'def stop(self):\n    signal.signal(SIGTERM, lambda: None)\n'],
  ])('%s is one entry that says where', (_name, text) => {
    for (const extension of ['js', 'ts', 'mts']) {
      const report = auditBeside({ [`src/broken.${extension}`]: text });
      expect(report.unanalysed).toHaveLength(1);
      expect(reasonsOf(report, `src/broken.${extension}`)[0]).toMatch(/^src\/broken\.\w+:\d+:\d+ could not be parsed/);
    }
  });

  test('half of a file is no reason to throw', () => {
    const whole = service("  clearInterval(timer);\n  for await (const x of y) { try { await pool.end(); } finally { x?.close({ a: [`${x}`] }); } }\n  await new Promise((resolve) => server.close(resolve));", "const timer = setInterval(() => {}, 5);\nexport class A extends pg.Pool { #p = new pg.Pool(); constructor(readonly a: A, { b = 1, ...c } = {}) { super(); } get x() { return this.#p; } }");
    for (let end = 10; end < whole.length; end += 7) auditOf({ 'src/half.ts': whole.slice(0, end), 'src/rest.ts': whole.slice(end) });
  });

  test('characters that are no code', () => {
    for (const text of ['\u0000', '\uFEFF\uFEFF', '\u2028\u2029', '\uD800', '#!', '#!/usr/bin/env node', '\u202E', '/*', '//', '`', '\\u{110000}', '@', '#x']) {
      auditBeside({ 'src/odd.js': `${text}\nprocess.on('SIGTERM', () => {});\n`, 'src/odd.ts': `process.on('SIGTERM', () => {});${text}` });
    }
  });
});
