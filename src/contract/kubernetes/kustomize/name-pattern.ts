/** What a machine that reads a pattern does next: takes a character, or goes on at other places, counted from here. */
type Instruction = { readonly takes: (character: string) => boolean } | { readonly goesTo: readonly number[] };

const longest = 500;
const deepest = 20;

/** For all patterns of a tree together: characters taken, times the places that the machine is at. A second or two. */
const mostPlaces = 20_000_000;

/**
 * The patterns of a tree. Targets of patches are regular expressions of strangers, so they are run by a machine of their
 * own whose time is the product of both lengths at most. https://github.com/google/re2/wiki/Syntax
 */
export class Patterns {
  readonly #programs = new Map<string, readonly Instruction[] | undefined>();
  #left = mostPlaces;

  /**
   * Whether a pattern covers a whole text.
   *
   * @returns undefined for syntax that is not understood, and when all patterns have taken too long
   */
  covers(pattern: string, text: string): boolean | undefined {
    if (!/[^\w-]/.test(pattern)) return pattern === text;
    const program = pattern.length > longest || text.length > longest ? undefined : this.#programOf(pattern);
    if (program === undefined) return undefined;
    let places = reached(program, [0]);
    for (const character of text) {
      this.#left -= places.size;
      if (this.#left < 0) return undefined;
      if (places.size === 0) return false;
      const next: number[] = [];
      for (const place of places) {
        const instruction = program[place];
        if (instruction && 'takes' in instruction && instruction.takes(character)) next.push(place + 1);
      }
      places = reached(program, next);
    }
    return places.has(program.length);
  }

  #programOf(pattern: string): readonly Instruction[] | undefined {
    if (!this.#programs.has(pattern)) this.#programs.set(pattern, new PatternReader(pattern).program());
    return this.#programs.get(pattern);
  }
}

/** The places that the machine can be at without taking another character. */
const reached = (program: readonly Instruction[], from: readonly number[]): ReadonlySet<number> => {
  const places = new Set<number>();
  const open = [...from];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (places.has(place)) continue;
    places.add(place);
    const instruction = program[place];
    if (instruction && 'goesTo' in instruction) for (const step of instruction.goesTo) open.push(place + step);
  }
  return places;
};

/** Reads a pattern: alternatives, groups, classes and the repetitions `*`, `+` and `?`. */
class PatternReader {
  readonly #pattern: string;
  #at = 0;
  #depth = 0;

  constructor(pattern: string) {
    this.#pattern = pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, '');
  }

  program(): readonly Instruction[] | undefined {
    const program = this.#alternatives();
    return this.#at === this.#pattern.length ? program : undefined;
  }

  #alternatives(): readonly Instruction[] | undefined {
    if (++this.#depth > deepest) return undefined;
    let program = this.#sequence();
    while (program && this.#takes('|')) {
      const other = this.#sequence();
      program = other && [{ goesTo: [1, program.length + 2] }, ...program, { goesTo: [other.length + 1] }, ...other];
    }
    this.#depth--;
    return program;
  }

  #sequence(): readonly Instruction[] | undefined {
    const program: Instruction[] = [];
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern.charAt(this.#at))) {
      const part = this.#repeated();
      if (part === undefined) return undefined;
      program.push(...part);
    }
    return program;
  }

  #repeated(): readonly Instruction[] | undefined {
    const part = this.#atom();
    if (part === undefined) return undefined;
    const { length } = part;
    if (this.#takes('*')) return [{ goesTo: [1, length + 2] }, ...part, { goesTo: [-length - 1] }];
    if (this.#takes('+')) return [...part, { goesTo: [-length, 1] }];
    if (this.#takes('?')) return [{ goesTo: [1, length + 1] }, ...part];
    return part;
  }

  #atom(): readonly Instruction[] | undefined {
    const character = this.#pattern.charAt(this.#at++);
    switch (character) {
      case '.':
        return [{ takes: () => true }];
      case '(': {
        if (this.#takes('?') && !this.#takes(':')) return undefined;
        const group = this.#alternatives();
        return this.#takes(')') ? group : undefined;
      }
      case '[':
        return this.#characterClass();
      case '\\':
        return this.#escaped(this.#pattern.charAt(this.#at++));
      case '*':
      case '+':
      case '?':
      case '{':
      case '^':
      case '$':
        return undefined;
      default:
        return [{ takes: (taken) => taken === character }];
    }
  }

  #escaped(character: string): readonly Instruction[] | undefined {
    if (character === 'd') return [{ takes: (taken) => /^\d$/.test(taken) }];
    if (character === 'w') return [{ takes: (taken) => /^\w$/.test(taken) }];
    return /^[^a-zA-Z0-9]$/.test(character) ? [{ takes: (taken) => taken === character }] : undefined;
  }

  #characterClass(): readonly Instruction[] | undefined {
    const isNegated = this.#takes('^');
    const end = this.#pattern.indexOf(']', this.#at + 1);
    if (end === -1) return undefined;
    const inside = this.#pattern.slice(this.#at, end);
    this.#at = end + 1;
    if (/[\\[]/.test(inside)) return undefined;
    const ranges: [string, string][] = [];
    for (let at = 0; at < inside.length; at++) {
      const isRange = inside[at + 1] === '-' && at + 2 < inside.length;
      ranges.push([inside.charAt(at), inside.charAt(isRange ? at + 2 : at)]);
      if (isRange) at += 2;
    }
    return [{ takes: (taken) => ranges.some(([from, to]) => taken >= from && taken <= to) !== isNegated }];
  }

  #takes(character: string): boolean {
    if (this.#pattern[this.#at] !== character) return false;
    this.#at++;
    return true;
  }
}
