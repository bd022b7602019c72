import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Edit, Fix, Location } from '../rule.js';
import type { ActItem } from './strand.js';
import type { Start } from './starts.js';
import type { Trigger } from './triggers.js';

/** A place with the code that stands there. */
export interface Written {
  readonly node: ts.Node;
  readonly at: Location;
}

/**
 * Repairs that are mechanical and safe, as edits in the style of the file that they change. Undefined where the code has
 * another shape than the one that the repair is for.
 */
export class Repairs {
  /** Whether something ends the process when the shutdown hangs, so that a repair need not bring a deadline. */
  readonly #hasDeadline: () => boolean;

  constructor(hasDeadline: () => boolean) {
    this.#hasDeadline = hasDeadline;
  }

  /** `await server.close()` → a promise that settles with the callback. */
  promisedClose({ node, at }: Written): Fix | undefined {
    if (!typescript.isCallExpression(node) || node.arguments.length > 0 || node.questionDotToken) return undefined;
    const type = isTypeScript(at) ? '<void>' : '';
    const text = `new Promise${type}((resolve, reject) => ${node.expression.getText()}((error) => (error ? reject(error) : resolve())))`;
    return { title: 'Wait for its callback in a promise', edits: [replaced(at, node, text)] };
  }

  /** `process.on('SIGINT', stop)` → the same for SIGTERM too. */
  sigtermToo(trigger: Trigger): Fix | undefined {
    const { node, at, listener } = trigger;
    const [event] = node.arguments ?? [];
    const statement = statementOf(node);
    if (!event || !listener || statement?.expression !== node) return undefined;
    const title = 'Listen for SIGTERM too';
    const listed = listedSignal(event);
    if (listed) return { title, edits: [{ file: at.file, start: listed.getStart(), end: listed.getStart(), text: `${quoted(listed, 'SIGTERM')}, ` }] };
    if (!typescript.isStringLiteral(event)) return undefined;
    if (!typescript.isFunctionLike(listener.node)) {
      const again = statement.getText().replace(event.getText(), quoted(event, 'SIGTERM'));
      return { title, edits: [insertedAfter(at, statement, again)] };
    }
    return loopOverSignals(at, statement, event, title);
  }

  /** `server.close(); process.exit(0);` → the exit in the callback of the close, and a deadline where there is none. */
  exitWhenDrained(drain: ActItem, exit: ActItem): Fix | undefined {
    const [close, end] = [statementOf(drain.node), statementOf(exit.node)];
    if (!close || !end || !typescript.isCallExpression(drain.node) || drain.node.arguments.length > 0 || drain.settles !== 'callback') return undefined;
    if (close.expression !== drain.node || end.expression !== exit.node || !follows(close, end)) return undefined;
    const { at, node } = drain;
    const deadline = `setTimeout(() => process.exit(1), 10_000).unref()${semicolonOf(close)}`;
    return {
      title: 'Exit when the drain has completed',
      edits: [
        ...(this.#hasDeadline() ? [] : [insertedBefore(at, close, deadline)]),
        { file: at.file, start: node.getEnd() - 1, end: node.getEnd() - 1, text: `() => ${exit.node.getText()}` },
        { file: at.file, start: close.getEnd(), end: end.getEnd(), text: '' },
      ],
    };
  }

  /** `await app.listen(3000)` → the call without which the framework leaves signals alone, before it. */
  signalsEnabled(start: Start, method: string): Fix | undefined {
    const { node, at } = start;
    if (!typescript.isCallExpression(node) || !typescript.isPropertyAccessExpression(node.expression) || !typescript.isIdentifier(node.expression.expression)) return undefined;
    const statement = statementAround(node);
    return statement && { title: `Call ${method}() first`, edits: [insertedBefore(at, statement, `${node.expression.expression.text}.${method}()${semicolonOf(statement)}`)] };
  }

  /**
   * `server.close(…)` → with the idle connections closed right after it.
   *
   * @param oldestNode the lowest major version of Node that the package allows: before 18 the method is not there
   */
  idleConnectionsClosed({ node, at }: Written, oldestNode: number): Fix | undefined {
    const statement = statementOf(node);
    if (statement?.expression !== node || !typescript.isCallExpression(node) || !typescript.isPropertyAccessExpression(node.expression) || node.expression.name.text !== 'close' || node.expression.questionDotToken) return undefined;
    const call = `${node.expression.expression.getText()}.closeIdleConnections${oldestNode < 18 ? '?.' : ''}()`;
    return { title: 'Close idle connections', edits: [insertedAfter(at, statement, `${call}${semicolonOf(statement)}`)] };
  }

  /** `setTimeout(() => process.exit(1), 10_000)` → a timer that does not itself keep the process alive. */
  unreferencedTimer({ node, at }: Written): Fix | undefined {
    const isWhole = statementOf(node)?.expression === node || (typescript.isVariableDeclaration(node.parent) && node.parent.initializer === node);
    return isWhole ? { title: 'Let the timer not keep the process alive', edits: [{ file: at.file, start: node.getEnd(), end: node.getEnd(), text: '.unref()' }] } : undefined;
  }
}

const isTypeScript = (at: Location): boolean => /\.[cm]?tsx?$/.test(at.file);

const replaced = (at: Location, node: ts.Node, text: string): Edit => ({ file: at.file, start: node.getStart(), end: node.getEnd(), text });

/** The statement that an expression is, with nothing but parentheses and `void` around it. */
const statementOf = (node: ts.Node): ts.ExpressionStatement | undefined => (typescript.isExpressionStatement(node.parent) ? node.parent : undefined);

const statementAround = (node: ts.Node): ts.Statement | undefined => {
  let current = node;
  while (!typescript.isStatement(current)) {
    if (typescript.isFunctionLike(current) || typescript.isSourceFile(current)) return undefined;
    current = current.parent;
  }
  return typescript.isBlock(current.parent) || typescript.isSourceFile(current.parent) ? current : undefined;
};

const follows = (first: ts.Statement, second: ts.Statement): boolean => {
  const { parent } = first;
  if (parent !== second.parent || !(typescript.isBlock(parent) || typescript.isSourceFile(parent))) return false;
  return parent.statements.indexOf(second) === parent.statements.indexOf(first) + 1;
};

const lineBreakOf = (node: ts.Node): string => (node.getSourceFile().text.includes('\r\n') ? '\r\n' : '\n');

/** The white space with which the line of a node begins. */
const indentationOf = (node: ts.Node): string => {
  const source = node.getSourceFile();
  const start = source.getPositionOfLineAndCharacter(source.getLineAndCharacterOfPosition(node.getStart()).line, 0);
  const line = source.text.slice(start, node.getStart());
  return line.slice(0, line.length - line.trimStart().length);
};

const semicolonOf = (statement: ts.Statement): string => (statement.getText().endsWith(';') ? ';' : '');

const insertedAfter = (at: Location, statement: ts.Statement, text: string): Edit => ({ file: at.file, start: statement.getEnd(), end: statement.getEnd(), text: `${lineBreakOf(statement)}${indentationOf(statement)}${text}` });

const insertedBefore = (at: Location, statement: ts.Statement, text: string): Edit => ({ file: at.file, start: statement.getStart(), end: statement.getStart(), text: `${text}${lineBreakOf(statement)}${indentationOf(statement)}` });

/** A string in the quotes of another one. */
const quoted = (like: ts.Node, text: string): string => {
  const quote = like.getText().slice(0, 1);
  return `${quote}${text}${quote}`;
};

/** The signal's name in the list that a listener is registered over: `['SIGINT'].forEach((signal) => process.on(signal, …))`. */
const listedSignal = (event: ts.Expression): ts.StringLiteral | undefined => {
  if (!typescript.isIdentifier(event)) return undefined;
  for (let current: ts.Node = event; !typescript.isSourceFile(current); current = current.parent) {
    const list =
      typescript.isForOfStatement(current) ? current.expression
      : typescript.isCallExpression(current) && typescript.isPropertyAccessExpression(current.expression) && current.expression.name.text === 'forEach' ? current.expression.expression
      : undefined;
    if (list && typescript.isArrayLiteralExpression(list)) return list.elements.find((element): element is ts.StringLiteral => typescript.isStringLiteral(element) && element.text === 'SIGINT');
  }
  return undefined;
};

/** A listener written in place is registered in a loop over both signals. */
const loopOverSignals = (at: Location, statement: ts.ExpressionStatement, event: ts.StringLiteral, title: string): Fix | undefined => {
  const text = statement.getText();
  // The lines of a template literal are part of its value.
  if (text.includes('`')) return undefined;
  const [outer, lineBreak] = [indentationOf(statement), lineBreakOf(statement)];
  const unit = indentationUnit(statement.getSourceFile().text);
  const inner = text.replace(event.getText(), 'signal').split(/\r?\n/).map((line, index) => (index === 0 || line === '' ? line : `${unit}${line}`)).join(lineBreak);
  const list = `[${quoted(event, 'SIGTERM')}, ${event.getText()}]${isTypeScript(at) ? ' as const' : ''}`;
  return { title, edits: [replaced(at, statement, `for (const signal of ${list}) {${lineBreak}${outer}${unit}${inner}${lineBreak}${outer}}`)] };
};

/** How a file indents: by what its first indented line begins with. */
const indentationUnit = (text: string): string => {
  const line = text.split('\n', 2000).find((each) => /^[ \t]+[^\s*]/.test(each)) ?? '';
  if (line.startsWith('\t')) return '\t';
  const width = line.length - line.trimStart().length;
  return ' '.repeat(width > 0 && width <= 8 ? width : 2);
};
