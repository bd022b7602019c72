import { readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { Tree } from './tree.js';
import { UsageError } from './usage-error.js';

/** How standard input is named, on the command line and in reports. */
export const standardInput = '-';

const largest = 100_000_000;

/**
 * All that is piped in, decoded from UTF-8.
 *
 * @throws UsageError when nothing is piped in, or more than a rendered deployment can have
 */
export const readStandardInput = (): string => {
  if (process.stdin.isTTY) throw new UsageError('`-` stands for standard input, and nothing is piped in. Pipe manifests in, as in: helm template . | drain-audit -');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(65_536);
  const chunks: string[] = [];
  let length = 0;
  for (;;) {
    const read = readChunk(buffer);
    if (read === 0) break;
    length += read;
    if (length > largest) throw new UsageError(`More than ${largest / 1_000_000} MB come from standard input. Render fewer charts at a time.`);
    chunks.push(decoder.write(buffer.subarray(0, read)));
  }
  return chunks.join('') + decoder.end();
};

const readChunk = (buffer: Buffer): number => {
  for (;;) {
    try {
      return readSync(0, buffer, 0, buffer.length, null);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EOF') return 0;
      // A pipe whose writer has not written yet, where the parent made it non-blocking.
      if (code !== 'EAGAIN') throw new UsageError(`Standard input cannot be read (${String(code)}). Pipe manifests in, as in: helm template . | drain-audit -`, { cause: error });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
};

/** A tree with some texts more, which are nowhere on the disk: what was piped in, what was rendered. */
export const treeWith = (tree: Tree, texts: ReadonlyMap<string, string>): Tree => ({
  root: tree.root,
  files: [...new Set([...tree.files, ...texts.keys()])].sort(),
  has: (file) => texts.has(file) || tree.has(file),
  text: (file) => texts.get(file)?.replace(/^\uFEFF/, '') ?? tree.text(file),
  selected: (file) => texts.has(file) || tree.selected(file),
  get unanalysed() {
    return tree.unanalysed;
  },
});
