/** The words of `--help`: what the tool does, by example, and what its exit status means. */
export const description = `Checks how a Node.js service stops: whether every request, job and buffer it has accepted
is finished when the platform says stop, in order and in time.
Reads the code and never runs it; needs no install of what it audits.`;

export const afterHelp = `
Examples:
  drain-audit                          audit this folder under the recommended rules
  drain-audit plan services/orders     print what happens after SIGTERM, step by step
  drain-audit timeline services/orders draw one termination against the grace period
  drain-audit explain unbounded-drain  say why a rule matters and how to fix what it finds
  helm template . | drain-audit -      audit rendered manifests
  drain-audit k8s --kubernetes-version 1.31
  drain-audit --preset strict --fail-on warning
  drain-audit --format github --format sarif=drain-audit.sarif
  drain-audit --changed-since origin/main
                                       audit everything, report what a change has to do with
  drain-audit --fix                    make the repairs that are mechanical and safe
  drain-audit init                     set it up in a repository, tolerating what is there
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

export const afterTimelineHelp = `
Draws, for each service and each workload that runs it, what happens from the order to stop until SIGKILL:
how long requests still come, the preStop hook, the signal, the steps of the shutdown at their longest. The
last line is the sum against the grace period. The JSON report has the same under services[].timeline.

Exit status: 0, or 3 when something could not be analysed. Findings do not change it; the audit judges.
`;

export const afterBaselineHelp = `
Writes drain-audit-baseline.yaml: how many findings of each rule each file has. As long as it has no more,
they are not reported. Beside the configuration where there is one, else in the audited folder.

Exit status: 0.
`;

export const afterInitHelp = `
Writes drain-audit.yaml, a baseline of what is found now, and a workflow for GitHub Actions. Asks before
each, unless --yes is given. Never replaces a file.
`;
