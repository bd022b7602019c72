import type { Contract, Platform } from '../contract/contract.js';
import type { PlatformFacts } from '../contract/platform.js';

/** What a chain needs to know of a contract: what is started, and how it is told to stop. */
export type Launch = Pick<PlatformFacts, 'name' | 'at' | 'stopSignal' | 'reaches' | 'start' | 'isForDevelopment' | 'killMode' | 'withoutSigkill'> & { readonly platform: Platform; readonly contract: Contract };
