import type { Code } from '../chain/chain.js';
import type { Plan } from '../plan/plan.js';
import type { Answer } from '../plan/step.js';
import type { Tree } from '../read/tree.js';
import type { Service } from './service.js';
import { timingOf } from './timing.js';

/** What a chain needs to know of the service that it leads to. */
export const codeOf = (tree: Tree, service: Service): Code => {
  const { plan } = service;
  const timing = timingOf(plan);
  const mentions = (signal: string): boolean => [...service.files].some((file) => tree.text(file)?.includes(signal) === true);
  return {
    service: service.name,
    entry: service.entry,
    takesWork: plan.intake.some((start) => start.reached === 'always'),
    handles: (signal) => handles(plan, signal, mentions),
    handlerAt: plan.triggers[0]?.at,
    secondSignalExits: [...plan.order].some(([item, moment]) => item.kind === 'act' && item.act === 'exit' && moment.path === 'second-signal') ? 'always' : 'never',
    drainMs: timing && (timing.pause + timing.drain) * 1000,
  };
};

/** Whether a plan handles a signal. What is dynamic, or mentioned in a file that is not understood, may be it. */
const handles = (plan: Plan, signal: string, mentions: (signal: string) => boolean): Answer => {
  if (plan.triggers.some((trigger) => trigger.signals?.includes(signal) === true)) return 'always';
  if (plan.triggers.some((trigger) => trigger.signals === undefined) || plan.handlesSigterm === 'maybe') return 'maybe';
  return mentions(signal) ? 'maybe' : 'never';
};
