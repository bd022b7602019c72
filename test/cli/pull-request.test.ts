import { readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Scratch, placesIn, service } from './scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch(service);
  scratch.git('init', '--quiet');
  scratch.commit('A service');
});
afterEach(() => {
  scratch.remove();
});

/** A process of its own, with a fault of its own on line 7. */
const worker = ["import { createServer } from 'node:http';", '', 'export const reports = createServer((_, response) => response.end());', 'reports.listen(9100);', "process.on('SIGTERM', () => {", '  reports.close();', '  process.exit(0);', '});', ''].join('\n');

describe('a team that turns it on', () => {
  test('on Monday has everything tolerated, and on Tuesday sees exactly the new fault, on its line', async () => {
    const before = await scratch.places();
    expect(before.length).toBeGreaterThan(0);

    const init = await scratch.drainAudit('init', '--yes');
    expect(init.stdout).toContain('written: drain-audit.yaml\n');
    expect(init.stdout).toContain('written: drain-audit-baseline.yaml\n');
    expect(init.stdout).toContain('written: .github/workflows/drain-audit.yml\n');
    expect(await scratch.drainAudit()).toMatchObject({ status: 0, stdout: expect.stringMatching(/Nothing new in 1 service\. \(\d+ suppressed\)/) as string });
    scratch.commit('Turn drain-audit on');

    scratch.git('switch', '--quiet', '--create', 'feature');
    scratch.write('src/reports.js', worker);
    // The old faults move, and stay tolerated.
    scratch.write('src/shutdown.js', `// Stops the service.\n\n${scratch.read('src/shutdown.js')}`);
    scratch.commit('Reports');

    const { status, stdout } = await scratch.drainAudit('--changed-since', 'main', '--format', 'json', '--format', 'sarif=out.sarif', '--format', 'github=annotations.txt');
    expect(status).toBe(1);
    expect(placesIn(stdout)).toEqual(['src/reports.js:7 exit-before-drain']);
    const sarif = JSON.parse(scratch.read('out.sarif')) as { runs: [{ results: { ruleId: string; locations: { physicalLocation: object }[] }[] }] };
    expect(sarif.runs[0].results.map(({ ruleId, locations }) => ({ ruleId, ...locations[0]?.physicalLocation }))).toEqual([
      { ruleId: 'exit-before-drain', artifactLocation: { uri: 'src/reports.js' }, region: { startLine: 7, startColumn: 3, endLine: 7, endColumn: 18 } },
    ]);
    expect(scratch.read('annotations.txt').split('\n')[0]).toMatch(/^::error file=src\/reports\.js,line=7,col=3,title=exit-before-drain::/);
    expect(scratch.read('annotations.txt').match(/^::/gm)).toHaveLength(1);
  });

  test('whose repository has files that cannot be read leaves those out by name', async () => {
    scratch.write("src/it's [1].js", "process.on('SIGTERM', stop);\n".repeat(60_000));
    expect((await scratch.drainAudit()).stdout).toContain('Not analysed');
    await scratch.drainAudit('init', '--yes');
    expect(scratch.read('drain-audit.yaml')).toContain(String.raw`  - '/src/it''s \[1\].js'`);
    expect((await scratch.drainAudit()).status).toBe(0);
  });

  test('is asked before anything is written, and no file is ever replaced', async () => {
    scratch.write('drain-audit.yaml', 'preset: strict\n');
    const { stdout } = await scratch.drainAuditWith({ answers: ['strict', 'no', 'n'] }, 'init');
    expect(stdout).toContain('left as it is: drain-audit.yaml');
    expect(stdout).toContain('Tolerate them for now');
    expect(scratch.read('drain-audit.yaml')).toBe('preset: strict\n');
    expect(() => scratch.read('drain-audit-baseline.yaml')).toThrow();
    expect(() => scratch.read('.github/workflows/drain-audit.yml')).toThrow();
    expect(await scratch.drainAudit('init')).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('--changed-since', () => {
  test('sees what is not committed, what is new, and a file that was renamed', async () => {
    expect(await scratch.places('--changed-since', 'HEAD')).toEqual([]);
    scratch.write('src/other.js', worker);
    expect(await scratch.places('--changed-since', 'HEAD')).toContain('src/other.js:7 exit-before-drain');
    scratch.commit('Other');
    scratch.git('mv', 'src/other.js', 'src/renamed.js');
    scratch.commit('Rename');
    expect(await scratch.places('--changed-since', 'HEAD~1')).toEqual([]);
    expect(await scratch.places('--changed-since', 'HEAD~2')).toContain('src/renamed.js:7 exit-before-drain');
  });

  test('reports unchanged code that a change elsewhere breaks, by a related place', async () => {
    scratch.write('src/shutdown.js', service['src/shutdown.js']?.replace('    await pool.end();\n', '').replace('server.close(() => process.exit(0))', 'server.close(async () => { await pool.end(); process.exit(0); })') ?? '');
    scratch.commit('Repaired');
    const shutdown = scratch.read('src/shutdown.js');
    scratch.write('src/shutdown.js', shutdown.replace('    server.close(async', '    await pool.end();\n    server.close(async'));
    expect((await scratch.places('--changed-since', 'HEAD')).some((place) => place.endsWith('resource-closed-before-drain'))).toBe(true);
  });

  test('works in a folder of the repository, and names files as the repository does', async () => {
    const nested = new Scratch({ 'README.md': 'x\n', ...Object.fromEntries(Object.entries(service).map(([file, text]) => [`services/orders/${file}`, text])) });
    try {
      nested.git('init', '--quiet');
      nested.commit('One');
      nested.write('services/orders/src/shutdown.js', `${nested.read('services/orders/src/shutdown.js')}process.on('SIGTERM', () => {\n  process.exit(0);\n});\n`);
      const { stdout } = await nested.drainAudit('services/orders', '--changed-since', 'HEAD', '--format', 'github', '--format', 'json=out.json');
      expect(placesIn(nested.read('out.json'))).toEqual(['src/shutdown.js:9 competing-signal-handlers', 'src/shutdown.js:10 exit-before-drain']);
      expect(stdout).toMatch(/^::error file=services\/orders\/src\/shutdown\.js,line=10,/m);
    } finally {
      nested.remove();
    }
  });

  test.each([
    ['--output=x', 'is not a revision'],
    ['-n', 'is not a revision'],
    ['', 'is not a revision'],
    ['a b', 'is not a revision'],
    ['nowhere', "there is no revision 'nowhere' here. Fetch it first"],
    ['HEAD:src', 'there is no revision'],
  ])('refuses %j', async (revision, message) => {
    const { status, stderr } = await scratch.drainAudit(`--changed-since=${revision}`);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) as string });
  });

  test('needs a repository', async () => {
    const plain = new Scratch(service);
    try {
      expect(await plain.drainAudit('--changed-since', 'main')).toMatchObject({ status: 2, stderr: expect.stringContaining('works in git repositories') as string });
    } finally {
      plain.remove();
    }
  });
});

describe('a change that would weaken its own check', () => {
  beforeEach(async () => {
    await scratch.drainAudit('init', '--yes');
    scratch.commit('Turn drain-audit on');
    scratch.write('src/reports.js', worker);
  });

  test('by a longer baseline is a finding, at its line', async () => {
    expect((await scratch.drainAudit('baseline')).status).toBe(0);
    const { status, stdout } = await scratch.drainAudit('--changed-since', 'HEAD', '--format', 'json');
    expect(status).toBe(1);
    const line = scratch.read('drain-audit-baseline.yaml').split('\n').findIndex((text) => text.includes('src/reports.js')) + 2;
    expect(placesIn(stdout)).toEqual([`drain-audit-baseline.yaml:${String(line)} baseline-growth`]);
  });

  test('by its configuration or an ignore is noted', async () => {
    scratch.write('drain-audit.yaml', 'preset: recommended\nrules:\n  exit-before-drain: off\n');
    scratch.write('src/shutdown.js', scratch.read('src/shutdown.js').replace('    await pool', '    // drain-audit-ignore-next-line resource-closed-before-drain -- it is fine\n    await pool'));
    expect(await scratch.places('--changed-since', 'HEAD')).toEqual(expect.arrayContaining(['drain-audit.yaml:1 configuration-changed', 'src/shutdown.js:5 configuration-changed']));
    expect((await scratch.drainAudit('--changed-since', 'HEAD')).status).toBe(0);
  });

  test('by hiding files from git is noted', async () => {
    scratch.write('.gitignore', 'src/reports.js\n');
    expect(await scratch.places('--changed-since', 'HEAD')).toEqual(['.gitignore:1 configuration-changed']);
  });

  test('does not, with configuration and baseline from the target branch', async () => {
    const trusted = new Scratch({ 'config.yaml': scratch.git('show', 'HEAD:drain-audit.yaml'), 'baseline.yaml': scratch.git('show', 'HEAD:drain-audit-baseline.yaml') });
    try {
      scratch.write('drain-audit.yaml', 'rules:\n  exit-before-drain: off\n');
      await scratch.drainAudit('baseline');
      const named = ['--config', `${trusted.folder}/config.yaml`, '--baseline', `${trusted.folder}/baseline.yaml`];
      expect(await scratch.places(...named, '--changed-since', 'HEAD')).toEqual(['src/reports.js:7 exit-before-drain']);
      expect(await scratch.places('--config', `${trusted.folder}/config.yaml`)).toContain('src/shutdown.js:5 resource-closed-before-drain');
    } finally {
      trusted.remove();
    }
  });

  test('by ignores does not, with --no-inline-ignores', async () => {
    scratch.write('src/reports.js', worker.replace('  process.exit', '  // drain-audit-ignore-next-line exit-before-drain -- nobody cares\n  process.exit'));
    expect(await scratch.places()).toEqual([]);
    expect(await scratch.places('--no-inline-ignores')).toEqual(['src/reports.js:8 exit-before-drain']);
  });
});

describe('ignores', () => {
  test('that are not needed, not whole or unknown are findings', async () => {
    scratch.write('src/database.js', ['// drain-audit-ignore-next-line exit-before-drain -- old', "import pg from 'pg';", '// drain-audit-ignore-next-line exit-before-drain', '// drain-audit-ignore-next-line no-such-rule -- x', 'export const pool = new pg.Pool();', ''].join('\n'));
    const places = (await scratch.places()).filter((place) => place.startsWith('src/database.js'));
    expect(places).toEqual(['src/database.js:1 unused-ignore', 'src/database.js:3 malformed-ignore', 'src/database.js:4 unused-ignore']);
    scratch.write('drain-audit.yaml', 'rules: { unused-ignore: off, malformed-ignore: error }\n');
    expect((await scratch.places()).filter((place) => place.startsWith('src/database.js'))).toEqual(['src/database.js:3 malformed-ignore']);
  });

  test('of rules that were not asked are left alone', async () => {
    scratch.write('src/database.js', `// drain-audit-ignore-next-line exit-before-drain -- old\n${scratch.read('src/database.js')}`);
    expect(await scratch.places('--rule', 'unbounded-drain')).not.toContain('src/database.js:1 unused-ignore');
  });
});

describe('the baseline', () => {
  test('is pruned and never grows by it, and stale entries are told until then', async () => {
    await scratch.drainAudit('baseline');
    const whole = scratch.read('drain-audit-baseline.yaml');
    scratch.write('src/shutdown.js', service['src/shutdown.js']?.replace('    await pool.end();\n', '') ?? '');
    scratch.write('src/reports.js', worker);
    const places = await scratch.places();
    expect(places.some((place) => /^drain-audit-baseline\.yaml:\d+ stale-baseline-entry$/.test(place))).toBe(true);
    expect((await scratch.drainAudit('baseline', '--prune')).stdout).toMatch(/, 1 fewer than before: drain-audit-baseline\.yaml\n$/);
    const pruned = scratch.read('drain-audit-baseline.yaml');
    expect(pruned.split('\n').filter((line) => !whole.includes(line))).toEqual([]);
    expect((await scratch.places()).filter((place) => place.includes('stale'))).toEqual([]);
    expect(await scratch.places()).toContain('src/reports.js:7 exit-before-drain');
    expect(await scratch.drainAudit('baseline', '--prune')).toMatchObject({ status: 0, stdout: expect.stringContaining('0 fewer') as string });
  });

  test('of a part of the repository keeps the other parts', async () => {
    scratch.write('other/package.json', '{ "name": "other", "scripts": { "start": "node main.js" } }');
    scratch.write('other/main.js', worker);
    await scratch.drainAudit('baseline');
    const whole = scratch.read('drain-audit-baseline.yaml');
    expect(whole).toContain('other/main.js');
    await scratch.drainAudit('baseline', 'other');
    expect(scratch.read('drain-audit-baseline.yaml')).toBe(whole);
    expect(await scratch.places('other')).toEqual([]);
  });

  test('under a name of its own is written and read under the same rules', async () => {
    scratch.write('drain-audit.yaml', 'rules: { resource-closed-before-drain: off }\n');
    expect((await scratch.drainAudit('baseline', '--baseline', 'other.yaml')).status).toBe(0);
    expect(scratch.read('other.yaml')).toContain('resource-closed-before-drain');
    expect((await scratch.places('--baseline', 'other.yaml')).filter((place) => place.includes('resource'))).toEqual([]);
    expect(() => scratch.read('drain-audit-baseline.yaml')).toThrow();
  });

  test('cannot be pruned before it is written', async () => {
    expect(await scratch.drainAudit('baseline', '--prune')).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no drain-audit-baseline.yaml to prune') as string });
  });
});

describe('the configuration', () => {
  test('is found above the root, with its faults at line and column', async () => {
    scratch.write('drain-audit.yaml', 'rules:\n  exit-befor-drain: off\npreste: strict\n');
    expect(await scratch.drainAudit('src')).toEqual({ status: 2, stdout: '', stderr: "../drain-audit.yaml:2:3: Unknown rule 'exit-befor-drain': did you mean exit-before-drain?\n../drain-audit.yaml:3:1: Unknown key 'preste' in the configuration: did you mean preset?\n" });
  });

  test('switches rules, changes severities and leaves files out', async () => {
    const rules = async (text: string): Promise<string[]> => {
      scratch.write('drain-audit.yaml', text);
      return (await scratch.places()).map((place) => place.split(' ')[1] ?? '');
    };
    expect(await rules('')).toContain('resource-closed-before-drain');
    expect(await rules('rules: { resource-closed-before-drain: off }')).not.toContain('resource-closed-before-drain');
    expect(await rules('ignore: [src/shutdown.js]')).not.toContain('resource-closed-before-drain');
    await rules('rules: { resource-closed-before-drain: warning, unbounded-drain: off }');
    expect((await scratch.drainAudit()).status).toBe(0);
    expect((await scratch.drainAudit('--max-warnings', '0')).status).toBe(1);
  });

  test('names services, and finds those that are not found otherwise', async () => {
    // A maintenance script, as far as its path tells.
    scratch.write('scripts/worker.js', worker);
    const services = async (): Promise<string[]> => (JSON.parse((await scratch.drainAudit('--format', 'json')).stdout) as { services: { name: string; entry: string }[] }).services.map(({ name, entry }) => `${name} ${entry}`);
    expect(await services()).toEqual(['orders src/main.js']);
    scratch.write('drain-audit.yaml', 'services: { reports-worker: { entry: scripts/worker.js }, orders-api: { entry: src/main.js } }\n');
    expect(await services()).toEqual(['reports-worker scripts/worker.js', 'orders-api src/main.js']);
  });

  test('under another name is not passed over in silence', async () => {
    scratch.write('drain-audit.yml', 'preset: strict\n');
    expect(await scratch.drainAudit()).toMatchObject({ status: 2, stderr: expect.stringContaining('drain-audit.yml is not read: rename it to drain-audit.yaml') as string });
  });
});

test('init writes nothing through a link', async () => {
  scratch.write('elsewhere/x', '');
  symlinkSync('elsewhere', path.join(scratch.folder, '.github'));
  expect(await scratch.drainAudit('init', '--yes')).toMatchObject({ status: 2, stderr: expect.stringContaining('.github is a link') as string });
  expect(readdirSync(path.join(scratch.folder, 'elsewhere'))).toEqual(['x']);
});

describe('files with hostile names', () => {
  const names = ['src/\n::error::a.js', 'src/\u001B[2J\u001B]0;t\u0007.js', 'src/\u202Egnp.js', 'src/a,b:c%0A.js', 'src/|`<img src=x>`|.js', "src/'\";$(x) && y.js", 'src/[l](javascript:x).js', 'src/日本 𝄞.js', 'src/@org #1.js'];

  test('are tolerated, compared and reported like any other, and inert', async () => {
    for (const name of names) scratch.write(name, worker);
    const all = ['sarif', 'github', 'gitlab', 'junit', 'markdown', 'html', 'text'];
    const { stdout } = await scratch.drainAudit('--format', 'json', ...all.flatMap((format) => ['--format', `${format}=out.${format}`]));
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; location: { file: string } }[] };
    expect(findings.filter(({ rule }) => rule === 'exit-before-drain').map(({ location }) => location.file)).toEqual(names.toSorted());
    for (const format of all) {
      const text = scratch.read(`out.${format}`);
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      if (format !== 'github') expect(text).not.toMatch(/^\s*::/m);
    }
    expect(scratch.read('out.github').split('\n').filter((line) => line.startsWith('::')).every((line) => /^::(?:error|warning|notice) /.test(line))).toBe(true);
    await scratch.drainAudit('baseline');
    expect((await scratch.places()).filter((place) => place.includes('exit-before-drain'))).toEqual([]);
    scratch.write('drain-audit-baseline.yaml', 'findings: {}\n');
    expect((await scratch.places('--changed-since', 'HEAD')).filter((place) => place.includes('exit-before-drain'))).toHaveLength(names.length);
    scratch.commit('Hostile');
    expect((await scratch.places('--changed-since', 'HEAD')).filter((place) => place.includes('exit-before-drain'))).toEqual([]);
  });
});
