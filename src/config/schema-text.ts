import { rules } from '../../rules/index.js';
import { configurationSchema } from './schema.js';
import { upkeepRules } from './upkeep.js';

/** What `schema.json` must be. */
export const schemaText = (): string => `${JSON.stringify(configurationSchema([...rules, ...upkeepRules]), undefined, 2)}\n`;
