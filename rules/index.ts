// Written by `npm run generate` from the files beside it. Do not edit.

import type { Rule } from '../src/rule.js';

export const rules: readonly Rule[] = [];
