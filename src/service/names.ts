import type { Contract } from '../contract/contract.js';
import type { Service } from './service.js';

/** Folders that say nothing about the service in them. */
const structural: ReadonlySet<string> = new Set(['', 'src', 'dist', 'lib', 'app', 'apps', 'server', 'services', 'packages', 'backend', 'api', 'bin', 'build', 'cmd', 'js']);

/** What a service is called by: its package, and the folder that it stands in. */
export const namesOf = ({ name, entry }: Pick<Service, 'name' | 'entry'>): ReadonlySet<string> => {
  const folders = entry.split('/').slice(0, -1).filter((folder) => !structural.has(folder));
  return new Set([normalised(name.slice(name.lastIndexOf('/') + 1)), normalised(folders.at(-1) ?? '')].filter((candidate) => candidate !== ''));
};

/** A name as it is compared: `orders-api` is `ordersapi`. */
export const normalised = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '');

/** The names of the images that a workload runs, without registry and tag. */
export const imagesOf = (contract: Contract): string[] => {
  if (contract.platform === 'kubernetes') return contract.applications.flatMap(({ image }) => image?.name ?? []);
  const name = contract.start.image?.name?.split('@', 1)[0]?.split('/').at(-1)?.split(':', 1)[0];
  return name === undefined || name.includes('$') ? [] : [name];
};
