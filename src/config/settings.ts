import type { RuleSetting } from '../findings.js';
import type { Preset } from '../rule.js';
import type { Baseline } from './baseline.js';

/** What `drain-audit.yaml` and its flags say. Everything that the audit itself has to know is in here. */
export interface Settings {
  /** Undefined where the configuration does not say; the flag wins. */
  readonly preset?: Preset | undefined;
  readonly rules: ReadonlyMap<string, ConfiguredRule>;
  /** Patterns as in `.gitignore`, relative to the root. */
  readonly ignore: readonly string[];
  readonly services: readonly ConfiguredService[];
  readonly kubernetes: { readonly version?: string | undefined };
  /** Findings that are tolerated. */
  readonly baseline?: Baseline | undefined;
  /** The configuration that was found in the tree, as places name it; undefined when there is none, or it was named. */
  readonly configFile?: string | undefined;
  /** Whether configuration and baseline are the tree's own, so that a change may have touched them. */
  readonly isDiscovered: boolean;
  /** Whether comments and annotations may silence findings. */
  readonly inlineIgnores: boolean;
}

export interface ConfiguredRule extends RuleSetting {
  /** Not asked, whatever the preset is. */
  readonly isOff: boolean;
  /** Asked, whatever the preset is: it has a severity of its own. */
  readonly isOn: boolean;
}

/** A service that discovery would not find, or would not join, on its own. Paths are relative to the root. */
export interface ConfiguredService {
  readonly name: string;
  readonly entry?: string | undefined;
  readonly dockerfile?: string | undefined;
  /** `Deployment/orders` or `Deployment/shop/orders`, where the middle is the namespace. */
  readonly workload?: string | undefined;
}

/** What holds without a configuration. */
export const defaultSettings: Settings = { rules: new Map(), ignore: [], services: [], kubernetes: {}, isDiscovered: true, inlineIgnores: true };
