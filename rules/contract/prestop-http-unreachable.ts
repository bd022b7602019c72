import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'prestop-http-unreachable',
  subject: 'contract',
  severity: 'error',
  preset: 'recommended',
  scope: 'file',
  summary: 'A preStop HTTP hook asks an address at which nobody answers.',
  why: 'The kubelet makes the request from the node, to the address of the pod. When nothing answers, the hook fails and SIGTERM follows at once, so neither the delay nor the draining that it stands for happens.',
  fix: 'Leave `host` out, name a port of the same container, and give the scheme that the server speaks.',
  references: ['https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/', 'https://github.com/keptn/keptn/issues/7768'],
  messages: {
    loopback: '{{container}}: `host: {{host}}` is the node that the kubelet runs on, not this pod, so the hook fails and SIGTERM comes at once. Leave `host` out; the default is the address of the pod.',
    name: '{{container}}: no port of this container is called "{{port}}", so the hook cannot be made and SIGTERM comes at once. Name the port under `ports`, or write its number.',
    undeclared: '{{container}}: nothing in this pod declares port {{port}}. If nothing listens there, the hook fails and SIGTERM comes at once. Check the number, and declare the port.',
    scheme: '{{container}}: the hook speaks HTTP to port {{port}}, where the probe speaks HTTPS, so it fails and SIGTERM comes at once. Add `scheme: HTTPS`.',
  },
  check(contract, report) {
    if (contract.platform !== 'kubernetes') return;
    for (const container of contract.containers) {
      if (container.preStop?.kind !== 'http') continue;
      const hook = container.preStop.duration;
      const [host, port] = [hook.get('host').text ?? '', hook.get('port').literal];
      const data = { container: container.name, host, port: port ?? '' };
      const probe = [container.readiness, container.liveness].find((other) => other?.kind === 'http' && other.port === port);
      if (/^(?:localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/i.test(host)) {
        if (!contract.hasHostNetwork) report.at(hook.get('host'), 'loopback', data);
      } else if (port === undefined) continue;
      else if (/^\D/.test(port) && !container.ports.some((declared) => declared.name === port)) report.at(hook.get('port'), 'name', data);
      else if (probe?.scheme === 'HTTPS' && (hook.get('scheme').text ?? 'HTTP') === 'HTTP') report.at(hook, 'scheme', data).atMost('warning').related(probe, 'this probe speaks HTTPS');
      else if (/^\d/.test(port) && contract.containers.every((other) => other.ports.length > 0) && !contract.declares(port) && !probe) report.at(hook.get('port'), 'undeclared', data).atMost('warning');
    }
  },
});
