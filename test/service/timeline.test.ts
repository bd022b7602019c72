import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/audit.js';
import { timelineReport } from '../../src/report/timeline.js';
import { fixturesFolder } from '../fixtures.js';

const reportOf = (fixture: string) => {
  const folder = path.join(fixturesFolder, fixture);
  return audit({ paths: [folder], cwd: folder, preset: 'recommended' }).report;
};

describe('a timeline', () => {
  test('counts from the order to stop, and says the sum', () => {
    const [timeline] = reportOf('grace-shorter-than-drain/bad/kubernetes').services[0]?.timeline ?? [];
    expect(timeline?.phases.map(({ kind, from, to }) => [kind, from, to])).toEqual([['preStop', 0, 10], ['signal', 10, 10], ['drain', 10, 35], ['kill', 30, 30], ['exit', 35, 35]]);
    expect(timeline).toMatchObject({ inTime: 'no', end: 35, sum: 'preStop 10 s + shutdown 25 s = 35 s > grace 30 s' });
  });

  test('has a pause between the signal and the drain', () => {
    const [timeline] = reportOf('double-drain-delay/bad/pause-in-the-handler').services[0]?.timeline ?? [];
    expect(timeline?.phases.find(({ kind }) => kind === 'delay')).toMatchObject({ from: 10, to: 20 });
  });

  test('counts the grace period from the signal where something passes before that', () => {
    const [timeline] = reportOf('grace-shorter-than-drain/ok/digitalocean').services[0]?.timeline ?? [];
    const signal = timeline?.phases.find(({ kind }) => kind === 'signal')?.from ?? 0;
    expect(timeline?.phases[0]).toMatchObject({ kind: 'endpoint-removal', label: 'drain_seconds', from: 0, to: signal });
    expect(timeline?.phases.at(-1)).toMatchObject({ kind: 'kill', from: signal + (timeline?.grace.seconds ?? 0) });
    expect(timeline?.inTime).toBe('yes');
  });

  test('shows how long a proxy goes on sending requests', () => {
    const [timeline] = reportOf('drain-relies-on-slow-readiness/bad/haproxy').services[0]?.timeline ?? [];
    expect(timeline?.phases.find(({ kind }) => kind === 'endpoint-removal')).toMatchObject({ label: 'requests still come through HAProxy backend orders', from: 0, to: 15 });
  });

  test('is drawn with its seconds', () => {
    expect(timelineReport(reportOf('grace-shorter-than-drain/bad/kubernetes'), { color: false })).toMatch(/drain http server +10 – 35 s +█+ +src\/main\.js:12/);
  });
});
