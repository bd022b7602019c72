const units = [
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
] as const;

/** A length of time as people read it, in two units at the most: `500 ms`, `2.5 s`, `1 min 30 s`, `2 h`. */
export const duration = (ms: number): string => {
  if (!Number.isFinite(ms)) return 'unbounded';
  if (round(ms) < 1000) return `${round(ms)} ms`;
  if (round(ms / 1000) < 60) return `${round(ms / 1000)} s`;
  const parts: string[] = [];
  let seconds = Math.round(ms / 1000);
  for (const unit of units) {
    const size = unit.ms / 1000;
    if (seconds >= size) parts.push(`${Math.floor(seconds / size)} ${unit.name}`);
    seconds %= size;
  }
  if (seconds > 0) parts.push(`${seconds} s`);
  return parts.slice(0, 2).join(' ');
};

const round = (value: number): number => Math.round(value * 10) / 10;
