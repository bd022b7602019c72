import type { ChainReport } from '../chain/report.js';
import { printable } from './printable.js';
import type { Style } from './style.js';

/** `npm 10.9 › sh (dash) ✗ › node dist/main.js`: who gets the signal, hop by hop. */
export const chainText = (chain: ChainReport, { colors }: Style): string =>
  chain.hops
    .map(({ label, delivery }) => {
      const shown = printable(label);
      if (delivery === 'unknown') return colors.yellow(`${shown} ?`);
      return delivery === 'drops' || delivery === 'swallows' || delivery === 'leaves' ? colors.red(`${shown} ✗`) : shown;
    })
    .join(' › ');
