import type { Rule } from '../rule.js';

/** What reports say about a rule. */
export type RuleFacts = Pick<Rule, 'id' | 'severity' | 'summary' | 'why' | 'fix' | 'references'> & { readonly subject?: Rule['subject'] };

const project = 'https://github.com/drain-audit/drain-audit';

/** Where the project is found. */
export const projectPage = project;

/** The page that explains a rule. What is about the check itself has no page of its own and says where to read. */
export const documentationOf = (rule: RuleFacts): string => (rule.subject === undefined ? (rule.references[0] ?? project) : `${project}/blob/main/docs/rules/${rule.id}.md`);
