import type ts from 'typescript';
import { ts as typescript } from '../program/typescript.js';
import type { Located } from '../rule.js';
import { optionOf } from './creation.js';
import type { Evaluator } from './evaluator.js';
import type { Start } from './starts.js';
import type { Value } from './value.js';
import type { CreatedHandle } from './world.js';

/** How long the code lets one job of a consumer take. */
export interface StatedLimit extends Located {
  readonly start: Start;
  readonly handle: CreatedHandle;
  /** The option that says it: `lockDuration`. */
  readonly option: string;
  readonly ms: number;
}

/** What the options of a consumer say about the length of its jobs. */
export const jobLimitsOf = (evaluator: Evaluator, start: Start): StatedLimit[] =>
  start.handles.flatMap((handle) =>
    (handle.kind.jobLimits ?? []).flatMap(({ at: place, unitMs = 1, aboveMs = 0 }): StatedLimit[] => {
      const given = place.from === 'creation' ? handle.creation[place.index] : undefined;
      if (given === undefined || place.from === 'receiver' || place.option === undefined) return [];
      const value = optionOf(evaluator, given, place.option, handle.node);
      if (value.kind !== 'literal' || typeof value.value !== 'number' || !Number.isFinite(value.value)) return [];
      const ms = value.value * unitMs;
      const name = place.option.split('.').at(-1) ?? place.option;
      const property = propertyIn(given, place.option);
      return ms > aboveMs ? [{ start, handle, option: name, ms, at: property ? evaluator.world.locationOf(property) : handle.at }] : [];
    }),
  );

/** Where an object literal says a property, which may stand in an object of its own. */
const propertyIn = (value: Value, option: string): ts.Node | undefined => {
  let object: ts.Expression | undefined = value.kind === 'object' ? value.node : undefined;
  let found: ts.Node | undefined;
  for (const name of option.split('.')) {
    if (!object || !typescript.isObjectLiteralExpression(object)) return undefined;
    found = object.properties.find((property) => property.name?.getText() === name);
    object = found && typescript.isPropertyAssignment(found) ? found.initializer : undefined;
  }
  return found;
};
