import type { Located, Location } from '../../rule.js';
import type { Span } from './source-text.js';
import { isNull } from './value.js';
import type { Mapping, Value } from './value.js';

type Presence = 'never' | 'maybe' | 'always';

/** A place in a value that may be empty: `field.get('spec', 'replicas').integer`. Asking for what is not there is safe. */
export class Field implements Located {
  readonly value: Value | undefined;
  /** Of the key, where there is one; else of the nearest thing around it that is written. */
  readonly keySpan: Span;
  readonly presence: Presence;

  private constructor(value: Value | undefined, keySpan: Span, presence: Presence) {
    this.value = value;
    this.keySpan = keySpan;
    this.presence = presence;
  }

  static of(value: Value): Field {
    return new Field(value, value.span, 'always');
  }

  /** The field below this one, by its keys. */
  get(...keys: readonly string[]): Field {
    return keys.reduce<Field>((field, key) => field.#child(key), this);
  }

  #child(key: string): Field {
    const { value } = this;
    if (value === undefined || isNull(value)) return new Field(undefined, this.keySpan, this.presence === 'maybe' ? 'maybe' : 'never');
    if (value.kind !== 'mapping') return new Field(undefined, this.keySpan, 'maybe');
    const pair = value.pairs.get(key);
    if (pair === undefined) return new Field(undefined, this.keySpan, value.isOpen ? 'maybe' : 'never');
    return new Field(pair.value, pair.keySpan, isNull(pair.value) ? 'never' : 'always');
  }

  /** Whether it is written, with something in it. */
  get isWritten(): boolean {
    return this.presence === 'always';
  }

  get isMissing(): boolean {
    return this.presence === 'never';
  }

  /** Of its value, else of what is around it. */
  get at(): Location {
    return this.span.at;
  }

  get span(): Span {
    const { value } = this;
    if (value === undefined || isNull(value)) return this.keySpan;
    // What a block holds is long: its key says enough.
    return value.kind === 'scalar' || value.kind === 'unknown' || (value.kind === 'mapping' && value.isFlow) ? firstLineOf(value.span, this.keySpan) : this.keySpan;
  }

  get text(): string | undefined {
    return this.value?.kind === 'scalar' && !isNull(this.value) ? this.value.text : undefined;
  }

  /** Its text, where that is final: no placeholder is in it that something else replaces. */
  get literal(): string | undefined {
    const { text } = this;
    return text === undefined || hasPlaceholder(text) ? undefined : text;
  }

  /** A whole number, also when it is quoted. */
  get integer(): number | undefined {
    const { text } = this;
    if (text === undefined || !/^[-+]?\d{1,15}$/.test(text.trim())) return undefined;
    return Number(text);
  }

  get boolean(): boolean | undefined {
    const { text } = this;
    if (text === undefined) return undefined;
    return /^(?:true|True|TRUE)$/.test(text) ? true : /^(?:false|False|FALSE)$/.test(text) ? false : undefined;
  }

  /** The items of a sequence; none for anything else. */
  get items(): readonly Field[] {
    return this.value?.kind === 'sequence' ? this.value.items.map((item) => Field.of(item)) : [];
  }

  /** Keys and fields of a mapping; none for anything else. */
  get entries(): readonly (readonly [string, Field])[] {
    return this.value?.kind === 'mapping' ? [...this.value.pairs.keys()].map((key) => [key, this.get(key)] as const) : [];
  }

  get mapping(): Mapping | undefined {
    return this.value?.kind === 'mapping' ? this.value : undefined;
  }

  /** Whether everything in it is known: no part of a sequence or mapping may be added by a template. */
  get isClosed(): boolean {
    const { value } = this;
    return value?.kind === 'scalar' || ((value?.kind === 'mapping' || value?.kind === 'sequence') && !value.isOpen);
  }

  /** Texts of a mapping such as labels; undefined when one of them is not final. */
  get strings(): ReadonlyMap<string, string> | undefined {
    if (this.isMissing) return new Map();
    if (this.value?.kind !== 'mapping' || this.value.isOpen) return undefined;
    const strings = new Map<string, string>();
    for (const [key, field] of this.entries) {
      const { literal } = field;
      if (literal === undefined || hasPlaceholder(key)) return undefined;
      strings.set(key, literal);
    }
    return strings;
  }
}

/** `{{ }}`, `${VAR}`, `$(VAR)`, `$VAR` and `{version}` are filled in later by something that is not known here. */
export const hasPlaceholder = (text: string): boolean => text.includes('{{') || text.includes('${') || text.includes('$(') || /^\$[A-Z_]|\{[A-Za-z_][\w.-]*\}|<[A-Z_]+>|__[A-Z_]+__/.test(text);

const firstLineOf = (span: Span, keySpan: Span): Span => {
  const { text } = span.source;
  const lineEnd = text.indexOf('\n', span.start);
  return lineEnd === -1 || lineEnd >= span.end ? span : keySpan;
};
