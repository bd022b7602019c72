import type { Package, Resolver } from '../program/resolver.js';

/** Scripts that start a process, by the names that platforms and people use. */
const startScript = /^(?:start|serve|server|worker|prod|production|web|api|daemon)(?::|$)/;
/** A runner and the file it runs: `node --enable-source-maps dist/main.js`, `exec tsx src/server.ts`. */
const runCommand = /(?:^|[\s;&|])(?:node|tsx|ts-node|ts-node-dev|nodemon|bun|babel-node|pm2-runtime|pm2 start)\s+((?:-[^\s]+(?:\s+[\w/.@-]+\/register\S*)?\s+)*)([\w@./-]+)/g;

/** The source files with which the packages of a repository say their processes begin: start scripts and bins. */
export const declaredEntries = (resolver: Resolver): ReadonlySet<string> => new Set(resolver.packages.flatMap((owner) => entriesOf(resolver, owner)));

const entriesOf = (resolver: Resolver, owner: Package): string[] => {
  const { scripts, bin } = owner.json;
  const paths: string[] = [];
  if (typeof scripts === 'object' && scripts !== null) {
    for (const [name, command] of Object.entries(scripts)) {
      if (startScript.test(name) && typeof command === 'string') for (const match of command.matchAll(runCommand)) if (match[2] !== undefined) paths.push(match[2]);
    }
  }
  if (typeof bin === 'string') paths.push(bin);
  else if (typeof bin === 'object' && bin !== null) paths.push(...Object.values(bin).filter((value) => typeof value === 'string'));
  return paths.map((path) => resolver.sourceOfOutput(owner.folder, path)).filter((file) => file !== undefined);
};
