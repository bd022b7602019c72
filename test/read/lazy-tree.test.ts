import { rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lazyTree } from '../../src/read/lazy-tree.js';
import { readTree } from '../../src/read/read-tree.js';
import { temporaryFolder } from './temporary-folder.js';

describe('a lazy tree', () => {
  it('sees what the walk sees', () => {
    const root = temporaryFolder({
      '.git/HEAD': '',
      '.gitignore': 'dist/\n*.log\n',
      'a/.gitignore': '!kept.log\n',
      'a/kept.log': 'kept',
      'b/lost.log': '',
      'dist/main.js': '',
      'node_modules/x/index.js': '',
      'src/main.ts': 'main',
    });
    symlinkSync('src', path.join(root, 'alias'));
    symlinkSync('/etc', path.join(root, 'etc'));
    symlinkSync('src/main.ts', path.join(root, 'alias.ts'));
    const walked = readTree([root], root);
    const tree = lazyTree(root);
    const candidates = [
      ...walked.files,
      'b/lost.log', 'dist/main.js', 'node_modules/x/index.js', '.git/HEAD', 'alias/main.ts', 'alias.ts', 'etc/passwd', 'src',
      'absent.ts', 'src/main.ts/x', '', '.', '..', 'src/../src/main.ts', './src/main.ts', '/etc/passwd', 'src//main.ts', 'a\0b',
    ];
    expect(candidates.filter((file) => tree.has(file))).toEqual(walked.files);
    expect(candidates.filter((file) => tree.text(file) !== undefined)).toEqual(walked.files);
    expect(tree.files).toEqual(walked.files);
    expect(tree.text('src/main.ts')).toBe('main');
    expect(tree.selected('src/main.ts')).toBe(true);
    expect(tree.unanalysed).toEqual([]);
  });

  it('prefers the text that is open, as it is now', () => {
    const root = temporaryFolder({ 'a.ts': 'on the disk' });
    const open = new Map([['a.ts', '\uFEFFunsaved'], ['new.ts', 'never saved']]);
    const tree = lazyTree(root, open);
    expect(tree.text('a.ts')).toBe('unsaved');
    expect(tree.has('new.ts')).toBe(true);
    expect(tree.files).toEqual(['a.ts', 'new.ts']);
    open.clear();
    expect(tree.text('a.ts')).toBe('on the disk');
    expect(tree.has('new.ts')).toBe(false);
  });

  it('reads a file again when it has changed', () => {
    const root = temporaryFolder({ 'a.ts': 'one' });
    const file = path.join(root, 'a.ts');
    const tree = lazyTree(root);
    expect(tree.text('a.ts')).toBe('one');
    writeFileSync(file, 'two');
    utimesSync(file, 1, 1);
    expect(tree.text('a.ts')).toBe('two');
    rmSync(file);
    expect(tree.text('a.ts')).toBeUndefined();
    expect(tree.has('a.ts')).toBe(false);
  });

  it('says what it cannot read', () => {
    const root = temporaryFolder({ 'large.json': 'x'.repeat(1_500_001) });
    const tree = lazyTree(root);
    expect(tree.text('large.json')).toBeUndefined();
    expect(tree.unanalysed.map(({ file }) => file)).toEqual(['large.json']);
  });
});
