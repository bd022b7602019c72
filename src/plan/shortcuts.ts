import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import { functionAround } from './callers.js';
import type { Plan, PlanParts } from './plan.js';
import { calledName } from './syntax-index.js';

/** An exit of the program's own, outside of the shutdown. */
export interface Shortcut extends Located {
  /** The event on which it happens, where it stands in a listener. */
  readonly event: string;
}

const registering = /^(?:on|once|addListener)$/;
/** What fails while a process starts, or says that all is written out: an exit is right then. */
const startEvents = /^(?:error|finish|drain|flush\w*|listening|uncaught\w*|unhandled\w*|exit|SIG[A-Z0-9]+)$/;

/** Exits that go round the shutdown. */
export class Shortcuts {
  readonly #plan: Plan;
  readonly #parts: PlanParts;

  constructor(plan: Plan, parts: PlanParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** Exits in listeners for events of connections, when there is a shutdown that they skip. */
  get onEvents(): readonly Shortcut[] {
    if (!this.#plan.stopsSomething) return [];
    return this.#outside.flatMap(({ node, at }) => {
      const listener = functionAround(node);
      const call = listener?.parent;
      if (!call || !typescript.isCallExpression(call) || !registering.test(calledName(call))) return [];
      const [event] = call.arguments;
      return event && typescript.isStringLiteralLike(event) && !startEvents.test(event.text) ? [{ at, event: event.text }] : [];
    });
  }

  /** Exits in packages that the process only uses, from functions that they export. */
  get inLibraries(): readonly Located[] {
    const { entryPackage, packageOf } = this.#parts.facts;
    return this.#outside.filter(({ node, at }) => entryPackage !== undefined && packageOf(at.file) !== undefined && packageOf(at.file) !== entryPackage && isExported(functionAround(node)));
  }

  /** Exits that the plan does not come to. */
  get #outside(): PlanParts['facts']['surroundings']['exits'] {
    return this.#parts.facts.surroundings.exits.filter(({ node }) => {
      for (let around = functionAround(node); around; around = functionAround(around)) if (this.#parts.executed.has(around)) return false;
      return true;
    });
  }
}

const isExported = (callable: ts.FunctionLikeDeclaration | undefined): boolean => {
  for (let current = callable as ts.Node | undefined; current && !typescript.isSourceFile(current); current = current.parent as ts.Node | undefined) {
    // CommonJS: `exports.giveUp = () => …`.
    if (typescript.isBinaryExpression(current) && /^(?:module\.)?exports\b/.test(current.left.getText())) return true;
    if ((typescript.isFunctionDeclaration(current) || typescript.isVariableStatement(current) || typescript.isClassDeclaration(current)) && (current.modifiers?.some((modifier) => modifier.kind === typescript.SyntaxKind.ExportKeyword) ?? false)) return true;
  }
  return false;
};
