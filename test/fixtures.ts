import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { audit } from '../src/audit.js';
import type { Preset } from '../src/rule.js';

export const fixturesFolder = path.join(import.meta.dirname, '../fixtures');

/** A place where a rule speaks: `src/main.ts:12 exit-before-drain`. */
export type Place = string;

/** The shapes of a rule's fixtures: tiny repositories below `bad` or `ok`. */
export const shapesOf = (rule: string, side: 'bad' | 'ok'): string[] => readdirSync(path.join(fixturesFolder, rule, side)).sort();

/** Files below a folder, relative to it. */
export const filesBelow = (folder: string, below = ''): string[] =>
  readdirSync(path.join(folder, below))
    .sort()
    .flatMap((name) => {
      const file = path.posix.join(below, name);
      return statSync(path.join(folder, file)).isDirectory() ? filesBelow(folder, file) : [file];
    });

/** A comment that asks for findings on its line, in the two ways that the files of a repository write comments. */
const expectation = /(?:\/\/|#) expect: ([\w\s-]+)/;

/** The findings that comments of the form `// expect: rule other-rule` or `# expect: rule` ask for, each on its own line. */
export const expectedPlaces = (folder: string): Place[] =>
  filesBelow(folder)
    .flatMap((file) =>
      readFileSync(path.join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (expectation.exec(line)?.[1] ?? '').split(/\s+/).filter(Boolean).map((rule) => `${file}:${String(index + 1)} ${rule}`)),
    )
    .sort();

/** Where rules speak in a tiny repository. */
export const reportedPlaces = (folder: string, preset: Preset, only?: (rule: string) => boolean): Place[] =>
  audit({ paths: [folder], cwd: folder, preset })
    .report.findings.filter((finding) => only?.(finding.rule) ?? true)
    .map((finding) => `${finding.location.file}:${String(finding.location.startLine)} ${finding.rule}`)
    .sort();
