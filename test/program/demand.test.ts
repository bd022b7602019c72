import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { analyse } from '../../src/audit.js';
import type { Analysis } from '../../src/audit.js';
import { libraries } from '../../src/catalogue/libraries/index.js';
import type { HandleKind, Library } from '../../src/catalogue/library.js';
import type { Plan } from '../../src/plan/plan.js';
import type { Handle } from '../../src/plan/step.js';
import type { ActItem } from '../../src/plan/strand.js';
import { calledName } from '../../src/plan/syntax-index.js';
import { selectFiles } from '../../src/program/prefilter.js';
import { isProductCode } from '../../src/program/source-files.js';
import { ts } from '../../src/program/typescript.js';
import { readTree } from '../../src/read/read-tree.js';
import type { Tree } from '../../src/read/tree.js';
import { virtualTree } from '../../src/read/virtual-tree.js';
import { filesBelow, fixturesFolder } from '../fixtures.js';
import { temporaryFolder } from '../read/temporary-folder.js';

const engineFolder = path.join(fixturesFolder, 'engine');

/**
 * How many files are selected by their text alone, how many are parsed in the end, and in how many rounds: the engine's
 * work, counted. A change of these numbers is a change of what every audit costs.
 */
const work: Readonly<Record<string, readonly [selected: number, parsed: number, rounds: number]>> = {
  'array-of-closers': [2, 2, 1],
  'class-fields': [2, 2, 1],
  'commonjs-destructured-require': [2, 2, 1],
  'commonjs-require': [2, 3, 2],
  'constructor-injection': [2, 2, 1],
  'default-export-factory': [2, 2, 1],
  destructuring: [2, 2, 1],
  'explicit-type-argument': [1, 1, 1],
  'export-star': [2, 4, 2],
  'inherited-getter': [4, 7, 2],
  intersection: [2, 2, 1],
  'map-values': [2, 2, 1],
  'namespace-import': [2, 2, 1],
  'npm-workspace': [2, 3, 2],
  'optional-chain': [2, 2, 1],
  'parameter-properties': [2, 2, 1],
  'path-alias': [2, 3, 2],
  'pnpm-workspace': [2, 2, 1],
  'renamed-re-exports': [2, 4, 2],
  union: [3, 3, 1],
};

const shapes = readdirSync(engineFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
const treeOf = (shape: string): Tree => readTree([path.join(engineFolder, shape)], engineFolder);

/** The files of a tree as texts, to be put somewhere else or changed. */
const textsOf = (tree: Tree): Record<string, string> => Object.fromEntries(tree.files.map((file) => [file, tree.text(file) ?? '']));

const onDemand = (tree: Tree): Analysis => analyse(tree, selectFiles(tree), rules);
const onWhole = (tree: Tree): Analysis => analyse(tree, tree.files.filter(isProductCode), rules);
/** From the one file that handles the signal: everything else has to be asked for. */
const fromSignal = (tree: Tree): Analysis => analyse(tree, tree.files.filter((file) => isProductCode(file) && tree.text(file)?.includes("'SIGTERM'") === true), rules);

const plansOf = (analysis: Analysis): Plan[] => [...new Set(analysis.services.map((service) => service.plan))];
const actsOf = (plan: Plan): ActItem[] => [...plan.order].flatMap(([item]) => (item.kind === 'act' ? [item] : []));
const placeOf = ({ at }: { readonly at: Handle['at'] }): string => `${at.file}:${at.startLine}:${at.startColumn}`;

/** The type that the catalogue makes a kind of handle of, by any of the packages that declare it: `pg#Pool`. */
const typesOf = (kind: HandleKind | undefined): string[] =>
  libraries.flatMap((library: Library) =>
    Object.entries(library.handles ?? {}).flatMap(([type, candidate]) => (candidate === kind ? Object.keys(library.modules).map((module) => `${module}#${type}`) : [])),
  );

/** What a marked call resolves to: `pg#Pool.end`. */
interface Mark {
  readonly place: string;
  readonly targets: readonly string[];
}

const marksOf = (tree: Tree): Mark[] =>
  tree.files.flatMap((file) =>
    (tree.text(file) ?? '').split('\n').flatMap((line, index) => {
      const targets = /\/\/ resolves: (.+)$/.exec(line)?.[1];
      return targets === undefined ? [] : [{ place: `${file}:${index + 1}`, targets: targets.trim().split(' ').sort() }];
    }),
  );

/** Whether an act is of one of the types, and of no other, called by the member's name. */
const resolvedTargets = (act: ActItem, expected: readonly string[]): string[] => {
  const member = ts.isCallExpression(act.node) ? calledName(act.node) : '';
  const kinds = act.handles.length > 0 ? act.handles.map(kindOf) : [act.handleKind];
  return kinds.map((kind) => {
    const types = typesOf(kind);
    const target = types.map((type) => `${type}.${member}`).find((candidate) => expected.includes(candidate));
    return target ?? `${types[0] ?? 'nothing'}.${member}`;
  });
};

const kindOf = (handle: Handle): HandleKind | undefined => ('kind' in handle ? (handle.kind as HandleKind) : undefined);

const resolvedAt = (plan: Plan, mark: Mark): string[] =>
  [...new Set(actsOf(plan).filter((act) => act.act !== 'exit' && `${act.at.file}:${act.at.startLine}` === mark.place).flatMap((act) => resolvedTargets(act, mark.targets)))].sort();

/** A plan without what differs from run to run. */
const normalised = (analysis: Analysis): unknown =>
  analysis.services.map(({ name, entry, plan }) => ({
    name,
    entry,
    handlesSigterm: plan.handlesSigterm,
    acts: [...plan.order].flatMap(([item, moment]) =>
      item.kind === 'act'
        ? [{
            act: item.act,
            label: item.label,
            at: placeOf(item),
            handles: item.handles.map((handle) => handle.id).sort(),
            bound: item.bound,
            settles: item.settles,
            observed: item.observed,
            path: moment.path,
            certain: moment.certain,
            after: [...moment.completed].flatMap((done) => (done.kind === 'act' ? [placeOf(done)] : [])),
          }]
        : [],
    ),
    unknowns: plan.unknowns.map((item) => `${placeOf(item)} ${item.why}`),
    starts: plan.starts.map((start) => `${placeOf(start)} ${start.label} ${start.reached}`).sort(),
  }));

const findingsOf = (analysis: Analysis): unknown => analysis.findings.map(({ rule, location, message }) => ({ rule, location, message }));

test('every shape that code is found in has a fixture', () => {
  expect(shapes).toEqual(Object.keys(work).sort());
  for (const shape of ['class-fields', 'constructor-injection', 'parameter-properties', 'destructuring', 'export-star', 'renamed-re-exports', 'default-export-factory', 'path-alias', 'npm-workspace', 'pnpm-workspace', 'namespace-import', 'array-of-closers', 'map-values', 'optional-chain', 'union', 'intersection', 'commonjs-require', 'commonjs-destructured-require', 'inherited-getter', 'explicit-type-argument']) {
    expect(shapes).toContain(shape);
  }
});

describe.each(shapes)('%s', (shape) => {
  const tree = treeOf(shape);
  const marks = marksOf(tree);
  const demanded = onDemand(tree);

  test('has one service and one plan', () => {
    expect(marks.length).toBeGreaterThan(0);
    expect(plansOf(demanded)).toHaveLength(1);
    expect(demanded.unanalysed).toEqual([]);
  });

  test.each(marks)('$place resolves to $targets', (mark) => {
    expect(plansOf(demanded).map((plan) => resolvedAt(plan, mark))).toEqual([mark.targets]);
  });

  test('has no finding', () => {
    expect(findingsOf(demanded)).toEqual([]);
  });

  test('has the same plan and findings in the program of all files', () => {
    const whole = onWhole(tree);
    expect(normalised(demanded)).toEqual(normalised(whole));
    expect(findingsOf(demanded)).toEqual(findingsOf(whole));
  });

  test('has the same closers when only the file that handles the signal is given', () => {
    const asked = fromSignal(tree);
    expect(marks.map((mark) => plansOf(asked).flatMap((plan) => resolvedAt(plan, mark)))).toEqual(marks.map((mark) => mark.targets));
  });

  test('has the same plan and findings when its packages are installed', () => {
    const installed = temporaryFolder({ ...textsOf(tree), ...junkPackages(tree) });
    expect(filesBelow(installed).some((file) => file.startsWith('node_modules/'))).toBe(true);
    const after = onDemand(readTree([installed], installed));
    expect(normalised(after)).toEqual(normalised(demanded));
    expect(findingsOf(after)).toEqual(findingsOf(demanded));
    expect([after.parsed, after.rounds]).toEqual([demanded.parsed, demanded.rounds]);
  });

  test('costs a known amount of work', () => {
    expect([selectFiles(tree).length, demanded.parsed, demanded.rounds]).toEqual(work[shape]);
  });
});

/** Packages of the names that a tree imports, whose types say something else than the real ones do. */
const junkPackages = (tree: Tree): Record<string, string> => {
  const names = new Set<string>(['pg', 'ioredis', 'bullmq', 'kafkajs', '@types/node', '@types/pg']);
  for (const file of tree.files) for (const [, name] of (tree.text(file) ?? '').matchAll(/from '((?!node:)[@\w][^']*)'/g)) if (name !== undefined) names.add(name);
  const types = 'export class Pool { end: number; constructor(x: string) }\nexport default class Redis { quit: string }\nexport { Redis };\nexport class Worker { close(): 5 }\ndeclare module "http" { interface Server { close: never } }\n';
  return Object.fromEntries([...names].flatMap((name) => [
    [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '0.0.1', types: 'index.d.ts', main: 'index.js', scripts: { start: 'node index.js' } })],
    [`node_modules/${name}/index.d.ts`, types],
    [`node_modules/${name}/index.js`, 'process.on("SIGTERM", () => process.exit(0)); exports.Pool = class {}; require("node:http").createServer().listen(1);\n'],
  ]));
};

describe('files that have nothing to do with the shutdown', () => {
  const service = textsOf(treeOf('export-star'));
  const crowd = (count: number): Record<string, string> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [
      `src/features/feature-${index}/index.ts`,
      `import { feature${index + 1} } from '../feature-${index + 1}/index.js';\nimport { pool } from '../../infrastructure/index.js';\n\nexport const feature${index} = async (id: string): Promise<unknown> => (id === '' ? feature${index + 1}(id) : pool.query('select ' + id));\n`,
    ]));

  test.each([1, 300])('are not parsed: %i of them', (count) => {
    const tree = virtualTree({ ...service, ...crowd(count) });
    const alone = onDemand(virtualTree(service));
    const among = onDemand(tree);
    expect([among.parsed, among.rounds]).toEqual([alone.parsed, alone.rounds]);
    expect(normalised(among)).toEqual(normalised(alone));
  });

  test('change no answer when they are parsed', () => {
    const tree = virtualTree({ ...service, ...crowd(40) });
    const whole = onWhole(tree);
    expect(whole.parsed).toBeGreaterThan(40);
    expect(normalised(whole)).toEqual(normalised(onDemand(tree)));
    expect(findingsOf(whole)).toEqual([]);
  });
});
