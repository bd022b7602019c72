import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'default-stop-signal-unhandled',
  subject: 'chain',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'The platform sends SIGINT unless it is told otherwise, and the service handles only SIGTERM.',
  why: 'Fly.io, Nomad’s exec drivers and PM2 stop a process with SIGINT. A service that listens for SIGTERM alone dies of it at once, or ignores it as PID 1, and never drains.',
  fix: 'Handle SIGINT with the same routine, or set `kill_signal = "SIGTERM"` (Fly.io, Nomad) or `PM2_KILL_SIGNAL=SIGTERM` (PM2).',
  references: ['https://fly.io/docs/reference/configuration/#kill_signal-option', 'https://pm2.keymetrics.io/docs/usage/signals-clean-restart/', 'https://developer.hashicorp.com/nomad/docs/job-specification/task#kill_signal'],
  messages: {
    platform: '{{platform}} stops this with {{signal}} unless `{{key}}` says otherwise, and `{{entry}}` handles {{handled}}. {{repair}}.',
    wrapper: '`{{wrapper}}` stops the service with {{signal}}, and `{{entry}}` handles {{handled}}. {{repair}}. Start command: `{{chain}}`.',
  },
  check(chain, report) {
    const { code, arriving, facts } = chain;
    if (!chain.isJudged || !code?.takesWork || arriving.signal === 'SIGTERM' || code.handles(arriving.signal) !== 'never') return;
    const drains = code.handles('SIGTERM') !== 'never';
    const handled = code.handles('SIGTERM') === 'always' ? 'only SIGTERM: its drain never runs' : 'no such signal: its work under way is cut off';
    // To send SIGTERM instead helps nothing where that is not handled either.
    const repairBy = (setting: string): string => (drains ? `${setting}, or handle ${arriving.signal} with the same routine` : `Handle ${arriving.signal} and SIGTERM alike: stop intake, drain with a deadline, then exit`);
    const data = { signal: arriving.signal, entry: code.entry, handled, chain: chain.printed };
    const handler = code.handlerAt && { at: code.handlerAt };
    const { changedBy } = arriving;
    if (changedBy) report.at(changedBy, 'wrapper', { ...data, wrapper: changedBy.label, repair: repairBy('Set `PM2_KILL_SIGNAL=SIGTERM`') }).related(handler, 'signals are handled here');
    else if (facts.signal.origin === 'default' && facts.platform && facts.platform !== 'compose') {
      const name = { fly: 'Fly.io', nomad: 'Nomad', pm2: 'PM2' }[facts.platform as string] ?? facts.platform;
      const repair = repairBy(facts.platform === 'pm2' ? 'Set `PM2_KILL_SIGNAL=SIGTERM`' : `Set \`${facts.signal.key} = "SIGTERM"\``);
      report.at({ at: facts.signal.at }, 'platform', { ...data, platform: name, key: facts.signal.key, repair }).related(handler, 'signals are handled here');
    }
  },
});
