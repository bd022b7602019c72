import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-path-not-served',
  subject: 'service',
  severity: 'warning',
  preset: 'recommended',
  scope: 'program',
  summary: 'The preStop hook asks for something that the service does not answer.',
  why: 'The kubelet sends one request from the node to the address of the pod and never looks at the status: 404 counts as success, and SIGTERM follows at once. Where nothing listens on that address the connection is refused, and SIGTERM follows at once as well. Whatever the hook was to begin, it does not happen, and it does not wait either.',
  fix: 'Add the route that the hook asks for and listen on all addresses, or replace the hook by a sleep.',
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/'],
  messages: {
    unserved: 'preStop asks for `{{path}}`, which no route of `{{entry}}` has: the kubelet takes the 404 for success, nothing is drained, and SIGTERM follows at once. Add the route, or sleep instead.',
    local: 'preStop asks for port {{port}}, where `{{entry}}` listens on the loopback address alone: the kubelet comes from the node, is refused, and sends SIGTERM at once. Listen on all addresses, or sleep instead.',
  },
  check({ contracts = [], served, entry }, report) {
    for (const contract of contracts) {
      const hook = contract.platform === 'kubernetes' ? contract.onlyContainer?.preStop : undefined;
      const request = hook?.kind === 'http' ? hook.field.get('httpGet') : undefined;
      if (!hook || request?.get('host').isMissing !== true || !served) continue;
      const [path, port] = [request.get('path').literal, request.get('port').integer];
      const local = port === undefined || contract.platform !== 'kubernetes' || contract.hasHostNetwork ? undefined : served.onlyLocally(port);
      if (local) report.at(request.get('port'), 'local', { port: port ?? '', entry }).related({ at: local }, 'it listens here');
      else if (path !== undefined && served.serves(path) === 'never') report.at(hook.duration, 'unserved', { path, entry });
    }
  },
});
