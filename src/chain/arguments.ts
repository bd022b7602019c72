import type { Location } from '../rule.js';
import { fillVariables } from './dockerfile.js';
import type { SimpleCommand } from './shell/syntax.js';

/** One argument of a command that is about to run. */
export interface Argument {
  readonly text: string;
  /** Whether the text is known; an expansion without a value is not. */
  readonly literal: boolean;
}

/** What a shell fills into its commands. */
export interface Expansion {
  /** `$1`, `$2`, …; undefined when they are not known. */
  readonly positional: readonly Argument[] | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

const unknown: Argument = { text: '…', literal: false };

/** The arguments that words of a script become, as far as that is known. */
export const expanded = (words: SimpleCommand['words'], script: string, { positional, variables }: Expansion): Argument[] =>
  words.flatMap((word): Argument[] => {
    if (word.literal) return [{ text: word.text, literal: true }];
    const isQuoted = script.charAt(word.start) === '"';
    if (/^\$\{?[@*]\}?$/.test(word.text)) return positional ? [...positional] : [unknown];
    const rest = /^\$\{@:(\d+)\}$/.exec(word.text)?.[1];
    if (rest !== undefined) return positional ? positional.slice(Number(rest) - 1) : [unknown];
    const number = /^\$\{?([1-9])\}?$/.exec(word.text)?.[1];
    if (number !== undefined) {
      const argument = positional?.[Number(number) - 1];
      if (!argument) return positional ? [] : [unknown];
      return isQuoted ? [argument] : argument.text.split(/\s+/).map((text) => ({ text, literal: argument.literal }));
    }
    const text = fillVariables(word.text, variables);
    if (/[$`*?]|<\(/.test(text)) return [{ text: word.text, literal: false }];
    return (isQuoted ? [text] : text.split(/\s+/).filter(Boolean)).map((part) => ({ text: part, literal: true }));
  });

export const literals = (argv: readonly string[]): Argument[] => argv.map((text) => ({ text, literal: true }));

/** A command line as people read it, cut where it gets long. */
export const shown = (argv: readonly Argument[], limit = 60): string => {
  const line = argv.map(({ text }) => (/\s/.test(text) ? JSON.stringify(text) : text)).join(' ').replaceAll(/\s+/g, ' ');
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
};

export interface PlacedCommand {
  readonly argv: readonly Argument[];
  readonly at: Location;
}
