const units: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-9],
  ['us', 1e-6],
  ['µs', 1e-6],
  ['ms', 0.001],
  ['msec', 0.001],
  ['s', 1],
  ['sec', 1],
  ['second', 1],
  ['seconds', 1],
  ['m', 60],
  ['min', 60],
  ['minute', 60],
  ['minutes', 60],
  ['h', 3600],
  ['hr', 3600],
  ['hour', 3600],
  ['hours', 3600],
  ['d', 86_400],
  ['day', 86_400],
  ['days', 86_400],
]);

/**
 * Seconds of a length of time as Go and systemd write it: `1m30s`, `1min 30s`, `500ms`. A bare number has the unit that the
 * key has; without one, nothing is known.
 *
 * @param bareUnit seconds that a bare number counts
 * @returns undefined for what is no length of time
 */
export const secondsOf = (text: string, bareUnit?: number): number | undefined => {
  const trimmed = text.trim();
  if (/^\d{1,15}(?:\.\d{1,9})?$/.test(trimmed)) return bareUnit === undefined ? undefined : Number(trimmed) * bareUnit;
  if (trimmed.length > 100) return undefined;
  let sum = 0;
  let rest = trimmed;
  while (rest !== '') {
    const match = /^(\d{1,15}(?:\.\d{1,9})?)\s*([a-zµ]{1,7})\s*/.exec(rest);
    const unit = units.get(match?.[2] ?? '');
    if (!match || unit === undefined) return undefined;
    sum += Number(match[1]) * unit;
    rest = rest.slice(match[0].length);
  }
  return trimmed === '' ? undefined : sum;
};
