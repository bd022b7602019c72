import { programOf } from './parser.js';
import type { Command, Sequence, SimpleCommand } from './syntax.js';

/**
 * How the shell runs a command that is the reason why the script exists.
 *
 * - `exec`: the shell replaces itself with it
 * - `last`: a simple command in the foreground, nothing after it
 * - `nested`: the same inside `{ }`, `( )`, `if` or a function
 * - `followed`: in the foreground, with something after it
 * - `piped`, `looped`, `background`
 */
export type Position = 'exec' | 'last' | 'nested' | 'followed' | 'piped' | 'looped' | 'background';

/** One way in which a script can come to its long-running command. */
export interface Ending {
  readonly command: SimpleCommand;
  /** Its words without `exec` and its options. */
  readonly words: SimpleCommand['words'];
  readonly position: Position;
  /** Whether something is joined behind it that the shell stays for: `|| exit 1`, `; exit $?`. */
  readonly isLast: boolean;
}

/** `trap 'kill $P' TERM`. */
export interface Trap {
  readonly action: string;
  readonly signals: readonly string[];
  readonly command: SimpleCommand;
}

/** What a script does as far as signals are concerned. */
export interface Flow {
  readonly endings: readonly Ending[];
  /** Commands that are left running while the script goes on. */
  readonly backgrounds: readonly SimpleCommand[];
  readonly traps: readonly Trap[];
  /** `wait` outside trap actions, and whether one stands in a loop. */
  readonly waits: readonly SimpleCommand[];
  readonly waitsInLoop: boolean;
  /** Whether a loop follows that may itself watch over the background commands. */
  readonly hasLoop: boolean;
  readonly functions: ReadonlyMap<string, Command>;
  /** `set -- node "$@"`, and whether it always runs. */
  readonly arguments: readonly { readonly words: SimpleCommand['words']; readonly isConditional: boolean }[];
  /** Variables with the one literal text that they are given. */
  readonly variables: ReadonlyMap<string, string>;
  readonly sourced: readonly string[];
  /** `cd packages/api`, in order. */
  readonly folders: readonly { readonly path: string; readonly start: number }[];
  /** Whether `shift` moves the arguments. */
  readonly shifts: boolean;
}

/** Commands that end by themselves, so that no script exists for them. */
const passing = new Set(
  ('echo printf exit return break continue true false : wait sleep cd pushd popd export set unset trap kill test [ source . read shift umask ulimit local declare typeset readonly eval date cat rm mkdir chmod chown chgrp cp mv ln touch ls grep sed awk cut tr head tail curl wget nc pkill killall sync id whoami hostname find tar unzip jq envsubst mktemp basename dirname getent addgroup adduser usermod groupmod groupadd useradd apk apt apt-get git alias command type which psql pg_isready mongo mysql mysqladmin redis-cli openssl logger wait-for-it.sh wait-for wait-on update-ca-certificates sysctl modprobe shopt setopt let hash unalias tput clear stat seq tee base64 sort uniq wc').split(' '),
);

/** Whether a program ends by itself, so that no script is there for it. */
export const endsByItself = (program: string): boolean => passing.has(program);

const callLimit = 8;

/** Follows a script to its endings. */
export const flowOf = (script: Sequence): Flow => new Walker().walk(script);

class Walker {
  readonly #backgrounds: SimpleCommand[] = [];
  readonly #traps: Trap[] = [];
  readonly #waits: SimpleCommand[] = [];
  #waitsInLoop = false;
  #hasLoop = false;
  readonly #functions = new Map<string, Command>();
  readonly #arguments: { words: SimpleCommand['words']; isConditional: boolean }[] = [];
  readonly #variables = new Map<string, string | undefined>();
  readonly #sourced: string[] = [];
  readonly #folders: { path: string; start: number }[] = [];
  #shifts = false;
  #calls = 0;

  walk(script: Sequence): Flow {
    const endings = this.#sequence(script, { position: 'last', isConditional: false, inLoop: false }).endings;
    return {
      endings,
      backgrounds: this.#backgrounds,
      traps: this.#traps,
      waits: this.#waits,
      waitsInLoop: this.#waitsInLoop,
      hasLoop: this.#hasLoop,
      functions: this.#functions,
      arguments: this.#arguments,
      variables: new Map([...this.#variables].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))),
      sourced: this.#sourced,
      folders: this.#folders,
      shifts: this.#shifts,
    };
  }

  #sequence(sequence: Sequence, place: Place): Reached {
    let endings: Ending[] = [];
    const { items } = sequence;
    for (const [index, { command, joined, background }] of items.entries()) {
      if (background) {
        this.#inBackground(command);
        continue;
      }
      const isConditional = place.isConditional || joined !== 'start';
      const reached = this.#command(command, { ...place, isConditional });
      if (reached.endings.length > 0) {
        // What ran before in the foreground has ended by now, unless this one only stands in for its failure.
        const before = joined === 'or' ? endings.map(followed) : endings.filter((ending) => ending.position === 'exec');
        endings = [...before, ...reached.endings];
      } else endings = endings.map((ending) => (ending.position === 'exec' ? ending : followed(ending)));
      const next = items[index + 1];
      if (reached.stops && (joined === 'start' || joined === 'and') && next?.joined !== 'or') return { endings, stops: joined === 'start' };
    }
    return { endings, stops: false };
  }

  #inBackground(command: Command): void {
    if (command.kind === 'simple') this.#backgrounds.push(command);
    else if (command.kind === 'group' || command.kind === 'subshell' || command.kind === 'loop') for (const item of command.body.items) this.#inBackground(item.command);
    else if (command.kind === 'sequence') for (const item of command.items) this.#inBackground(item.command);
    else if (command.kind === 'pipeline') for (const part of command.parts) this.#inBackground(part);
  }

  #command(command: Command, place: Place): Reached {
    switch (command.kind) {
      case 'simple':
        return this.#simple(command, place);
      case 'sequence':
        return this.#sequence(command, place);
      case 'choice': {
        const ways = command.bodies.map((body) => this.#sequence(body, { ...place, position: nestedIn(place.position), isConditional: true }));
        return { endings: ways.flatMap((way) => way.endings), stops: command.isExhaustive && ways.every((way) => way.stops) };
      }
      case 'pipeline':
        return { endings: command.parts.flatMap((part) => (part.kind === 'simple' ? this.#simple(part, { ...place, position: 'piped' }).endings : [])).slice(0, 1), stops: false };
      case 'group':
      case 'subshell':
        return this.#sequence(command.body, { ...place, position: nestedIn(place.position) });
      case 'loop': {
        this.#hasLoop = true;
        return { endings: this.#sequence(command.body, { position: 'looped', isConditional: true, inLoop: true }).endings, stops: false };
      }
      case 'function':
        this.#functions.set(command.name, command.body);
        return nothing;
      case 'test':
        return nothing;
    }
  }

  #simple(command: SimpleCommand, place: Place): Reached {
    const program = programOf(command);
    const { words } = command;
    if (words.length === 0 || program === 'export') this.#assign(words.length === 0 ? command.assignments : words.slice(1), place);
    if (words.length === 0) return nothing;
    if (program === 'exec') {
      const rest = withoutExecOptions(words.slice(1));
      if (rest.length === 0) return nothing;
      const position = place.position === 'piped' ? 'piped' : 'exec';
      return { endings: [{ command, words: rest, position, isLast: position === 'exec' }], stops: position === 'exec' };
    }
    if (program === 'exit' || program === 'return') return { endings: [], stops: true };
    if (program === 'trap') this.#trap(command);
    else if (program === 'wait') {
      this.#waits.push(command);
      this.#waitsInLoop ||= place.inLoop;
    } else if (program === 'set' && words[1]?.text === '--') this.#arguments.push({ words: words.slice(2), isConditional: place.isConditional });
    else if ((program === '.' || program === 'source') && words[1]?.literal === true) this.#sourced.push(words[1].text);
    else if ((program === 'cd' || program === 'pushd') && words[1]?.literal === true) this.#folders.push({ path: words[1].text, start: command.start });
    else if (program === 'shift') this.#shifts = true;
    const body = program === undefined ? undefined : this.#functions.get(program);
    if (body && this.#calls < callLimit) {
      this.#calls++;
      return { endings: this.#command(body, { ...place, position: nestedIn(place.position) }).endings, stops: false };
    }
    if (program !== undefined && passing.has(program)) return nothing;
    return { endings: [{ command, words, position: place.position, isLast: place.position === 'last' || place.position === 'nested' }], stops: false };
  }

  #assign(words: SimpleCommand['words'], place: Place): void {
    for (const word of words) {
      const at = word.text.indexOf('=');
      if (at <= 0) continue;
      const name = word.text.slice(0, at).replace(/\+$/, '');
      const isKnown = word.literal && !place.isConditional && !this.#variables.has(name);
      this.#variables.set(name, isKnown ? word.text.slice(at + 1) : undefined);
    }
  }

  #trap(command: SimpleCommand): void {
    const [, first, ...signals] = command.words;
    if (!first || first.text === '-' || first.text === '--') return;
    this.#traps.push({ action: first.text, signals: signals.map((word) => word.text.toUpperCase().replace(/^SIG/, '').replace(/^15$/, 'TERM').replace(/^2$/, 'INT')), command });
  }
}

interface Place {
  readonly position: Position;
  readonly isConditional: boolean;
  readonly inLoop: boolean;
}

interface Reached {
  readonly endings: Ending[];
  /** Whether nothing after it runs: `exec`, `exit`. */
  readonly stops: boolean;
}

const nothing: Reached = { endings: [], stops: false };

const nestedIn = (position: Position): Position => (position === 'last' ? 'nested' : position);

const followed = (ending: Ending): Ending => (ending.position === 'last' || ending.position === 'nested' ? { ...ending, position: 'followed', isLast: false } : ending);

/** `exec -a name node` is `node`. */
const withoutExecOptions = (words: SimpleCommand['words']): SimpleCommand['words'] => {
  let index = 0;
  while (words[index]?.text.startsWith('-') === true) index += words[index]?.text === '-a' ? 2 : 1;
  return words.slice(index);
};
