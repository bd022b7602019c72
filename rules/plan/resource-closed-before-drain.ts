import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'resource-closed-before-drain',
  subject: 'plan',
  severity: 'error',
  preset: 'recommended',
  scope: 'program',
  summary: 'A dependency is closed while the servers that use it may still be answering.',
  why: 'Requests and jobs in flight fail on the closed pool, cache or broker connection: "Cannot use a pool after calling end on the pool".',
  fix: 'Await the drain of every server and consumer first; close pools, caches and producers after it.',
  references: ['https://nodejs.org/api/http.html#serverclosecallback'],
  messages: {
    before: '`{{close}}` closes the {{resource}} while `{{drain}}` may still be waiting for work that uses it, so that work fails. Await the drain first.',
  },
  check({ plan }, report) {
    for (const close of plan.resourceClosers) {
      const drain = plan.unfinishedDrainAt(close);
      // In a hook of the library that drains, the place is at fault: lifecycle-hook-wrong-phase.
      if (!drain || (drain.byLibrary === true && close.hook?.afterDrain !== undefined)) continue;
      const finding = report.at(close, 'before', { close: close.label, resource: close.handleKind?.label ?? 'resource', drain: drain.label });
      const trigger = plan.triggerOf(close);
      // What a library does by itself is not seen to happen where the library may not be set up at all.
      const isDoubtful = close.handleKind?.reopens === true || (close.byLibrary === true && trigger?.reached !== 'always');
      finding.related(drain, 'drains here').related(trigger, 'the signal is handled here').atMost(isDoubtful ? 'warning' : 'error');
    }
  },
});
