import type { RuleOption } from '../rule.js';
import { configuredSeverities, presets, timingOptions, type ConfigurableRule } from './parse-settings.js';

/** A rule as editors show it while one types. */
export type DescribedRule = ConfigurableRule & { readonly summary: string };

const described = (option: RuleOption): string => option.description + (option.type === 'number' && option.unit !== undefined ? ` In ${option.unit}.` : '');

const valueOf = (option: RuleOption): object => {
  const { type, default: otherwise } = option;
  const common = { description: described(option), default: otherwise };
  switch (type) {
    case 'number':
      return { type, ...(option.minimum === undefined ? {} : { minimum: option.minimum }), ...(option.maximum === undefined ? {} : { maximum: option.maximum }), ...common };
    case 'boolean':
      return { type, ...common };
    case 'string':
      return { type, ...(option.choices ? { enum: option.choices } : {}), ...common };
  }
};

const severity = { enum: configuredSeverities };

const ruleOf = ({ severity: otherwise, summary, options = {} }: DescribedRule): object => ({
  description: summary,
  default: otherwise,
  anyOf: [
    { $ref: '#/definitions/severity' },
    { type: 'object', additionalProperties: false, properties: { severity: { $ref: '#/definitions/severity' }, ...Object.fromEntries(Object.entries(options).map(([name, option]) => [name, valueOf(option)])) } },
  ],
});

/** The JSON Schema of `drain-audit.yaml`, for editors. What the command itself checks is in `parse-settings.ts`. */
export const configurationSchema = (rules: readonly DescribedRule[]): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://raw.githubusercontent.com/drain-audit/drain-audit/main/schema.json',
  title: 'drain-audit.yaml',
  description: 'What drain-audit is told about a repository.',
  type: ['object', 'null'],
  additionalProperties: false,
  definitions: { severity },
  properties: {
    preset: { description: 'Which rules are asked: the ones with the clearest signal, or all.', enum: presets, default: 'recommended' },
    rules: {
      description: 'The severity of single rules, or their options.',
      type: ['object', 'null'],
      additionalProperties: false,
      properties: Object.fromEntries(rules.toSorted((left, right) => (left.id < right.id ? -1 : 1)).map((rule) => [rule.id, ruleOf(rule)])),
    },
    ignore: { description: 'Files that are not read, as in .gitignore, relative to this file.', type: 'array', items: { type: 'string' } },
    services: {
      description: 'Services that are not found, or not joined with what runs them, by themselves. The keys are their names.',
      type: ['object', 'null'],
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        properties: {
          entry: { description: 'The file that the process starts with.', type: 'string' },
          dockerfile: { description: 'The Dockerfile of its image.', type: 'string' },
          workload: { description: 'Its kind and name in Kubernetes: Deployment/orders, or Deployment/shop/orders with the namespace.', type: 'string', pattern: '^[A-Za-z]+/[\\w.-]+(/[\\w.-]+)?$' },
        },
      },
    },
    timing: {
      description: 'Lengths of time for all rules that have an option of the name.',
      type: ['object', 'null'],
      additionalProperties: false,
      properties: Object.fromEntries(Array.from(timingOptions(rules)).toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([name, option]) => [name, valueOf(option)])),
    },
    kubernetes: {
      type: ['object', 'null'],
      additionalProperties: false,
      properties: { version: { description: "The oldest version that the manifests are for, in quotes: '1.33'.", type: ['string', 'number'], pattern: '^1\\.\\d{1,3}$' } },
    },
  },
});
