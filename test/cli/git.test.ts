import { chmodSync, existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { baseOf } from '../../src/cli/git.js';
import { Scratch, service } from './scratch.js';

let scratch: Scratch;
beforeEach(() => {
  scratch = new Scratch(service);
  scratch.git('init', '--quiet');
  scratch.commit('A service');
});
afterEach(() => {
  scratch.remove();
});

/** A program that leaves a mark when anything starts it. */
const trap = (file: string): string => {
  const mark = path.join(scratch.folder, 'mark');
  scratch.write(file, `#!/bin/sh\ntouch ${mark}\nexec cat\n`);
  chmodSync(path.join(scratch.folder, file), 0o755);
  return path.join(scratch.folder, file);
};
const isSprung = (): boolean => existsSync(path.join(scratch.folder, 'mark'));

describe('a repository of a stranger', () => {
  test('starts nothing by its configuration, attributes or hooks', () => {
    const program = trap('.git/trap.sh');
    for (const hook of ['post-index-change', 'post-checkout', 'fsmonitor-watchman', 'reference-transaction', 'pre-auto-gc']) trap(`.git/hooks/${hook}`);
    for (const key of ['core.fsmonitor', 'core.pager', 'core.editor', 'core.sshCommand', 'core.askPass', 'core.alternateRefsCommand', 'diff.external', 'diff.all.command', 'diff.all.textconv', 'filter.all.clean', 'filter.all.smudge', 'filter.all.process', 'pager.log', 'gpg.program', 'credential.helper', 'uploadpack.packObjectsHook']) scratch.git('config', key, program);
    scratch.git('config', 'log.showSignature', 'true');
    scratch.write('.gitattributes', '* diff=all filter=all\n');
    scratch.write('src/main.js', `${scratch.read('src/main.js')}// changed\n`);
    const base = baseOf(scratch.folder, 'HEAD', process.env);
    expect(base.textOf('src/main.js')).toBe(service['src/main.js']);
    expect(base.textOf('src/missing.js')).toBeUndefined();
    expect(isSprung()).toBe(false);
  });

  test('cannot put a git of its own in the way', () => {
    trap('node_modules/.bin/git');
    trap('tools/git');
    const env = { ...process.env, PATH: [path.join(scratch.folder, 'node_modules/.bin'), path.join(scratch.folder, 'tools'), '.', 'tools', process.env['PATH'] ?? ''].join(path.delimiter) };
    expect(baseOf(scratch.folder, 'HEAD', env).textOf('src/main.js')).toBe(service['src/main.js']);
    expect(isSprung()).toBe(false);
  });

  test('cannot have another repository hidden in it', () => {
    const inner = new Scratch({ 'a.js': '1\n' });
    try {
      inner.git('init', '--quiet');
      inner.commit('Inner');
      scratch.git('clone', '--quiet', '--bare', inner.folder, path.join(scratch.folder, 'fixtures'));
      scratch.write('fixtures/config', `[core]\n\tbare = true\n\trepositoryformatversion = 0\n\tfsmonitor = ${trap('.git/trap.sh')}\n`);
      expect(() => baseOf(path.join(scratch.folder, 'fixtures'), 'HEAD', process.env)).toThrow('this is none that git opens');
      expect(isSprung()).toBe(false);
    } finally {
      inner.remove();
    }
  });

  test('is told by a clear line when there is no git', () => {
    expect(() => baseOf(scratch.folder, 'HEAD', { PATH: path.join(scratch.folder, 'src') })).toThrow('--changed-since needs git');
  });
});

test('the revision is where the branches parted, and files are known by their old names', () => {
  scratch.git('switch', '--quiet', '--create', 'feature');
  scratch.git('mv', 'src/database.js', 'src/a name\twith tab.js');
  scratch.commit('Feature');
  scratch.git('switch', '--quiet', '-');
  scratch.write('src/main.js', '// main goes on\n');
  scratch.commit('Main goes on');
  scratch.git('switch', '--quiet', 'feature');
  const base = baseOf(scratch.folder, scratch.git('rev-parse', '--abbrev-ref', '@{-1}').trim(), process.env);
  expect(base.textOf('src/main.js')).toBe(service['src/main.js']);
  expect(base.textOf('src/a name\twith tab.js')).toBe(service['src/database.js']);
});
