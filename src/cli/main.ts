#!/usr/bin/env node
import module from 'node:module';

// Before anything large is loaded. Node 20 does not have it, nor do its types.
(module as { enableCompileCache?: () => unknown }).enableCompileCache?.();

// `drain-audit | head` closes the pipe early; what is left to write has no reader.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const [{ run }, { product }] = await Promise.all([import('./run.js'), import('./product.js')]);

const askInTerminal = async (question: string): Promise<string> => {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
};

// Not `process.exit`, which would cut what a pipe has not taken yet.
process.exitCode = await run(
  process.argv.slice(2),
  {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    env: process.env,
    isTTY: process.stdout.isTTY,
    columns: process.stdout.columns,
    showsProgress: process.stderr.isTTY && !process.env['CI'],
    ask: process.stdin.isTTY ? askInTerminal : undefined,
  },
  product,
);
