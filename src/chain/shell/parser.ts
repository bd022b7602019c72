import { tokenize } from './lexer.js';
import type { Token } from './lexer.js';
import { ShellSyntaxError } from './syntax.js';
import type { Choice, Command, Sequence, SequenceItem, SimpleCommand, Word } from './syntax.js';

const nestingLimit = 40;
/** A start script has a hundred commands; one with more is generated or hostile. */
const tokenLimit = 20_000;
const redirections = new Set(['<', '>', '>>', '<<', '<<-', '<<<', '<&', '>&', '<>', '>|', '&>', '&>>']);
/** Words that end a body when they stand where a command begins. */
const closing = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

/** A script that was understood, or why not and where. */
export type ParsedShell = { readonly script: Sequence } | { readonly problem: string; readonly offset: number };

/** Reads a script of the Bourne family. Conservative: what it is not sure of is a problem, never a guess. */
export const parseShell = (text: string): ParsedShell => {
  try {
    return { script: new Parser(tokenize(text)).script() };
  } catch (error) {
    if (error instanceof ShellSyntaxError) return { problem: error.message, offset: error.offset };
    throw error;
  }
};

class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    if (tokens.length > tokenLimit) throw new ShellSyntaxError(`it has more than ${tokenLimit} words`, 0);
    this.#tokens = tokens;
  }

  script(): Sequence {
    const sequence = this.#sequence();
    const left = this.#tokens[this.#index];
    if (left) throw new ShellSyntaxError(`\`${left.kind === 'word' ? left.word.text : left.text}\` is not understood here`, this.#offset());
    return sequence;
  }

  #offset(): number {
    const token = this.#tokens[this.#index] ?? this.#tokens.at(-1);
    return token === undefined ? 0 : token.kind === 'word' ? token.word.start : token.start;
  }

  #isOperator(...texts: string[]): boolean {
    const token = this.#tokens[this.#index];
    return token?.kind === 'operator' && texts.includes(token.text);
  }

  /** The reserved word that stands at the position, if it is one. */
  #reserved(): string | undefined {
    const token = this.#tokens[this.#index];
    return token?.kind === 'word' && !token.isQuoted && token.word.literal ? token.word.text : undefined;
  }

  #expect(word: string): void {
    if (this.#reserved() !== word && !this.#isOperator(word)) throw new ShellSyntaxError(`\`${word}\` is missing`, this.#offset());
    this.#index++;
  }

  #skipLineBreaks(): void {
    while (this.#isOperator('\n')) this.#index++;
  }

  #sequence(): Sequence {
    if (++this.#depth > nestingLimit) throw new ShellSyntaxError('it nests too deep', this.#offset());
    const items: SequenceItem[] = [];
    let joined: SequenceItem['joined'] = 'start';
    for (;;) {
      while (this.#isOperator('\n', ';')) this.#index++;
      const word = this.#reserved();
      if (this.#index >= this.#tokens.length || this.#isOperator(')', ';;', ';&', ';;&') || (word !== undefined && closing.has(word))) break;
      const command = this.#pipeline();
      const background = this.#isOperator('&');
      items.push({ command, joined, background });
      joined = 'start';
      if (this.#isOperator('&&', '||')) {
        joined = this.#isOperator('&&') ? 'and' : 'or';
        this.#index++;
        this.#skipLineBreaks();
      } else if (this.#isOperator('&', ';', '\n')) this.#index++;
      else if (this.#isOperator(')', ';;', ';&', ';;&') || this.#index >= this.#tokens.length) break;
      else throw new ShellSyntaxError('a command does not end', this.#offset());
    }
    this.#depth--;
    return { kind: 'sequence', items };
  }

  #pipeline(): Command {
    if (this.#reserved() === '!') this.#index++;
    if (this.#reserved() === 'time') this.#index++;
    const parts = [this.#command()];
    while (this.#isOperator('|', '|&')) {
      this.#index++;
      this.#skipLineBreaks();
      parts.push(this.#command());
    }
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: 'pipeline', parts };
  }

  #command(): Command {
    if (this.#isOperator('(')) return this.#isArithmetic() ? this.#arithmetic() : this.#subshell();
    switch (this.#reserved()) {
      case '{':
        return this.#group();
      case 'if':
        return this.#if();
      case 'case':
        return this.#case();
      case 'while':
      case 'until':
        this.#index++;
        this.#sequence();
        return this.#loop();
      case 'for':
      case 'select':
        return this.#for();
      case '[[':
        return this.#test();
      case 'function': {
        this.#index++;
        const name = this.#reserved() ?? '';
        this.#index++;
        return this.#function(name);
      }
      default:
        return this.#simple();
    }
  }

  #isArithmetic(): boolean {
    const [first, second] = [this.#tokens[this.#index], this.#tokens[this.#index + 1]];
    return first?.kind === 'operator' && second?.kind === 'operator' && second.text === '(' && second.start === first.end;
  }

  #arithmetic(): Command {
    let depth = 0;
    do {
      if (this.#index >= this.#tokens.length) throw new ShellSyntaxError('`((` is not closed', this.#offset());
      if (this.#isOperator('(')) depth++;
      if (this.#isOperator(')')) depth--;
      this.#index++;
    } while (depth > 0);
    return { kind: 'test' };
  }

  #test(): Command {
    while (this.#reserved() !== ']]') {
      if (this.#index >= this.#tokens.length) throw new ShellSyntaxError('`[[` is not closed', this.#offset());
      this.#index++;
    }
    this.#index++;
    return { kind: 'test' };
  }

  #subshell(): Command {
    this.#index++;
    const body = this.#sequence();
    this.#expect(')');
    this.#redirections();
    return { kind: 'subshell', body };
  }

  #group(): Command {
    this.#index++;
    const body = this.#sequence();
    this.#expect('}');
    this.#redirections();
    return { kind: 'group', body };
  }

  #loop(): Command {
    this.#expect('do');
    const body = this.#sequence();
    this.#expect('done');
    this.#redirections();
    return { kind: 'loop', body };
  }

  #for(): Command {
    this.#index++;
    if (this.#isOperator('(')) this.#arithmetic();
    else while (this.#index < this.#tokens.length && !this.#isOperator(';', '\n') && this.#reserved() !== 'do') this.#index++;
    while (this.#isOperator(';', '\n')) this.#index++;
    return this.#loop();
  }

  #if(): Choice {
    const conditions: Sequence[] = [];
    const bodies: Sequence[] = [];
    let isExhaustive = false;
    do {
      this.#index++;
      conditions.push(this.#sequence());
      this.#expect('then');
      bodies.push(this.#sequence());
    } while (this.#reserved() === 'elif');
    if (this.#reserved() === 'else') {
      this.#index++;
      bodies.push(this.#sequence());
      isExhaustive = true;
    }
    this.#expect('fi');
    this.#redirections();
    return { kind: 'choice', conditions, bodies, isExhaustive };
  }

  #case(): Choice {
    this.#index += 2;
    this.#skipLineBreaks();
    this.#expect('in');
    const bodies: Sequence[] = [];
    let isExhaustive = false;
    for (;;) {
      this.#skipLineBreaks();
      if (this.#reserved() === 'esac') break;
      if (this.#isOperator('(')) this.#index++;
      while (!this.#isOperator(')')) {
        const token = this.#tokens[this.#index++];
        if (token === undefined) throw new ShellSyntaxError('`case` is not closed', this.#offset());
        if (token.kind === 'word' && token.word.text === '*') isExhaustive = true;
      }
      this.#index++;
      bodies.push(this.#sequence());
      if (this.#isOperator(';;', ';&', ';;&')) this.#index++;
    }
    this.#index++;
    this.#redirections();
    return { kind: 'choice', conditions: [], bodies, isExhaustive };
  }

  #function(name: string): Command {
    if (this.#isOperator('(')) {
      this.#index++;
      this.#expect(')');
    }
    this.#skipLineBreaks();
    if (++this.#depth > nestingLimit) throw new ShellSyntaxError('it nests too deep', this.#offset());
    const body = this.#command();
    this.#depth--;
    return { kind: 'function', name, body };
  }

  #simple(): Command {
    const start = this.#offset();
    const assignments: Word[] = [];
    const words: Word[] = [];
    let end = start;
    while (this.#index < this.#tokens.length) {
      if (this.#redirection()) continue;
      const token = this.#tokens[this.#index];
      if (token?.kind !== 'word') break;
      this.#index++;
      end = token.word.end;
      if (words.length === 0 && /^[A-Za-z_]\w*\+?=/.test(token.word.text)) assignments.push(token.word);
      else words.push(token.word);
    }
    const [name] = words;
    if (name && words.length === 1 && assignments.length === 0 && this.#isOperator('(')) return this.#function(name.text);
    if (!name && assignments.length === 0 && end === start && !this.#wasRedirection()) throw new ShellSyntaxError('a command is missing', start);
    return { kind: 'simple', assignments, words, start, end };
  }

  #wasRedirection(): boolean {
    const before = this.#tokens[this.#index - 2];
    return before?.kind === 'operator' && redirections.has(before.text);
  }

  #redirections(): void {
    while (this.#redirection());
  }

  /** Passes over `> file`, `2>&1` and the like. */
  #redirection(): boolean {
    const token = this.#tokens[this.#index];
    const next = this.#tokens[this.#index + 1];
    const isRedirection = (candidate: Token | undefined): boolean => candidate?.kind === 'operator' && redirections.has(candidate.text);
    if (token?.kind === 'word' && /^\d$/.test(token.word.text) && next?.kind === 'operator' && isRedirection(next) && next.start === token.word.end) this.#index++;
    else if (!isRedirection(token)) return false;
    this.#index++;
    if (this.#tokens[this.#index]?.kind !== 'word') throw new ShellSyntaxError('a redirection leads nowhere', this.#offset());
    this.#index++;
    return true;
  }
}

/** The command that a simple command runs, when it is known: `node` of `A=1 /usr/bin/node x.js`. */
export const programOf = (command: SimpleCommand): string | undefined => {
  const [word] = command.words;
  return word?.literal === true ? word.text.slice(word.text.lastIndexOf('/') + 1) : undefined;
};
