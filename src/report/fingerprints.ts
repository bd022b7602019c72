import type { Finding } from '../rule.js';

/** Fingerprints that are all different: of findings about which the same is said, the second is `…:2`. */
export const distinctFingerprints = (findings: readonly Finding[]): string[] => {
  const seen = new Map<string, number>();
  return findings.map(({ fingerprint }) => {
    const number = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, number);
    return `${fingerprint}:${String(number)}`;
  });
};
