import type { Finding } from '../rule.js';
import type { FormatContext } from './formats.js';
import { printable } from './printable.js';
import type { AuditReport } from './report.js';
import { repositoryPath } from './repository-path.js';
import { place } from './style.js';

/** Nothing that XML 1.0 forbids is left after `printable` but the noncharacters: https://www.w3.org/TR/xml/#charsets */
const escapeXml = (text: string): string =>
  printable(text)
    .replaceAll(/[\uFFFE\uFFFF]/g, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');

/**
 * Test results for systems that know nothing else. An error is a failure, what could not be analysed is an error of the
 * test, milder findings are told in the output of a test that passes, and so is a service without findings.
 */
export const junitReport = ({ findings, services, unanalysed }: AuditReport, { prefix }: FormatContext): string => {
  const withFindings = new Set(findings.map(({ service }) => service));
  const cases = [
    ...findings.map((finding) => findingCase(finding, prefix)),
    ...services.filter(({ name }) => !withFindings.has(name)).map(({ name, entry }) => testCase(name, repositoryPath(prefix, entry), [])),
    ...unanalysed.map(({ file, reason }) => testCase('can be read', repositoryPath(prefix, file), [`<error type="not analysed" message="${escapeXml(reason)}"/>`])),
  ];
  const counts = `tests="${String(cases.length)}" failures="${String(findings.filter(({ severity }) => severity === 'error').length)}" errors="${String(unanalysed.length)}"`;
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites name="drain-audit" ${counts}>`, `  <testsuite name="drain-audit" ${counts} skipped="0">`, ...cases, '  </testsuite>', '</testsuites>', ''].join('\n');
};

const findingCase = (finding: Finding, prefix: string): string => {
  const { rule, severity, message, location, related } = finding;
  const inRepository = { ...location, file: repositoryPath(prefix, location.file) };
  const places = related.map((other) => `${other.message}: ${place({ ...other.location, file: repositoryPath(prefix, other.location.file) })}`);
  const text = [`${place(inRepository)}: ${message}`, ...places].map(escapeXml).join('\n');
  const content = severity === 'error' ? `<failure type="${escapeXml(rule)}" message="${escapeXml(message)}">${text}</failure>` : `<system-out>${escapeXml(severity)}: ${text}</system-out>`;
  return testCase(`${rule} ${place(inRepository)}`, inRepository.file, [content]);
};

const testCase = (name: string, classname: string, content: readonly string[]): string => {
  const attributes = `name="${escapeXml(name)}" classname="${escapeXml(classname)}"`;
  return content.length === 0 ? `    <testcase ${attributes}/>` : [`    <testcase ${attributes}>`, ...content.map((line) => `      ${line}`), '    </testcase>'].join('\n');
};
