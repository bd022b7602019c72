import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { generated } from '../scripts/generate.mjs';

const root = path.resolve(import.meta.dirname, '..');

it.each([...generated()])('%s is fresh: `npm run generate` changes nothing', (file, text) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toBe(text);
});
