import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-path-not-served',
  subject: 'service',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The preStop hook asks for a path that the service does not answer.',
  why: 'The kubelet sends one request, gets 404, notes FailedPreStopHook and sends SIGTERM at once. Whatever the hook was to begin, it does not happen, and it does not wait either.',
  fix: 'Add the route that the hook asks for, or replace the hook by a sleep.',
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/'],
  messages: {
    unserved: 'preStop asks for `{{path}}`, which no route of `{{entry}}` has: the hook fails with 404 and SIGTERM follows at once. Add the route, or sleep instead.',
  },
  check({ contracts = [], served, entry }, report) {
    for (const contract of contracts) {
      const hook = contract.platform === 'kubernetes' ? contract.onlyContainer?.preStop : undefined;
      const request = hook?.kind === 'http' ? hook.field.get('httpGet') : undefined;
      const path = request?.get('host').isMissing === true ? request.get('path').literal : undefined;
      if (hook && path !== undefined && served?.serves(path) === 'never') report.at(hook.duration, 'unserved', { path, entry });
    }
  },
});
