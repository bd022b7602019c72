import { defineRule } from '../../src/rule.js';

export default defineRule({
  id: 'grpc-behind-clusterip',
  subject: 'service',
  severity: 'info',
  preset: 'strict',
  scope: 'program',
  summary: 'gRPC clients reach the pods through one virtual address.',
  why: 'A gRPC client opens one connection and sends every call over it, and a ClusterIP chooses a pod for each connection only. One pod gets all calls of a client, and when it goes away they all move at once; new pods of a rollout get none until then.',
  fix: 'Use a headless Service with round_robin in the client, or a mesh, or limit the age of connections on the server.',
  references: ['https://kubernetes.io/blog/2018/11/07/grpc-load-balancing-on-kubernetes-without-tears/', 'https://grpc.io/docs/guides/custom-load-balancing/'],
  messages: {
    pinned: '{{service}} balances connections and not calls, so every gRPC client of `{{entry}}` stays with one pod until that goes away. Make it headless, or set grpc.max_connection_age_ms.',
  },
  check({ contracts = [], plan, entry }, report) {
    const [server] = plan.connections.withoutConnectionAge;
    for (const contract of contracts) {
      if (contract.platform !== 'kubernetes' || !server || contract.mesh !== undefined || contract.replicas.least === 1) continue;
      const routes = contract.served.flatMap((served) => served.routes);
      if (routes.length === 0 || !routes.every(({ kind, service }) => kind === 'in-cluster' && !service.isHeadless)) continue;
      for (const { service } of routes) report.at(service, 'pinned', { service: service.label, entry }).related(server, 'the gRPC server');
    }
  },
});
