import type ts from 'typescript';
import type { When } from '../catalogue/library.js';
import { ts as typescript } from '../program/typescript.js';
import type { Evaluator } from './evaluator.js';
import { propertyOf } from './members.js';
import { unknown } from './value.js';
import type { HandleValue, Value } from './value.js';
import type { CreatedHandle, World } from './world.js';

/** The handle that an expression creates, by the type that the stubs give its result. One expression is one handle. */
export const createdBy = (evaluator: Evaluator, node: ts.CallExpression | ts.NewExpression, args: readonly Value[], from: readonly CreatedHandle[] = []): HandleValue | undefined => {
  const { world } = evaluator;
  const declared = kindDeclared(world, node);
  const found = declared === 'inferred' ? kindInferred(world, node) : declared;
  return found && { kind: 'handle', handle: handleAt(world, node, found, args, from), type: found.type };
};

type Found = ReturnType<World['handleType']>;

/**
 * The kind of handle that the called function is declared to return: enough for all stubs without generics, and it spares
 * the inference, which would check the bodies of all callbacks that are passed.
 */
const kindDeclared = (world: World, node: ts.CallExpression | ts.NewExpression): Found | 'inferred' => {
  const callee = typescript.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
  const symbol = world.program.symbolAt(callee);
  if (!symbol || !world.declaredBy(symbol, typescript.isNewExpression(node))) return 'inferred';
  const kind = typescript.isNewExpression(node) ? typescript.SignatureKind.Construct : typescript.SignatureKind.Call;
  const signatures = world.checker.getSignaturesOfType(world.checker.getTypeOfSymbol(symbol), kind);
  const found = signatures.map((signature) => world.handleType(world.awaitedType(signature.getReturnType())));
  const [first] = found;
  const isOne = signatures.length > 0 && found.every((each) => each?.kind === first?.kind);
  return isOne && (first || signatures.every((signature) => signature.typeParameters === undefined)) ? first : 'inferred';
};

const kindInferred = (world: World, node: ts.CallExpression | ts.NewExpression): Found => world.handleType(world.awaitedType(world.checker.getTypeAtLocation(node)));

const portLike = /port/i;

/**
 * The http server behind `app.listen(port)` where the type of `app` is lost, as with wrappers around express: what listens
 * on a port and returns something is one, nearly always, and its `close` means the same.
 */
export const presumedServer = (evaluator: Evaluator, node: ts.CallExpression): HandleValue | undefined => {
  const { world } = evaluator;
  const [port] = node.arguments;
  const type = world.httpServerType;
  if (!port || !type || !(typescript.isNumericLiteral(port) || portLike.test(port.getText()))) return undefined;
  const found = world.handleType(type);
  return found && { kind: 'handle', handle: handleAt(world, node, found, [], []), type };
};

/** The handle that objects of a class of the program are, when it extends a library's: `class Cache extends Redis`. */
export const creationOf = (evaluator: Evaluator, declaration: ts.ClassLikeDeclaration): HandleValue | undefined => {
  const { world } = evaluator;
  const extended = declaration.heritageClauses?.find((clause) => clause.token === typescript.SyntaxKind.ExtendsKeyword)?.types[0];
  if (!extended) return undefined;
  world.program.symbolAt(typescript.isPropertyAccessExpression(extended.expression) ? extended.expression.name : extended.expression);
  const found = world.handleType(world.checker.getTypeAtLocation(extended));
  return found && { kind: 'handle', handle: handleAt(world, declaration.name ?? declaration, found, [], []), type: found.type };
};

const handleAt = (world: World, node: ts.Node, found: NonNullable<ReturnType<World['handleType']>>, creation: readonly Value[], from: readonly CreatedHandle[]): CreatedHandle => {
  const known = world.handles.get(node);
  if (known) return known;
  const at = world.locationOf(node);
  const handle: CreatedHandle = {
    id: `${at.file}:${String(at.startLine)}:${String(at.startColumn)}`,
    role: found.kind.role,
    label: found.kind.label,
    keepsAlive: found.kind.keepsAlive,
    at,
    node,
    kind: found.kind,
    library: found.library,
    typeName: found.typeName,
    creation,
    from,
  };
  world.handles.set(node, handle);
  return handle;
};

/** The value of an option that may be a dotted path. */
export const optionOf = (evaluator: Evaluator, value: Value | undefined, option: string | undefined, node: ts.Node): Value => {
  let current = value ?? unknown;
  for (const name of option?.split('.') ?? []) current = propertyOf(evaluator, current, name, node);
  return current;
};

/** Whether a condition of the catalogue on a literal holds for a call; undefined when the literal is not known. */
export const holds = (evaluator: Evaluator, when: When, args: readonly Value[], creation: readonly Value[], node: ts.Node): boolean | undefined => {
  if (when.at.from === 'receiver') return undefined;
  const { from, index, option } = when.at;
  const given = (from === 'creation' ? creation : args)[index];
  if (given === undefined || (option !== undefined && given.kind === 'object' && !mentions(given.node, option))) return when.not !== undefined;
  const value = optionOf(evaluator, given, option, node);
  if (value.kind !== 'literal') return value.kind === 'unknown' ? undefined : when.is === undefined;
  if (when.is !== undefined) return value.value === when.is;
  return when.not === undefined ? Boolean(value.value) : value.value !== when.not;
};

const mentions = (node: ts.ObjectLiteralExpression, option: string): boolean =>
  node.properties.some((property) => typescript.isSpreadAssignment(property) || property.name.getText() === option.split('.')[0]);
