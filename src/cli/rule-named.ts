import { nearest } from '../config/nearest.js';
import { UsageError } from '../read/usage-error.js';

/**
 * The rule of some name.
 *
 * @throws UsageError with the name that may have been meant
 */
export const ruleNamed = <R extends { readonly id: string }>(id: string, rules: readonly R[]): R => {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const meant = nearest(id, rules.map((candidate) => candidate.id));
  const remedy = meant === undefined ? '`drain-audit rules` lists them' : `did you mean ${meant}?`;
  throw new UsageError(`unknown rule '${id}': ${remedy}`);
};
