import { printable } from './printable.js';

/** Text from input as HTML, in an element and in a quoted attribute alike. */
export const escapeHtml = (text: string): string => printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
