/** The words of `--help`: what the tool does, by example, and what its exit status means. */
export const description = `Checks how a Node.js service stops: whether every request, job and buffer it has accepted
is finished when the platform says stop, in order and in time.
Reads the code and never runs it; needs no install of what it audits.`;

export const afterHelp = `
Examples:
  drain-audit                          audit this folder under the recommended rules
  drain-audit plan services/orders     print what happens after SIGTERM, step by step
  drain-audit explain unbounded-drain  say why a rule matters and how to fix what it finds
  helm template . | drain-audit -      audit rendered manifests
  drain-audit k8s --kubernetes-version 1.31
  drain-audit --preset strict --fail-on warning
  drain-audit --format text --format json=drain-audit.json
  drain-audit ./plan                   audit a folder that is called like a subcommand

Exit status:
  0  clean: no finding at or above the threshold of --fail-on
  1  findings at or above the threshold, even where something else could not be analysed
  2  wrong usage; one line on standard error says what to change
  3  something could not be analysed; what was found is printed
`;

export const afterPlanHelp = `
Prints one plan a service: the signals and where they are handled, then numbered steps. Steps that share
a number overlap. Beside each step stands how long it can take, what follows when its limit expires, and
the rules that report there. The last line is the worst case of the whole plan.

Exit status: 0, or 3 when something could not be analysed. Findings do not change it; the audit judges.
`;
