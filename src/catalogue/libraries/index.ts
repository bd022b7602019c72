// Written by `npm run generate` from the files beside it. Do not edit.

import type { Library } from '../library.js';

export const libraries: readonly Library[] = [];
