import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readArgument, readTree } from '../../src/read/read-tree.js';
import { UsageError } from '../../src/read/usage-error.js';
import { temporaryFolder } from './temporary-folder.js';

const filesOf = (root: string): readonly string[] => readTree([root], root).files;

describe('the root', () => {
  it('is the folder that is asked for', () => {
    const root = temporaryFolder({ 'src/b.ts': '', 'src/a.ts': '', 'Dockerfile': '' });
    const tree = readTree([], root);
    expect(tree.root).toBe(root);
    expect(tree.files).toEqual(['Dockerfile', 'src/a.ts', 'src/b.ts']);
    expect(tree.has('src/a.ts')).toBe(true);
    expect(tree.has('src/c.ts')).toBe(false);
    expect(tree.selected('src/a.ts')).toBe(true);
  });

  it('is the folder of a file, whose neighbours are visible but not selected', () => {
    const root = temporaryFolder({ 'src/main.ts': 'main', 'src/server.ts': 'server', 'other.ts': '' });
    const tree = readTree(['src/main.ts'], root);
    expect(tree.root).toBe(path.join(root, 'src'));
    expect(tree.files).toEqual(['main.ts', 'server.ts']);
    expect(tree.files.filter((file) => tree.selected(file))).toEqual(['main.ts']);
    expect(tree.text('server.ts')).toBe('server');
  });

  it('is the common folder of several paths', () => {
    const root = temporaryFolder({ 'services/a/main.ts': '', 'services/ab/main.ts': '', 'services/b/main.ts': '', 'web/x.ts': '' });
    const tree = readTree(['services/a', 'services/b/main.ts'], root);
    expect(tree.root).toBe(path.join(root, 'services'));
    expect(tree.files).toEqual(['a/main.ts', 'ab/main.ts', 'b/main.ts']);
    expect(tree.files.filter((file) => tree.selected(file))).toEqual(['a/main.ts', 'b/main.ts']);
  });

  it('does not open up what lies between paths outside the current folder', () => {
    const root = temporaryFolder({ 'one/.gitignore': 'x.ts\n', 'one/a.ts': '', 'one/x.ts': '', 'secrets/key.json': '', 'two/b.ts': '', 'here/c.ts': '' });
    const tree = readTree(['../one', '../two'], path.join(root, 'here'));
    expect(tree.root).toBe(root);
    expect(tree.files).toEqual(['one/.gitignore', 'one/a.ts', 'two/b.ts']);
    expect(tree.text('one/a.ts')).toBe('');
    expect(tree.text('secrets/key.json')).toBeUndefined();
  });

  it('may be named through a symbolic link', () => {
    const root = temporaryFolder({ 'real/a.ts': '' });
    symlinkSync('real', path.join(root, 'link'));
    expect(readTree(['link'], root).root).toBe(path.join(root, 'real'));
  });

  it.each([
    ['absent', 'There is no file or folder "absent". Check the spelling, or the folder you are in.'],
    ['', 'A path is empty. Name a file or a folder, or leave it out to audit the current folder.'],
    ['a\nb', 'There is no file or folder "a\\nb". Check the spelling, or the folder you are in.'],
  ])('is refused in one line when it is %j', (asked, message) => {
    const root = temporaryFolder();
    expect(() => readTree([asked], root)).toThrow(new UsageError(message));
  });

  it('is refused when it is neither a file nor a folder', () => {
    const root = temporaryFolder();
    execFileSync('mkfifo', [path.join(root, 'pipe')]);
    expect(() => readTree(['pipe'], root)).toThrow(UsageError);
  });
});

describe('ignore files', () => {
  it('nest, and the nearer one wins', () => {
    const root = temporaryFolder({
      '.gitignore': '*.log\n/build\ngenerated/\n',
      'build/out.js': '',
      'a/.gitignore': '!keep.log\n/local.ts\n',
      'a/keep.log': '',
      'a/other.log': '',
      'a/local.ts': '',
      'a/b/local.ts': '',
      'a/b/build/in.js': '',
      'generated/.gitignore': '!x.ts\n',
      'generated/x.ts': '',
    });
    expect(filesOf(root)).toEqual(['.gitignore', 'a/.gitignore', 'a/b/build/in.js', 'a/b/local.ts', 'a/keep.log']);
  });

  it('cannot bring back a file whose folder is ignored, but one whose siblings are', () => {
    const root = temporaryFolder({
      '.gitignore': 'gone/\n!gone/x.ts\nkept/*\n!kept/x.ts\n',
      'gone/x.ts': '',
      'kept/x.ts': '',
      'kept/y.ts': '',
    });
    expect(filesOf(root)).toEqual(['.gitignore', 'kept/x.ts']);
  });

  it('hold from above the root up to the repository, with its info/exclude', () => {
    const root = temporaryFolder({
      '.gitignore': 'never.ts\n',
      'repository/.git/info/exclude': 'excluded.ts\n',
      'repository/.gitignore': '/app/src/tied.ts\nloose.ts\n',
      'repository/app/.gitignore': '!src/loose.ts\n',
      'repository/app/src/excluded.ts': '',
      'repository/app/src/tied.ts': '',
      'repository/app/src/loose.ts': '',
      'repository/app/src/deep/loose.ts': '',
      'repository/app/src/never.ts': '',
    });
    expect(filesOf(path.join(root, 'repository/app/src'))).toEqual(['loose.ts', 'never.ts']);
  });

  it('hold in folders whose names look like patterns', () => {
    const root = temporaryFolder({ '[ab]/.gitignore': '/x.ts\n', '[ab]/x.ts': '', 'a/x.ts': '', 'a\nb/.gitignore': 'x.ts\n', 'a\nb/x.ts': '' });
    expect(filesOf(root)).toEqual(['[ab]/.gitignore', 'a\nb/.gitignore', 'a/x.ts']);
  });

  it('give way to whoever names an ignored folder or file', () => {
    const root = temporaryFolder({ '.git/HEAD': '', '.gitignore': 'dist\n', 'dist/main.js': '', 'dist/other.js': '', 'src/a.ts': '' });
    expect(filesOf(path.join(root, 'dist'))).toEqual(['main.js', 'other.js']);
    expect(readTree(['src', 'dist'], root).files).toEqual(['.gitignore', 'dist/main.js', 'dist/other.js', 'src/a.ts']);
    expect(readTree(['src', 'dist/main.js'], root).files).toEqual(['.gitignore', 'dist/main.js', 'src/a.ts']);
  });

  it('agree with git', () => {
    const root = temporaryFolder({
      '.gitignore': '*.[ab]\n!y.a\n**/deep/**/z.ts\n\\!odd\nspace \n/*/only\nx?.ts\n#no\n\\#yes\n',
      'x.a': '', 'y.a': '', 'x.c': '', 'xy.ts': '', 'xyz.ts': '', '!odd': '', 'space': '', '#no': '', '#yes': '',
      'p/only': '', 'p/q/only': '', 'p/deep/z.ts': '', 'p/deep/q/z.ts': '', 'p/deep/q/w.ts': '',
      'p/q/.gitignore': 'w*\n!/word/\nword/not.ts\n', 'p/q/word/a.ts': '', 'p/q/word/not.ts': '', 'p/q/r/word/a.ts': '', 'p/q/wood': '',
    });
    execFileSync('git', ['init', '--quiet', root]);
    const git = execFileSync('git', ['ls-files', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' });
    expect(filesOf(root)).toEqual(git.split('\0').filter(Boolean).sort());
  });

  it('are used without the patterns that could keep the matcher busy', () => {
    const root = temporaryFolder({ '.gitignore': `${'**/*/'.repeat(12)}b\nx.ts\n`, [`${'a/'.repeat(50)}c.ts`]: '', 'x.ts': '' });
    const tree = readTree([root], root);
    expect(tree.files).toEqual(['.gitignore', `${'a/'.repeat(50)}c.ts`]);
    expect(tree.unanalysed).toEqual([
      { file: '.gitignore', reason: 'Patterns left out, because they have more than 1,000 characters or three `**`: 1. Simplify them.' },
    ]);
  });

  it('match many wildcards against long names in no time', () => {
    const root = temporaryFolder({ '.gitignore': `${'*a'.repeat(30)}*b\n`, [`${'a'.repeat(240)}bc`]: '' });
    const start = performance.now();
    expect(filesOf(root)).toHaveLength(2);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('folders that are never source', () => {
  it('are left out at any depth, with or without an ignore file', () => {
    const root = temporaryFolder({ '.git/config': '', 'node_modules/x/a.js': '', 'a/node_modules/x.js': '', 'a/bower_components/x.js': '', '.yarn/releases/yarn-4.12.0.cjs': '', 'dist/x.js': '' });
    expect(filesOf(root)).toEqual(['dist/x.js']);
  });
});

describe('links and special files', () => {
  it('are not followed or opened, wherever they lead', () => {
    const root = temporaryFolder({ 'in/a.ts': '', 'outside/secret.ts': 'secret' });
    symlinkSync('../outside/secret.ts', path.join(root, 'in/file.ts'));
    symlinkSync('../outside', path.join(root, 'in/folder'));
    symlinkSync('..', path.join(root, 'in/parent'));
    symlinkSync('loop', path.join(root, 'in/loop'));
    symlinkSync('absent', path.join(root, 'in/dangling.ts'));
    execFileSync('mkfifo', [path.join(root, 'in/pipe.ts')]);
    const tree = readTree(['in'], root);
    expect(tree.files).toEqual(['a.ts']);
    expect(tree.text('file.ts')).toBeUndefined();
    expect(tree.text('../outside/secret.ts')).toBeUndefined();
    expect(tree.unanalysed).toEqual([]);
  });

  it('are refused when they take the place of a file after the walk', () => {
    const root = temporaryFolder({ 'a.ts': '', 'b.ts': '', 'c.ts': '', 'd.ts': '' });
    const tree = readTree([root], root);
    for (const name of ['a.ts', 'b.ts', 'c.ts', 'd.ts']) rmSync(path.join(root, name));
    symlinkSync('/etc/passwd', path.join(root, 'a.ts'));
    execFileSync('mkfifo', [path.join(root, 'b.ts')]);
    mkdirSync(path.join(root, 'd.ts'));
    expect(tree.files.map((file) => tree.text(file))).toEqual([undefined, undefined, undefined, undefined]);
    expect(tree.unanalysed).toEqual([
      { file: 'a.ts', reason: 'Cannot be opened (ELOOP): it is a symbolic link, and links are not followed. Put the file itself there.' },
      { file: 'b.ts', reason: 'Is not a regular file any more. Run again when nothing else writes there.' },
      { file: 'c.ts', reason: 'Cannot be opened (ENOENT): it vanished, or its name is not valid Unicode. Rename it, or run again when nothing else writes there.' },
      { file: 'd.ts', reason: 'Is not a regular file any more. Run again when nothing else writes there.' },
    ]);
  });
});

describe('what cannot be read', () => {
  it('is one line each for an unreadable file and an unreadable folder', () => {
    const root = temporaryFolder({ 'a.ts': 'a', 'closed/b.ts': '', 'open.ts': 'open' });
    chmodSync(root, 0o755);
    chmodSync(path.join(root, 'a.ts'), 0);
    chmodSync(path.join(root, 'closed'), 0);
    const user = process.geteuid?.();
    // The superuser may read everything, so the test steps down.
    if (user === 0) process.seteuid?.(65_534);
    onTestFinished(() => {
      if (user === 0) process.seteuid?.(0);
      chmodSync(path.join(root, 'closed'), 0o755);
    });
    const tree = readTree([root], root);
    expect(tree.files).toEqual(['a.ts', 'open.ts']);
    expect(tree.text('a.ts')).toBeUndefined();
    expect(tree.text('open.ts')).toBe('open');
    expect(tree.unanalysed).toEqual([
      { file: 'a.ts', reason: 'Cannot be opened (EACCES): permission is denied. Make it readable, or list it in .gitignore.' },
      { file: 'closed', reason: 'Cannot be listed (EACCES): permission is denied. Make it readable, or list it in .gitignore.' },
    ]);
  });

  it('is a file beyond the limit, and not one at it', () => {
    const root = temporaryFolder({ 'at.json': 'x'.repeat(1_500_000), 'beyond.json': 'x'.repeat(1_500_001), 'icons.ts': 'x'.repeat(1_500_001) });
    const tree = readTree([root], root);
    expect(tree.text('at.json')).toHaveLength(1_500_000);
    expect(tree.text('beyond.json')).toBeUndefined();
    expect(tree.text('beyond.json')).toBeUndefined();
    // Code is looked through, and only parsed up to that size.
    expect(tree.text('icons.ts')).toHaveLength(1_500_001);
    expect(tree.unanalysed).toEqual([
      { file: 'beyond.json', reason: 'Is larger than 1.5 MB, so it was not read. Split it, or list it in .gitignore if it is generated.' },
    ]);
  });

  it('is whatever comes after too many files, in one entry', () => {
    const root = temporaryFolder(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`d${index}/a.ts`, ''])));
    const tree = readTree([root], root, { entries: 40 });
    expect(tree.files.length).toBeGreaterThan(0);
    expect(tree.files.length).toBeLessThan(30);
    expect(tree.unanalysed).toHaveLength(1);
    expect(tree.unanalysed[0]?.reason).toBe(
      'The audit stopped here after 40 files and folders. Audit a smaller folder, or list generated ones in .gitignore.',
    );
  });

  it('is whatever lies too deep', () => {
    const root = temporaryFolder({ [`${'d/'.repeat(64)}seen.ts`]: '', [`${'d/'.repeat(65)}unseen.ts`]: '' });
    const tree = readTree([root], root);
    expect(tree.files).toEqual([`${'d/'.repeat(64)}seen.ts`]);
    expect(tree.unanalysed).toHaveLength(1);
    expect(tree.unanalysed[0]?.reason).toBe('Lies 64 folders deep, so it was not read. Audit a folder nearer to it.');
  });

  it('is a file whose folder was moved away', () => {
    const root = temporaryFolder({ 'a/x.ts': '' });
    const tree = readTree([root], root);
    renameSync(path.join(root, 'a'), path.join(root, 'b'));
    expect(tree.text('a/x.ts')).toBeUndefined();
    expect(tree.unanalysed.map(({ file }) => file)).toEqual(['a/x.ts']);
  });
});

describe('text', () => {
  const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');

  it.each([
    ['UTF-8', 'a 😀\r\nb', 'a 😀\r\nb'],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFa\uFEFF'), 'a\uFEFF'],
    ['only a byte order mark', Buffer.from('\uFEFF'), ''],
    ['little-endian UTF-16', utf16('a 😀'), 'a 😀'],
    ['big-endian UTF-16', utf16('a 😀').swap16(), 'a 😀'],
    ['bytes that are not UTF-8, as Node loads them', Buffer.from([0x61, 0xe9, 0x62]), 'a\uFFFDb'],
    ['nothing', '', ''],
  ])('is decoded from %s', (_name, content, text) => {
    const root = temporaryFolder({ 'a.ts': content });
    const tree = readTree([root], root);
    expect(tree.text('a.ts')).toBe(text);
    expect(tree.unanalysed).toEqual([]);
  });

  it('is absent in a binary, which is worth a word only where the name promises text', () => {
    const root = temporaryFolder({ 'logo.png': Buffer.from([1, 0, 2]), 'main.ts': Buffer.from([1, 0, 2, 0, 0]) });
    const tree = readTree([root], root);
    expect([tree.text('logo.png'), tree.text('main.ts')]).toEqual([undefined, undefined]);
    expect(tree.unanalysed).toEqual([{ file: 'main.ts', reason: 'Contains a NUL byte, so it is not text. Save it as UTF-8, or list it in .gitignore.' }]);
  });

  it('may hold a NUL byte in code, as in the strings of keys', () => {
    const root = temporaryFolder({ 'key.js': 'export const key = (tenant, name) => `${tenant}\0${name}`;' });
    const tree = readTree([root], root);
    expect(tree.text('key.js')).toContain('\0');
    expect(tree.unanalysed).toEqual([]);
  });

  it('is not mixed up with what an earlier file left behind', () => {
    const root = temporaryFolder({ '1.ts': 'x'.repeat(100_000), '2.ts': 'short', '3.ts': '', '4.ts': 'y'.repeat(70_000) });
    const tree = readTree([root], root);
    expect(tree.files.map((file) => tree.text(file)?.length)).toEqual([100_000, 5, 0, 70_000]);
  });

  it('is read once', () => {
    const root = temporaryFolder({ 'a.ts': 'before' });
    const tree = readTree([root], root);
    expect(tree.text('a.ts')).toBe('before');
    writeFileSync(path.join(root, 'a.ts'), 'after');
    expect(tree.text('a.ts')).toBe('before');
  });

  it('is found under names with newlines, controls, quotes and words of Object.prototype', () => {
    const names = ['\u001B]0;x\u0007.ts', '__proto__', 'a\r\n::error::.ts', 'back\\slash.ts', 'constructor', 'rlo\u202E.ts', '“q” \'\'.ts'].sort();
    const root = temporaryFolder(Object.fromEntries(names.map((name) => [name, `in ${name}`])));
    const tree = readTree([root], root);
    expect(tree.files).toEqual(names);
    expect(tree.files.map((file) => tree.text(file))).toEqual(names.map((name) => `in ${name}`));
    expect(tree.has('toString')).toBe(false);
  });
});

describe('a file that is named on the command line', () => {
  it('may lie anywhere and be a link', () => {
    const root = temporaryFolder({ 'base/drain-audit.yaml': '\uFEFFpreset: strict\n' });
    symlinkSync('base/drain-audit.yaml', path.join(root, 'link.yaml'));
    expect(readArgument('link.yaml', root)).toBe('preset: strict\n');
  });

  it.each([
    ['absent.yaml', 'There is no file or folder "absent.yaml". Check the spelling, or the folder you are in.'],
    ['folder', '"folder" is a folder. Name a file.'],
    ['binary', '"binary": Is not text. Name a text file.'],
  ])('is refused in one line: %s', (name, message) => {
    const root = temporaryFolder({ 'folder/x': '', 'binary': Buffer.from([0]) });
    expect(() => readArgument(name, root)).toThrow(new UsageError(message));
  });
});
