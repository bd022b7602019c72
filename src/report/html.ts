import type { Finding, Location } from '../rule.js';
import { columnsOf, graphemes } from './columns.js';
import { escapeHtml } from './escape-html.js';
import type { FormatContext } from './formats.js';
import { codeFrame, linesOf } from './frame.js';
import { planPicture } from './plan-picture.js';
import type { AuditReport, ServiceReport } from './report.js';
import { repositoryPath } from './repository-path.js';
import { documentationOf } from './rule-page.js';
import { count, styleOf } from './style.js';
import { totalLine } from './text.js';

/** A page that shows everything at once would be slow to open; the rest is in the other formats. */
const mostFindings = 500;

const styles = `
:root { color-scheme: light dark; --ink: light-dark(#1b1f24, #e6e9ee); --dim: light-dark(#59636e, #9aa4b0); --line: light-dark(#d5dae0, #3a424c); --paper: light-dark(#fff, #15191e); --soft: light-dark(#f5f7f9, #1e242b); --error: light-dark(#c62f2f, #ff7b72); --warning: light-dark(#9a6400, #e3b341); --info: light-dark(#0a63c2, #79b8ff); --good: light-dark(#2f7d46, #56d364); }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; } h3 { margin: 0; font-size: 1rem; }
code, pre, svg text { font-family: ui-monospace, monospace; } code { font-size: .9em; }
pre { overflow-x: auto; margin: .6rem 0; padding: .6rem .8rem; border-radius: 6px; background: var(--soft); font-size: .82rem; line-height: 1.45; }
article { margin: 1rem 0; padding: .8rem 1rem; border: 1px solid var(--line); border-left-width: 5px; border-radius: 6px; }
article.error { border-left-color: var(--error); } article.warning { border-left-color: var(--warning); } article.info { border-left-color: var(--info); }
.dim { color: var(--dim); } ul { padding-left: 1.2rem; } a { color: var(--info); }
mark { background: none; color: inherit; text-decoration: underline wavy var(--error); text-underline-offset: 3px; }
svg { width: 100%; height: auto; margin: .8rem 0; } svg text { fill: var(--ink); font-size: 12.5px; } svg .tick { fill: var(--dim); font-size: 11px; }
.known { fill: var(--good); } .wait { fill: var(--dim); } .instant { fill: var(--info); } .unbounded { fill: var(--error); } .unknown, .unawaited { fill: none; stroke: var(--warning); stroke-dasharray: 4 3; }
.axis { stroke: var(--line); } .limit { stroke: var(--info); stroke-width: 2; stroke-dasharray: 2 2; }
`;

/** One page that needs nothing else: the plan of each service as a picture, then the findings with their code. No script is in it. */
export const htmlReport = (report: AuditReport, context: FormatContext): string => {
  const shown = report.findings.slice(0, mostFindings);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>drain-audit</title>
<style>${styles}</style>
</head>
<body>
<h1>drain-audit</h1>
<p>${escapeHtml(totalLine(report, styleOf({ color: false })))}</p>
${report.services.map((service) => serviceSection(service, report.findings, context.prefix)).join('\n')}
${shown.length === 0 ? '' : `<h2>Findings</h2>\n${shown.map((finding) => findingArticle(finding, context)).join('\n')}`}
${shown.length === report.findings.length ? '' : `<p>… and ${count(report.findings.length - shown.length, 'more finding')}, for which there is no room here.</p>`}
${report.unanalysed.length === 0 ? '' : `<h2>Not analysed</h2>\n<ul>${report.unanalysed.map(({ file, reason }) => `<li><code>${escapeHtml(repositoryPath(context.prefix, file))}</code>: ${escapeHtml(reason)}</li>`).join('')}</ul>`}
</body>
</html>
`;
};

const serviceSection = ({ name, entry, plan }: ServiceReport, findings: readonly Finding[], prefix: string): string => {
  const own = findings.filter(({ service }) => service === name).length;
  const triggers = plan?.triggers.map(({ signals, owner, at }) => `<li><strong>${escapeHtml(signals.join(', '))}</strong> ${escapeHtml(owner)} ${where(at, prefix)}</li>`) ?? [];
  return `<section>
<h2>${escapeHtml(name)}</h2>
<p class="dim"><code>${escapeHtml(repositoryPath(prefix, entry))}</code>, ${count(own, 'finding')}</p>
${plan === undefined ? '<p>Nothing was found that handles a termination signal.</p>' : `<ul>${triggers.join('')}</ul>\n${planPicture(plan)}`}
</section>`;
};

const where = ({ file, startLine }: Location, prefix: string): string => `<code class="dim">${escapeHtml(repositoryPath(prefix, file))}:${startLine}</code>`;

/** Backticks of ours make code of what is between them; alone they are letters. */
const prose = (text: string): string => escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

/** Where a terminal column begins in a text, for frames are measured in columns. */
const indexAt = (text: string, column: number): number => {
  let columns = 0;
  let index = 0;
  for (const grapheme of graphemes(text)) {
    if (columns >= column) break;
    columns += columnsOf(grapheme);
    index += grapheme.length;
  }
  return index;
};

const findingArticle = ({ rule, severity, service, message, location, related }: Finding, { prefix, source, rules }: FormatContext): string => {
  const known = rules.find(({ id }) => id === rule);
  const name = known ? `<a href="${escapeHtml(documentationOf(known))}">${escapeHtml(rule)}</a>` : escapeHtml(rule);
  const frame = codeFrame(linesOf(location.file, source(location.file) ?? ''), location, { context: 2, spanLines: 4, width: 110 });
  const lines = frame.map(({ number, text, underline }) => {
    const from = underline === undefined ? -1 : underline.length - underline.trimStart().length;
    const [start, end] = [indexAt(text, from), indexAt(text, underline?.length ?? 0)];
    const code = underline === undefined ? escapeHtml(text) : `${escapeHtml(text.slice(0, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>${escapeHtml(text.slice(end))}`;
    return `<span class="dim">${String(number).padStart(5)} </span> ${code}`;
  });
  return `<article class="${severity}">
<h3>${severity}: ${name}</h3>
<p>${prose(message)}</p>
<p>${where(location, prefix)}${service === '' ? '' : ` <span class="dim">in ${escapeHtml(service)}</span>`}</p>
${lines.length === 0 ? '' : `<pre>${lines.join('\n')}</pre>`}
${related.length === 0 ? '' : `<ul>${related.map((other) => `<li>${prose(other.message)} ${where(other.location, prefix)}</li>`).join('')}</ul>`}
</article>`;
};
