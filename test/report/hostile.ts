import type { AuditReport } from '../../src/report/report.js';
import { at, poolFinding, sampleReport } from './sample.js';

/** What strangers may call their files and services: every way in which a name was ever more than a name. */
export const hostile = [
  '::error::a', '\n::stop-commands::x\n', '##[group]y', '%0A::set-output name=z::1', ',line=9:,col=1', '\u001B[2J\u001B]0;t\u0007', '\u202Edrow\u2069', '\r', '|a|b|', '```\n<img src=x onerror=alert(1)>', '``', '`', '<script>alert(1)</script>',
  '![i](https://evil.example/i.png)', '[l](javascript:alert(1))', '@org/team', '#1', 'https://evil.example', 'www.evil.example', 'a@evil.example', ']]>', '&amp;', '"', "'", '\\', '\uD800', '\uFFFE', '\u2028', '\u0000', '../../x', '{{a}}', '${{ secrets.TOKEN }}', 'https\u200b://evil.example', 'deadbeefdeadbeef', '- [ ] task', '1. item', '# heading', '<https://evil.example>', '<!-- c',
].join(' ');

/** A report in which everything that comes from input is hostile. */
export const hostileReport = (): AuditReport => {
  const location = at(hostile, 1);
  const finding = { ...poolFinding, service: hostile, message: hostile, location, related: [{ message: hostile, location }], fix: { title: hostile, edits: [{ file: hostile, start: 0, end: 0, text: hostile }] } };
  const quoted = { ...finding, message: `\`${hostile}\` is closed before \`${hostile}\` has drained.` };
  return sampleReport({
    findings: [finding, quoted, { ...finding, severity: 'warning' }, { ...finding, severity: 'info' }],
    services: [{ name: hostile, entry: hostile, plan: { triggers: [{ signals: ['SIGTERM'], owner: hostile, at: location }], steps: { kind: 'act', act: 'close', label: hostile, awaited: 'always', bound: 'unknown', at: location }, worstCase: 'unknown' } }],
    unanalysed: [{ file: hostile, reason: hostile }],
  });
};
