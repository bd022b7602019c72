import type { Plan } from '../plan/plan.js';
import type { Timing } from './service.js';

/**
 * How long a plan's pauses and its longest drain may take, in seconds. Where one deadline is armed over the whole of it,
 * the pauses are part of that. `Infinity` for a drain without a limit; undefined where it cannot be told.
 */
export const timingOf = (plan: Plan): Timing | undefined => {
  const [first] = plan.drains;
  if (plan.triggers.length === 0 || !first) return undefined;
  const unbounded = plan.drains.find((drain) => plan.isUnbounded(drain));
  if (unbounded) return { lead: leadOf(plan), pause: 0, drain: Infinity, at: unbounded };
  const limits = plan.drains.flatMap((drain) => {
    const limit = plan.limitOf(drain);
    return limit.kind === 'none' || limit.ms === undefined ? [] : [{ seconds: limit.ms / 1000, drain }];
  });
  const [longest] = limits.toSorted((left, right) => right.seconds - left.seconds);
  if (!longest) return undefined;
  return { lead: leadOf(plan), pause: plan.hasWatchdog ? 0 : Math.max(pauseOf(plan), leadOf(plan)), drain: longest.seconds, at: longest.drain };
};

/** Pauses that are over when the first drain begins. */
const leadOf = (plan: Plan): number => {
  const [first] = plan.drains;
  const moment = first && plan.order.at(first);
  return [...(moment?.completed ?? [])].reduce((sum, item) => {
    const ms = item.kind === 'delay' ? item.ms : item.kind === 'timer' ? item.timer.ms : undefined;
    return plan.order.at(item)?.certain === true ? sum + (ms ?? 0) / 1000 : sum;
  }, 0);
};

/** Pauses before the drain, for the load balancer to notice. */
const pauseOf = (plan: Plan): number => [...plan.order].reduce((sum, [item, moment]) => (item.kind === 'delay' && moment.path === 'main' && moment.certain ? sum + (item.ms ?? 0) / 1000 : sum), 0);
