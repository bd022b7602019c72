import { rules } from '../../rules/index.js';
import type { AnyRule } from '../rule.js';

/** The rules that read code. What reads images and manifests belongs to the command. */
export const codeRules: readonly AnyRule[] = rules.filter((rule) => rule.subject === 'plan');
