import type { Location } from '../rule.js';

/** A block of HCL: `task "web" { … }`, with its attributes as they are written. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: ReadonlyMap<string, { readonly text: string; readonly at: Location }>;
  readonly blocks: readonly Block[];
  readonly at: Location;
}

const depthLimit = 30;

/**
 * Reads the blocks and attributes of an HCL file line by line: enough for job files, whose keys stand one to a line.
 * Here-documents and lists over several lines are passed over. Expressions stay text.
 */
export const readHcl = (file: string, text: string): Block => {
  const at = (line: number, content: string): Location => ({ file, startLine: line, startColumn: content.length - content.trimStart().length + 1, endLine: line, endColumn: content.trimEnd().length + 1 });
  const root = { type: '', labels: [] as string[], attributes: new Map<string, { text: string; at: Location }>(), blocks: [] as Block[], at: at(1, '') };
  const open = [root];
  let until: string | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/\r$/, '');
    const trimmed = line.trim().replace(/\{[ \t]*(?:#|\/\/).*$/, '{');
    if (until !== undefined) {
      if (trimmed === until || trimmed === `${until},`) until = undefined;
      continue;
    }
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('//')) continue;
    const current = open.at(-1) ?? root;
    const attribute = /^"?([\w-]{1,80})"?[ \t]*=[ \t]*(.*)$/.exec(trimmed);
    if (attribute) {
      const [, key = '', value = ''] = attribute;
      current.attributes.set(key, { text: value.replace(/[ \t]+(?:#|\/\/).*$/, ''), at: at(index + 1, line) });
      until = /<<[-~]?"?(\w+)"?$/.exec(value)?.[1];
      if (value.endsWith('{')) open.push({ type: key, labels: [], attributes: new Map(), blocks: [], at: at(index + 1, line) });
      else if (value.endsWith('[')) until = ']';
      continue;
    }
    const block = /^([\w-]{1,80})((?:[ \t]+"[^"]{0,200}")*)[ \t]*\{[ \t]*(\})?$/.exec(trimmed);
    if (block && open.length < depthLimit) {
      const made = { type: block[1] ?? '', labels: [...(block[2] ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? ''), attributes: new Map<string, { text: string; at: Location }>(), blocks: [] as Block[], at: at(index + 1, line) };
      current.blocks.push(made);
      if (block[3] === undefined) open.push(made);
    } else if (/^[}\]]/.test(trimmed) && open.length > 1) open.pop();
  }
  return root;
};

/** Every block of a type, at any depth. */
export const blocksOf = (block: Block, type: string): Block[] => [...(block.type === type ? [block] : []), ...block.blocks.flatMap((inner) => blocksOf(inner, type))];

/** The text of a quoted value; undefined for an expression. */
export const quoted = (value: { readonly text: string } | undefined): string | undefined => /^"([^"$]*)"$/.exec(value?.text ?? '')?.[1];

/** The words of a list on one line; undefined for anything else. */
export const listed = (value: { readonly text: string } | undefined): string[] | undefined => {
  const inner = /^\[(.*)\]$/.exec(value?.text ?? '')?.[1];
  return inner === undefined || inner.includes('${') ? undefined : [...inner.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => (match[1] ?? '').replaceAll(/\\(.)/g, '$1'));
};
