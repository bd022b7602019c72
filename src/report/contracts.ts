import type { ContractReport } from '../contract/contract.js';
import type { Finding } from '../rule.js';
import { clip, columnsOf, padTo } from './columns.js';
import { duration } from './duration.js';
import { printable } from './printable.js';
import type { ServiceReport } from './report.js';
import type { Style } from './style.js';

/** Whether a service is known from its manifest alone: its code is not here. */
export const isManifestOnly = (service: ServiceReport): boolean => service.plan === undefined && service.chain === undefined && service.contracts?.some((contract) => contract.at.file === service.entry) === true;

/** Rows of a service's summary: what each platform promises it. What several workloads get stands there once. */
export const contractRows = (contracts: readonly ContractReport[]): (readonly [string, string])[] =>
  alike(contracts.map((contract) => [contract.kind ?? contract.platform, [`grace ${graceOf(contract)}`, ...hookOf(contract, 'preStop ')].join(', ')] as const))
    .map(([[platform, promise], times]) => [platform, times === 1 ? promise : `${promise} (${times} workloads)`] as const);

/** Rows without those that say the same as one before, and how often each stands there. */
const alike = <R extends readonly string[]>(rows: readonly R[]): (readonly [R, number])[] => {
  const found = new Map<string, readonly [R, number]>();
  for (const row of rows) {
    const key = row.join('\0');
    found.set(key, [row, (found.get(key)?.[1] ?? 0) + 1]);
  }
  return [...found.values()];
};

/** The workloads whose code is not here, one line each: what the process gets, and what was found. */
export const contractTable = (services: readonly ServiceReport[], countsOf: (findings: readonly Finding[]) => string, findingsOf: (service: ServiceReport) => readonly Finding[], { colors }: Style): string => {
  const all = services.flatMap((service) => (service.contracts ?? []).map((contract) => [
    printable(`${contract.kind ?? contract.platform} ${contract.name}`),
    graceOf(contract),
    contract.containers?.some(({ preStop }) => preStop !== 0) === true ? hookOf(contract, '').join('') || '?' : '–',
    leftOf(contract),
    clip(printable(contract.traffic?.join(', ') ?? ''), widestTraffic) || '–',
    countsOf(findingsOf(service)),
  ] as const));
  const rows = alike(all).map(([[name, grace, hook, left, traffic, counts], times]) => ({
    cells: [times === 1 ? clip(name, widestName) : `${clip(name, widestName)} ×${times}`, grace, hook, left, traffic],
    counts,
  }));
  if (rows.length === 0) return '';
  const widths = titles.map((title, column) => Math.max(columnsOf(title), ...rows.map(({ cells }) => columnsOf(cells[column] ?? ''))));
  const line = (cells: readonly string[]): string => cells.map((cell, column) => padTo(cell, widths[column] ?? 0)).join('  ');
  return [colors.dim(`${line(titles)}  findings`), ...rows.map(({ cells, counts }) => `${line(cells)}  ${counts}`)].join('\n');
};

const widestName = 44;
const widestTraffic = 32;
const titles = ['workload', 'grace', 'preStop', 'left', 'traffic'] as const;

const seconds = (number: number | null): string => (number === null ? '?' : duration(number * 1000));

const graceOf = ({ grace }: ContractReport): string => `${seconds(grace.seconds)}${grace.from === 'default' ? ' default' : ''}`;

/** The longest hook, which is what decides. */
const hookOf = ({ containers = [] }: ContractReport, before: string): string[] => {
  const known = containers.flatMap(({ preStop }) => (preStop === null || preStop === 0 ? [] : [preStop]));
  return known.length === 0 ? [] : [`${before}${seconds(Math.max(...known))}`];
};

/** What the process with the least gets between the signal and the kill. */
const leftOf = ({ containers, grace }: ContractReport): string => {
  if (!containers) return seconds(grace.seconds);
  const left = containers.map(({ remainder }) => remainder);
  return left.length === 0 || left.includes(null) ? '?' : seconds(Math.min(...left.filter((each) => each !== null)));
};
