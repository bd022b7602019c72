import { readIni } from './ini.js';
import type { Setting } from './ini.js';
import { plainStart } from './platform.js';
import type { PlatformFacts } from './platform.js';
import { byDefault, canonicalSignal, declared, pathFrom } from './reading.js';
import type { PlatformReader } from './reading.js';

/** Supervisor: `stopsignal` (TERM) to the program alone, and `stopwaitsecs` (10). http://supervisord.org/configuration.html */
export const supervisor: PlatformReader = {
  isManifest: (file) => /(?:^|\/)(?:supervisord?[\w.-]*\.(?:conf|ini)|supervisord?(?:\.d|\/conf\.d)?\/[\w.-]+\.(?:conf|ini))$/i.test(file),
  read: (file, text) => {
    const settings = readIni(file, text, true);
    const programs = [...new Set(settings.map(({ section }) => section).filter((section) => section.startsWith('program:')))];
    return programs.flatMap((section) => factsOf(settings.filter((setting) => setting.section === section), section.slice('program:'.length)) ?? []);
  },
};

const factsOf = (settings: readonly Setting[], name: string): PlatformFacts | undefined => {
  const find = (key: string): Setting | undefined => settings.findLast((setting) => setting.key === key);
  const command = find('command');
  if (!command) return undefined;
  const signal = find('stopsignal');
  const wait = find('stopwaitsecs');
  const toGroup = find('stopasgroup')?.value === 'true';
  const folder = find('directory')?.value;
  return {
    name,
    at: command.at,
    platform: 'supervisor',
    stopSignal: signal ? declared(canonicalSignal(signal.value), signal.at, 'stopsignal') : byDefault('SIGTERM', command.at, 'stopsignal'),
    patience: wait ? (/^\d{1,9}$/.test(wait.value) ? declared(Number(wait.value), wait.at, 'stopwaitsecs') : undefined) : byDefault(10, command.at, 'stopwaitsecs'),
    // A group's signal reaches what the shell drops, but the shell still ends first, and the service is then alone.
    reaches: toGroup ? 'all' : 'first',
    beforeSignal: [],
    start: {
      ...plainStart(folder?.startsWith('/') === false ? (pathFrom('', folder) ?? '') : ''),
      runs: 'process',
      command: { kind: 'words', text: command.value, at: command.at },
      ...(folder?.startsWith('/') === true ? { workdir: folder } : {}),
    },
    isForDevelopment: false,
  };
};
