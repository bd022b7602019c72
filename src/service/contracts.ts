import type { Contract } from '../contract/contract.js';
import type { Service } from './service.js';

/** The contracts under which a service runs: those of workloads that are called like its package or like its folder. */
export const contractsOf = (service: Pick<Service, 'name' | 'entry'>, contracts: readonly Contract[]): Contract[] => {
  const names = namesOf(service);
  return contracts.filter((contract) => {
    const called = contract.platform === 'kubernetes' ? [contract.name, ...contract.applications.flatMap((container) => [container.name, container.image?.name ?? ''])] : [contract.name];
    return called.some((name) => names.has(normalised(name)));
  });
};

/** Folders that say nothing about the service in them. */
const structural: ReadonlySet<string> = new Set(['', 'src', 'dist', 'lib', 'app', 'apps', 'server', 'services', 'packages', 'backend', 'api', 'bin', 'build', 'cmd', 'js']);

const namesOf = ({ name, entry }: Pick<Service, 'name' | 'entry'>): ReadonlySet<string> => {
  const folders = entry.split('/').slice(0, -1).filter((folder) => !structural.has(folder));
  return new Set([normalised(name.slice(name.lastIndexOf('/') + 1)), normalised(folders.at(-1) ?? '')].filter((candidate) => candidate !== ''));
};

const normalised = (name: string): string => name.toLowerCase().replaceAll(/[^a-z\d]/g, '');
