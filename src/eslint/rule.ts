import type { Rule as EslintRule } from 'eslint';
import type { AnyRule, Finding } from '../rule.js';
import { findingsFor } from './file.js';
import { languageName } from './manifest-language.js';
import { manifestFindingsFor } from './manifests.js';

const documentation = 'https://github.com/drain-audit/drain-audit/blob/main/docs/rules';

/** A rule as ESLint wants it, made from the one object that describes it everywhere. */
export const eslintRule = (rule: AnyRule): EslintRule.RuleModule => ({
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: { description: rule.summary, url: `${documentation}/${rule.id}.md`, recommended: rule.preset === 'recommended' },
    messages: { ...rule.messages },
    schema: [],
  },
  create: (context) => ({
    Program() {
      for (const finding of findingsFor(context)) {
        // ESLint gives a rule one severity, so findings that are less than proven are left to the command.
        if (finding.rule === rule.id && finding.severity === rule.severity) context.report({ loc: spanOf(finding), message: textOf(finding), suggest: suggestionsFor(finding) });
      }
    },
  }),
});

/** A rule about manifests, for the language of this plugin. Less than an error is said too: a file alone does not show its traffic. */
export const manifestRule = (rule: AnyRule): EslintRule.RuleModule => ({
  meta: { ...eslintRule(rule).meta, languages: [languageName] },
  create: (context) => ({
    Stream() {
      for (const finding of manifestFindingsFor(context)) {
        if (finding.rule === rule.id && !(rule.severity === 'error' && finding.severity === 'info')) context.report({ loc: spanOf(finding), message: textOf(finding), suggest: suggestionsFor(finding) });
      }
    },
  }),
});

/** The repair as an editor offers it. ESLint changes the file that it lints and no other. */
const suggestionsFor = ({ fix, location }: Finding): EslintRule.SuggestionReportDescriptor[] => {
  if (fix?.edits.every(({ file }) => file === location.file) !== true) return [];
  return [{ desc: fix.title, fix: (fixer) => fix.edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text)) }];
};

/** ESLint counts columns from 0. */
const spanOf = ({ location }: Finding): { start: Position; end: Position } => ({
  start: { line: location.startLine, column: location.startColumn - 1 },
  end: { line: location.endLine, column: location.endColumn - 1 },
});

interface Position {
  line: number;
  column: number;
}

/** The message with the places that take part, for which ESLint has no field: `…; drains here: src/server.ts:12`. */
const textOf = ({ message, related }: Finding): string =>
  related.length === 0 ? message : [message.replace(/\.$/, ''), ...related.map((place) => `${place.message}: ${place.location.file}:${String(place.location.startLine)}`)].join('; ');
