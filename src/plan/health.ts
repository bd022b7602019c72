import type { HealthRoute } from './health-routes.js';
import { isAct } from './order.js';
import type { Plan, PlanParts } from './plan.js';
import type { ActItem } from './strand.js';

/** How the process tells others that it is going away: readiness and liveness routes, gRPC health. */
export class Health {
  readonly #plan: Plan;
  readonly #parts: PlanParts;

  constructor(plan: Plan, parts: PlanParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** The route that goes on saying that all is well, with the drain that begins at once. */
  get readinessLeftOn(): { readonly route: HealthRoute; readonly drain: ActItem } | undefined {
    const { routes } = this.#parts.facts;
    const route = routes.find(({ asks }) => asks === 'readiness') ?? routes.find(({ asks }) => asks === 'health');
    const drain = this.#plan.drains.find((act) => act.handleKind?.role === 'server' && act.byLibrary !== true);
    if (!route || !drain || !routes.every((each) => each.isConstant) || this.#marks.length > 0 || this.#plan.unknowns.length > 0) return undefined;
    const before = [...(this.#parts.order.at(drain)?.completed ?? [])];
    return before.some((item) => item.kind === 'delay' || item.kind === 'timer' || (isAct(item) && item.settles !== 'sync')) ? undefined : { route, drain };
  }

  get #marks(): readonly ActItem[] {
    return [...this.#parts.order].flatMap(([item]) => (isAct(item) && item.act === 'mark-not-ready' ? [item] : []));
  }

  /** Drains of gRPC servers that go on while the health service says SERVING. */
  get grpcHealthLeftOn(): { readonly drain: ActItem; readonly creation: ActItem['handles'][number] | undefined } | undefined {
    const drain = this.#plan.drains.find((act) => act.handleKind?.label === 'grpc server');
    if (!drain || this.#parts.healthServices.length === 0 || this.#plan.unknowns.length > 0) return undefined;
    return this.#marks.some((mark) => this.#plan.isBefore(mark, drain)) ? undefined : { drain, creation: drain.handles[0] };
  }

  /** Where the gRPC health service is made. */
  get grpcHealthService(): PlanParts['healthServices'][number] | undefined {
    return this.#parts.healthServices[0];
  }

  /** Routes for readiness that read what the shutdown sets: they fail while the process drains. */
  get readinessThatFails(): readonly HealthRoute[] {
    return this.#parts.facts.routes.filter((route) => route.asks !== 'liveness' && [...route.reads].some((symbol) => this.#parts.isSetByPlan(symbol)));
  }

  /** Liveness routes that read what the shutdown sets: they fail while the process drains. */
  get livenessThatFails(): readonly HealthRoute[] {
    return this.#parts.facts.routes.filter((route) => route.asks === 'liveness' && [...route.reads].some((symbol) => this.#parts.isSetByPlan(symbol)));
  }
}
