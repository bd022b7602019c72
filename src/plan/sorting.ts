import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { propertyOf } from './members.js';
import type { Value } from './value.js';

/** The elements of a registry in the order of a comparator such as `(a, b) => a.priority - b.priority`; as they are where it cannot be told. */
export const sortedBy = (evaluator: Evaluator, elements: readonly Value[], comparator: ts.Expression | undefined): readonly Value[] => {
  const order = comparator && comparedProperty(comparator);
  if (!order) return elements;
  const keyed = elements.map((element) => ({ element, key: keyOf(evaluator, element, order.name) }));
  if (!keyed.every((entry): entry is { element: Value; key: number } => entry.key !== undefined)) return elements;
  return keyed.sort((left, right) => (order.descending ? right.key - left.key : left.key - right.key)).map(({ element }) => element);
};

const keyOf = (evaluator: Evaluator, element: Value, name: ts.Identifier): number | undefined => {
  // Entries of a map are pairs; what is sorted by is in their second part.
  const holder = element.kind === 'array' ? element.elements[1] : element;
  const key = holder && propertyOf(evaluator, holder, name.text, name);
  return key?.kind === 'literal' && typeof key.value === 'number' ? key.value : undefined;
};

/** The property by which a comparator of two parameters orders, and which way. */
const comparedProperty = (comparator: ts.Expression): { readonly name: ts.Identifier; readonly descending: boolean } | undefined => {
  if (!typescript.isArrowFunction(comparator) && !typescript.isFunctionExpression(comparator)) return undefined;
  const [first] = comparator.parameters;
  const body = typescript.isBlock(comparator.body) ? returned(comparator.body) : comparator.body;
  let difference = body && withoutParentheses(body);
  // `a.order - b.order || a.index - b.index`: the first part decides.
  while (difference && typescript.isBinaryExpression(difference) && difference.operatorToken.kind !== typescript.SyntaxKind.MinusToken) difference = withoutParentheses(difference.left);
  if (!first || !difference || !typescript.isBinaryExpression(difference)) return undefined;
  const [left, right] = [withoutParentheses(difference.left), withoutParentheses(difference.right)];
  if (!typescript.isPropertyAccessExpression(left) || !typescript.isPropertyAccessExpression(right) || left.name.text !== right.name.text || !typescript.isIdentifier(left.name)) return undefined;
  return { name: left.name, descending: left.expression.getText() !== first.name.getText() };
};

const returned = (body: ts.Block): ts.Expression | undefined => {
  const last = body.statements.at(-1);
  return last && typescript.isReturnStatement(last) ? last.expression : undefined;
};

const withoutParentheses = (node: ts.Expression): ts.Expression => (typescript.isParenthesizedExpression(node) ? withoutParentheses(node.expression) : node);
