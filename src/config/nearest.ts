/** The name that a mistyped one most likely means; undefined when none is near. */
export const nearest = (typed: string, names: Iterable<string>): string | undefined => {
  // Distances to hostile input of any length would be quadratic, and nobody mistypes a name into a long one.
  if (typed.length > 100) return undefined;
  let best: string | undefined;
  let least = Math.floor(typed.length / 3) + 1;
  for (const name of names) {
    const edits = distance(typed, name);
    if (edits < least) [best, least] = [name, edits];
  }
  return best ?? Array.from(names).find((name) => typed.length > 3 && name.includes(typed));
};

/** Letters inserted, removed, replaced, or swapped with their neighbour (optimal string alignment). */
const distance = (a: string, b: string): number => {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const edits = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = edits(row - 1, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? edits(row - 2, column - 2) + 1 : Infinity;
      rows[row]?.push(Math.min(replaced, swapped, edits(row - 1, column) + 1, edits(row, column - 1) + 1));
    }
  }
  return edits(a.length, b.length);
};
