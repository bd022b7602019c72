const escaped = (character: string): string => Array.from({ length: character.length }, (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`).join('');

/**
 * JSON that means what it always would, in which no terminal and no build log finds anything to obey: marks that reorder
 * or hide text and what is left of controls are written as escapes, and so is the beginning of `##[command]`.
 */
export const jsonText = (value: unknown, indent?: number): string =>
  JSON.stringify(value, undefined, indent)
    .replaceAll(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu, escaped)
    .replaceAll('##[', String.raw`\u0023#[`);
