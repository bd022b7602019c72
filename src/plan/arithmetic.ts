import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import { literal, truthiness, unknown } from './value.js';
import type { Value } from './value.js';

/** What an operator between two values gives, where both are known well enough; a default that was assumed makes the result one. */
export const arithmetic = (operator: ts.SyntaxKind, left: Value, right: Value): Value => {
  const isNothing = (value: Value): boolean => value.kind === 'literal' && (value.value === null || value.value === undefined);
  // `if (timer !== null) return`: something that is there is not nothing.
  if ((isNothing(left) && right.kind !== 'literal' && truthiness(right) === true) || (isNothing(right) && left.kind !== 'literal' && truthiness(left) === true)) {
    const { EqualsEqualsToken, EqualsEqualsEqualsToken, ExclamationEqualsToken, ExclamationEqualsEqualsToken } = typescript.SyntaxKind;
    if (operator === EqualsEqualsToken || operator === EqualsEqualsEqualsToken) return literal(false);
    if (operator === ExclamationEqualsToken || operator === ExclamationEqualsEqualsToken) return literal(true);
  }
  if (left.kind !== 'literal' || right.kind !== 'literal') return unknown;
  const assumed = left.assumed === true || right.assumed === true;
  const { SyntaxKind } = typescript;
  const [a, b] = [left.value, right.value];
  switch (operator) {
    case SyntaxKind.EqualsEqualsEqualsToken:
    case SyntaxKind.EqualsEqualsToken:
      return literal(a === b, assumed);
    case SyntaxKind.ExclamationEqualsEqualsToken:
    case SyntaxKind.ExclamationEqualsToken:
      return literal(a !== b, assumed);
    case SyntaxKind.PlusToken:
      if (typeof a === 'string' || typeof b === 'string') return literal(`${String(a)}${String(b)}`, assumed);
      return literal(Number(a) + Number(b), assumed);
    case SyntaxKind.MinusToken:
      return literal(Number(a) - Number(b), assumed);
    case SyntaxKind.AsteriskToken:
      return literal(Number(a) * Number(b), assumed);
    case SyntaxKind.SlashToken:
      return literal(Number(a) / Number(b), assumed);
    case SyntaxKind.GreaterThanToken:
      return literal(Number(a) > Number(b), assumed);
    case SyntaxKind.GreaterThanEqualsToken:
      return literal(Number(a) >= Number(b), assumed);
    case SyntaxKind.LessThanToken:
      return literal(Number(a) < Number(b), assumed);
    case SyntaxKind.LessThanEqualsToken:
      return literal(Number(a) <= Number(b), assumed);
    default:
      return unknown;
  }
};
