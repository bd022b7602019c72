import type { ESLint, Linter } from 'eslint';

/** The whole stream, and the only node: what is in it is read by drain-audit's own reader, which has limits. */
export interface Stream {
  readonly type: 'Stream';
  readonly range: [number, number];
}

interface Directive {
  readonly type: 'disable' | 'enable' | 'disable-line' | 'disable-next-line';
  readonly node: { readonly range: [number, number] };
  readonly value: string;
  readonly justification: string;
}

interface Place {
  line: number;
  column: number;
}

/** The text of manifests as ESLint wants it: lines, places, and the comments that switch rules off. */
export class ManifestText {
  readonly ast: Stream;
  readonly text: string;
  readonly hasBOM: boolean;
  readonly lines: readonly string[];
  readonly #starts: readonly number[];

  constructor(text: string, hasBOM: boolean) {
    this.text = text;
    this.hasBOM = hasBOM;
    this.ast = { type: 'Stream', range: [0, text.length] };
    this.lines = text.split(/\r?\n/);
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  getText(node?: { range: [number, number] }): string {
    return node ? this.text.slice(...node.range) : this.text;
  }

  getRange(node: { range: [number, number] }): [number, number] {
    return node.range;
  }

  getLoc(node: { range: [number, number] }): { start: Place; end: Place } {
    return { start: this.getLocFromIndex(node.range[0]), end: this.getLocFromIndex(node.range[1]) };
  }

  getLocFromIndex(index: number): Place {
    const after = this.#starts.findIndex((start) => start > index);
    const line = after === -1 ? this.#starts.length : after;
    return { line, column: index - (this.#starts[line - 1] ?? 0) };
  }

  getIndexFromLoc({ line, column }: Place): number {
    return (this.#starts[line - 1] ?? this.text.length) + column;
  }

  getParent(): undefined {
    return undefined;
  }

  getAncestors(): [] {
    return [];
  }

  traverse(): { type: 'visit'; kind: 1; target: Stream; phase: 1 | 2; args: [Stream] }[] {
    return ([1, 2] as const).map((phase) => ({ type: 'visit', kind: 1, target: this.ast, phase, args: [this.ast] }));
  }

  /** `# eslint-disable-next-line drain-audit/grace-zero -- a pod to open a shell in` */
  getDisableDirectives(): { directives: Directive[]; problems: [] } {
    const directives: Directive[] = [];
    for (const [index, line] of this.lines.entries()) {
      const at = line.indexOf('# eslint-');
      const match = at === -1 ? null : /^# eslint-(disable-next-line|disable-line|disable|enable)(?:\s|$)/.exec(line.slice(at, at + 60));
      if (!match?.[1]) continue;
      const [value = '', ...why] = line.slice(at + match[0].length).split('--');
      const start = (this.#starts[index] ?? 0) + at;
      directives.push({ type: match[1] as Directive['type'], node: { range: [start, start + line.length - at] }, value: value.trim(), justification: why.join('--').trim() });
    }
    return { directives, problems: [] };
  }
}

/** YAML for ESLint, without a parser of its own: any text is a stream. https://eslint.org/docs/latest/extend/languages */
export const manifestLanguage: NonNullable<ESLint.Plugin['languages']>[string] = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 0,
  nodeTypeKey: 'type',
  visitorKeys: { Stream: [] },
  validateLanguageOptions: (): void => undefined,
  parse: (file: { body: string | Uint8Array }) => ({ ok: true as const, ast: { type: 'Stream' as const, range: [0, file.body.length] as [number, number] } }),
  createSourceCode: (file: { body: string | Uint8Array; bom: boolean }) => new ManifestText(typeof file.body === 'string' ? file.body : new TextDecoder().decode(file.body), file.bom),
};

/** How the language is named in a configuration. */
export const languageName = 'drain-audit/yaml' satisfies Linter.Config['language'];
