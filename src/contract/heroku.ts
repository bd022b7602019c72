import { plainStart } from './platform.js';
import { byDefault, folderOf } from './reading.js';
import type { PlatformReader } from './reading.js';

/**
 * Heroku: SIGTERM to every process of the dyno, perhaps more than once, and 30 s that nothing can change.
 * https://devcenter.heroku.com/articles/dyno-shutdown-behavior
 */
export const heroku: PlatformReader = {
  isManifest: (file) => /(?:^|\/)Procfile$/.test(file),
  read: (file, text) =>
    text.split('\n').flatMap((line, index) => {
      const [, name, command] = /^([\w-]{1,64}):[ \t]*(\S.*)$/.exec(line.replace(/\r$/, '')) ?? [];
      if (name === undefined || command === undefined || name === 'release') return [];
      const at = { file, startLine: index + 1, startColumn: 1, endLine: index + 1, endColumn: line.trimEnd().length + 1 };
      return [
        {
          name,
          at,
          platform: 'heroku' as const,
          stopSignal: byDefault('SIGTERM', at, 'signal'),
          patience: byDefault(30, at, 'the fixed 30 s of a dyno'),
          reaches: 'all' as const,
          beforeSignal: [],
          start: { ...plainStart(folderOf(file)), runs: 'process' as const, command: { kind: 'shell' as const, text: command, at } },
          isForDevelopment: false,
        },
      ];
    }),
};
