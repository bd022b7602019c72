import type { Location } from '../rule.js';
import { secondsOf } from './durations.js';
import { readIni } from './ini.js';
import type { Setting } from './ini.js';
import { plainStart } from './platform.js';
import type { PlatformFacts } from './platform.js';
import { byDefault, canonicalSignal, declared, topOf } from './reading.js';
import type { PlatformReader, Reading } from './reading.js';

/**
 * systemd: `KillSignal` (SIGTERM) to every process of the unit (`KillMode=control-group`), and `TimeoutStopSec` (90 s).
 * Drop-ins (`name.service.d/*.conf`) are laid over the unit, in the order of their names; an empty assignment begins anew.
 * https://www.freedesktop.org/software/systemd/man/latest/systemd.kill.html
 */
export const systemd: PlatformReader = {
  isManifest: (file) => file.endsWith('.service'),
  read: (file, text, reading) => {
    if (!/^\[Service\]/m.test(text)) return [];
    const settings = [...readIni(file, text, false), ...dropIns(file, reading)].filter(({ section }) => section === 'Service');
    const start = lastOf(settings, 'ExecStart');
    return start === undefined || lastOf(settings, 'Type')?.value === 'oneshot' ? [] : [factsOf(file, settings, start)];
  },
};

const dropIns = (file: string, reading: Reading): Setting[] =>
  reading.tree.files
    .filter((other) => other.startsWith(`${file}.d/`) && other.endsWith('.conf'))
    .flatMap((other) => readIni(other, reading.tree.text(other) ?? '', false));

/** The assignment that counts; nothing when the last one is empty. */
const lastOf = (settings: readonly Setting[], key: string): Setting | undefined => {
  const last = settings.findLast((setting) => setting.key === key);
  return last?.value === '' ? undefined : last;
};

const factsOf = (file: string, settings: readonly Setting[], start: Setting): PlatformFacts => {
  const name = (file.split('/').at(-1) ?? file).replace(/\.service$/, '');
  const at = settings[0]?.at ?? topOf(file);
  const signal = lastOf(settings, 'KillSignal');
  const mode = lastOf(settings, 'KillMode');
  const sendSigkill = lastOf(settings, 'SendSIGKILL');
  // Characters before the path change how it runs, not what: https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html
  const command = start.value.replace(/^[-@:+!|]{1,4}/, '');
  const environment = new Map(settings.filter(({ key }) => key === 'Environment').flatMap(({ value }) => value.split(/\s+/).map((pair) => pair.replaceAll(/["']/g, '').split('=')).flatMap(([key = '', ...rest]) => (rest.length > 0 ? [[key, rest.join('=')] as const] : []))));
  return {
    name,
    at,
    platform: 'systemd',
    stopSignal: signal ? declared(canonicalSignal(signal.value), signal.at, 'KillSignal') : byDefault('SIGTERM', at, 'KillSignal'),
    patience: graceOf(lastOf(settings, 'TimeoutStopSec') ?? lastOf(settings, 'TimeoutSec'), at),
    reaches: mode === undefined || mode.value === 'control-group' ? 'all' : 'first',
    beforeSignal: [],
    start: { ...plainStart(''), runs: 'process', command: { kind: 'words', text: command, at: start.at }, workdir: undefined, environment },
    isForDevelopment: /dev|test/i.test(name),
    killMode: mode ? declared(mode.value, mode.at, 'KillMode') : byDefault('control-group', at, 'KillMode'),
    ...(sendSigkill && /^(?:no|false|off|0)$/i.test(sendSigkill.value) ? { withoutSigkill: sendSigkill.at } : {}),
  };
};

/** 0 and `infinity` mean no limit. */
const graceOf = (setting: Setting | undefined, at: Location): PlatformFacts['patience'] => {
  if (!setting) return byDefault(90, at, 'TimeoutStopSec');
  const seconds = setting.value === 'infinity' ? Infinity : secondsOf(setting.value, 1);
  return seconds === undefined ? undefined : declared(seconds === 0 ? Infinity : seconds, setting.at, setting.key);
};
