/** One word of a command. */
export interface Word {
  /** Without quotes; expansions stay as they are written: `$PORT`, `${NAME:-x}`. */
  readonly text: string;
  /** Whether the text is known: no expansion, no pattern. */
  readonly literal: boolean;
  /** Offset in the script. */
  readonly start: number;
  readonly end: number;
}

/** A command with its arguments: `A=1 node server.js > log`. */
export interface SimpleCommand {
  readonly kind: 'simple';
  readonly assignments: readonly Word[];
  readonly words: readonly Word[];
  readonly start: number;
  readonly end: number;
}

/** What the shell runs in order: `a && b; c &`. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly items: readonly SequenceItem[];
}

export interface SequenceItem {
  readonly command: Command;
  /** What stands between this command and the one before it. */
  readonly joined: 'start' | 'and' | 'or';
  readonly background: boolean;
}

/** One of several bodies runs: `if`, `case`. */
export interface Choice {
  readonly kind: 'choice';
  readonly conditions: readonly Sequence[];
  readonly bodies: readonly Sequence[];
  /** Whether one of them runs in any case: `else`, `*)`. */
  readonly isExhaustive: boolean;
}

export type Command =
  | SimpleCommand
  | Sequence
  | Choice
  | { readonly kind: 'pipeline'; readonly parts: readonly Command[] }
  | { readonly kind: 'group' | 'subshell' | 'loop'; readonly body: Sequence }
  | { readonly kind: 'function'; readonly name: string; readonly body: Command }
  /** `[[ … ]]`, `(( … ))`: tests that start nothing. */
  | { readonly kind: 'test' };

/** Why a script is not understood, at an offset. Thrown by the parser, caught by `parseShell`. */
export class ShellSyntaxError extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
  }
}
