const job = /(?:^|[^a-z])(?:migrat\w{0,20}|seed\w{0,20}|build|lint|tests?|e2e|codegen|generate|backup|install|setup|cleanup|deploy|release)(?=[^a-z]|$)/i;
const service = /start|serve|run|web|api|worker|prod|listen|watch/i;

/** Whether the name of a script, a file or a workload says that it ends by itself. */
export const isJobName = (name: string): boolean => job.test(name) && !service.test(name);
