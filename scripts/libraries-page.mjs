// docs/libraries.md: what the catalogue knows of each library, written from the catalogue itself.

/** @typedef {import('../src/catalogue/library.js').Library} Library */
/** @typedef {import('../src/catalogue/library.js').CallSemantics} CallSemantics */
/** @typedef {import('../src/catalogue/library.js').Bound} Bound */
/** @typedef {import('../src/catalogue/library.js').Phase} Phase */
/** @typedef {import('../src/catalogue/library.js').TriggerSemantics} TriggerSemantics */

/** Where the page stands, relative to the root. */
export const libraryPagePath = 'docs/libraries.md';

/**
 * The page that lists the catalogue.
 * @param {readonly Library[]} libraries of the product
 * @returns {string} Markdown
 */
export const libraryPage = (libraries) => {
  const sorted = libraries.filter((library) => library.handles ?? library.calls).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return `<!-- Written by \`npm run docs\` from src/catalogue/libraries. Do not edit. -->

# Libraries

What drain-audit knows of ${sorted.length} libraries: what has to be stopped, what stops it, whether that waits for the work under way, and for how long at the most. Each fact was read in the source of the version named, or measured.

${sorted.map((library) => `- [${library.name}](#${anchor(library.name)})`).join('\n')}

${sorted.map(section).join('\n\n')}
`;
};

/**
 * @param {string} name of a library
 * @returns {string} the anchor that Markdown gives its heading
 */
const anchor = (name) => name.toLowerCase().replaceAll(/[^\w\- ]/g, '').replaceAll(' ', '-');

/**
 * @param {Library} library of the catalogue
 * @returns {string} its section
 */
const section = (library) => {
  const handles = Object.entries(library.handles ?? {}).filter(([, kind]) => kind.sameAs === undefined);
  const calls = Object.entries(library.calls ?? {}).filter(([, semantics]) => semantics.act !== undefined || semantics.phases !== undefined || semantics.notACloser !== undefined);
  const triggers = Object.entries(library.calls ?? {}).flatMap(([key, { trigger }]) => (trigger ? [/** @type {const} */ ([key, trigger])] : []));
  const modules = Object.keys(library.modules).map((name) => `\`${name}\``);
  return [
    `## ${library.name}`,
    `Versions: ${library.versions}.${modules.length > 1 ? ` Modules: ${modules.join(', ')}.` : ''}`,
    handles.length > 0 ? table(['value', 'is a', 'keeps the process alive', 'loses at the end'], handles.map(([name, kind]) => [`\`${name}\``, `${kind.label} (${kind.role})`, kind.keepsAlive ? 'yes' : 'no', losses(kind.losesOn?.ends)])) : '',
    calls.length > 0 ? table(['call', 'does', 'its end', 'waits for work under way', 'at the most', 'source'], calls.map(([key, semantics]) => row(key, semantics))) : '',
    ...triggers.map(([key, trigger]) => signals(key, trigger)),
  ].filter((part) => part !== '').join('\n\n');
};

/**
 * @param {readonly string[]} head of the columns
 * @param {readonly (readonly string[])[]} rows of cells
 * @returns {string} a table
 */
const table = (head, rows) => [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`)].join('\n');

/**
 * @param {readonly string[] | undefined} ends of the process that lose what is buffered
 * @returns {string} what a person calls them
 */
const losses = (ends = []) => ends.map((end) => ({ exit: 'on `process.exit`', 're-raise': 'on a signal sent again', 'empty-loop': 'when it ends by itself' })[end]).join(', ');

/**
 * @param {string} key of the call in the catalogue
 * @param {CallSemantics} semantics of the call
 * @returns {string[]} the cells of its row
 */
const row = (key, semantics) => {
  const { act, settles, phases, bound, notACloser, source } = semantics;
  if (notACloser !== undefined) return [`\`${key}\``, `closes nothing: ${notACloser}`, '', '', '', source ?? ''];
  const waits = semantics.waitsWhen ? 'only when told to' : (semantics.waitsForInFlight ?? act === 'drain') ? 'yes' : 'no';
  const ends = settles === 'event' ? `event \`${semantics.completionEvent ?? ''}\`` : (settles ?? 'sync').replace('promise-or-callback', 'promise or callback');
  return [`\`${key}\``, phases ? phases.map(phaseText).join(', then ') : (act ?? ''), ends, waits, limit(bound), source ?? ''];
};

/**
 * @param {Bound | undefined} bound of a call
 * @returns {string} how long it can take
 */
const limit = (bound) => {
  if (bound === undefined) return '';
  if (bound === 'unbounded') return 'no limit';
  const given = (bound.given ?? []).map((place) => ('option' in place ? `\`${place.option}\`` : 'an argument'));
  const usual = bound.defaultMs === 'unbounded' ? 'no limit' : `${String(bound.defaultMs / 1000)} s`;
  return given.length > 0 ? `${usual}, or ${given.join(' or ')}` : usual;
};

/**
 * @param {Phase} phase of a routine
 * @returns {string} what it does
 */
const phaseText = (phase) => {
  if ('parallel' in phase) return `at once: ${phase.parallel.map(phaseText).join(', ')}`;
  if ('hooks' in phase) return `\`${phase.hooks}\` hooks`;
  if ('methods' in phase) return `\`${phase.methods}()\``;
  if ('call' in phase) return 'option' in phase.call ? `\`${phase.call.option}\`` : 'the function given';
  if ('delayMs' in phase) return `a pause of ${String(phase.delayMs / 1000)} s`;
  if ('exit' in phase) return phase.exit === 'exit' ? 'exit' : 'the signal sent again';
  const most = limit(phase.bound);
  return `${phase.act}${most === '' ? '' : ` (${most}${phase.thenForce === true ? ', then cuts what is left' : ''})`}`;
};

/**
 * @param {string} key of the call that installs handlers
 * @param {TriggerSemantics} trigger what it installs
 * @returns {string} a sentence
 */
const signals = (key, trigger) => {
  const second = trigger.secondSignalExits === true ? 'A second signal ends the process at once.' : trigger.guarded ? 'A second signal is ignored.' : 'A second signal starts over.';
  const deadline = trigger.deadline ? ` Then the process exits, at the latest after ${limit(trigger.deadline)}.` : '';
  if (trigger.supervises === true) return `\`${key}\` handles ${trigger.signals.join(', ')} in a primary process and passes them on to its workers.`;
  return `\`${key}\` handles ${trigger.signals.join(', ')} by itself: ${trigger.phases.map(phaseText).join(', then ')}.${deadline} ${second}`;
};
