/**
 * What one npm package means when a process is told to stop: stub declarations, so that the checker can give its
 * values a type without the package being installed, and beside them the semantics of each member that matters.
 *
 * One file per library in `libraries/`; nothing else changes when one is added (`npm run generate` lists the folder).
 */
export interface Library {
  /** The package's usual name, as docs print it. */
  name: string;
  /** The versions that were read or run, such as `pg 8.23 (pool 3.14)`. */
  versions: string;
  /**
   * Stub declarations by module specifier. A specifier may end in `*`, as in `@aws-sdk/client-*`, to cover a family.
   * Only what is needed to type the values that take part in a shutdown; everything else is `any` by omission.
   * One ending in `@` and a number, as in `ws@7`, is what the package was up to that major version, where it differed.
   * Node's built-in modules are named without `node:`; both spellings resolve to them.
   */
  modules: Readonly<Record<string, string>>;
  /** Types whose values must be stopped, by the name of their declaration in the stubs. */
  handles?: Readonly<Record<string, HandleKind>>;
  /**
   * What a call does, by `Type.member`, `function`, or `new Type`, as declared in the stubs. A function or constructor
   * whose declared result is a type in `handles` creates one and needs no entry for that; a method declared to return
   * `this` returns its receiver.
   */
  calls?: Readonly<Record<string, CallSemantics>>;
}

/** The part a handle plays. Rules speak of roles, never of libraries. */
export type Role =
  | 'server' // takes requests or connections
  | 'consumer' // takes messages or jobs
  | 'scheduler' // starts work by the clock
  | 'resource' // pools, caches, broker connections, clients: used by work in flight
  | 'producer' // buffers outgoing messages
  | 'exporter' // buffers telemetry or analytics
  | 'logger'
  | 'websocket-server' // keeps upgraded connections that its HTTP server no longer counts
  | 'process' // child processes, cluster workers, threads
  | 'timer';

export interface HandleKind {
  role: Role;
  /** How messages and the printed plan call it: `http server`, `pg Pool`, `BullMQ worker`. */
  label: string;
  /** Whether an open one keeps the event loop, and so the process, alive. */
  keepsAlive: boolean;
  /** Whether it works from its creation on (`new Worker(…)`); otherwise only after a call marked `starts`. */
  startsOnCreation?: boolean | When;
  /** Ends of the process that lose what it has buffered, unless it is flushed before; `when` narrows that. */
  losesOn?: { readonly ends: readonly End[]; readonly when?: When };
  /** An exporter that sends each event when it gets it: only what is under way at the end is lost. */
  sendsAtOnce?: boolean;
  /** The method without whose call a framework leaves signals alone. */
  signalsEnabledBy?: string;
  /** It holds nothing but idle sockets, or closes with another handle: leaving it open loses nothing. */
  needsNoClosing?: boolean;
  /** Work that comes after its close opens it again, so that closing it early costs time and breaks nothing. */
  reopens?: boolean;
  /** Other kinds whose values are the same thing underneath, as `ServerType` of Hono is an http server. */
  sameAs?: string;
  /** Whether a second close fails: its callback gets an error at once, or its promise rejects. */
  closesOnce?: boolean;
  /** For consumers: the options with which a program says how long one job or message may take. */
  jobLimits?: readonly JobLimit[];
  /** Whether its close leaves the connections that it has accepted to themselves, and waits for them. */
  leavesPeers?: boolean;
}

/** An option that says how long one job may take: its timeout, or how long it is locked for whoever has taken it. */
export interface JobLimit {
  readonly at: Place;
  /** Milliseconds that one unit of the option counts; 1 when omitted. */
  readonly unitMs?: number;
  /** For locks, which say something only where they are longer than the library's default, in milliseconds. */
  readonly aboveMs?: number;
}

/** How a process ends: by a call of `process.exit`, by the signal sent again, or by itself when nothing is left to do. */
export type End = 'exit' | 're-raise' | 'empty-loop';

/** Where a value comes from, seen from a call. Build them with `receiver`, `argument` and `creation`. */
export type Place =
  | { readonly from: 'receiver' }
  | { readonly from: 'argument'; readonly index: number; readonly option?: string }
  | { readonly from: 'creation'; readonly index: number; readonly option?: string };

/** The object that the method is called on. */
export const receiver: Place = { from: 'receiver' };
/** An argument of the call, or an option of an object passed there; options may be dotted paths. */
export const argument = (index: number, option?: string): Place => ({ from: 'argument', index, ...(option === undefined ? {} : { option }) });
/** An argument given when the receiver was created, or an option of it. */
export const creation = (index: number, option?: string): Place => ({ from: 'creation', index, ...(option === undefined ? {} : { option }) });

/**
 * A condition on a literal that the program gives: that it `is` this value, or is `not` this one (which an absent
 * value is not either); with neither, that it is given and not falsy.
 */
export interface When {
  readonly at: Place;
  readonly is?: string | number | boolean;
  readonly not?: string | number | boolean;
}

/** How long a call can take at the most. `unbounded` is a proved fact about the library, not ignorance. */
export type Bound =
  | 'unbounded'
  | {
      /** Where the program may give the limit, in milliseconds times `unitMs` (1 when omitted). First found wins. */
      readonly given?: readonly Place[];
      readonly unitMs?: number;
      /** The limit in milliseconds when the program gives none; `unbounded` when the library then waits for ever. */
      readonly defaultMs: number | 'unbounded';
    };

/** A limit in milliseconds: `atMost(5000)`, or `atMost(1000, argument(1, 'timeout'))` for one the program may give. */
export const atMost = (defaultMs: number | 'unbounded', ...given: Place[]): Bound => ({ defaultMs, ...(given.length > 0 ? { given } : {}) });

export type ActKind =
  | 'mark-not-ready' // readiness turns false
  | 'stop-intake' // takes no more work; what is under way goes on
  | 'drain' // stops intake and completes when the work under way has
  | 'force' // cuts what is still under way
  | 'close' // releases a resource
  | 'flush' // writes out what is buffered, and stays usable
  | 'clear' // stops a timer or a schedule
  | 'abort'
  | 'exit'
  | 're-raise';

export interface CallSemantics {
  /** What one call does. Omitted when it only creates, starts or registers something. */
  act?: ActKind;
  /** Whose handle the act is on; the receiver when omitted. */
  on?: Place;
  /** The act is on every handle of this kind instead: `mongoose.disconnect()`. */
  onEvery?: string;
  /** What it does instead, where its name promises a closer: `queue.drain()` of BullMQ empties the queue. */
  notACloser?: string;
  /**
   * How the caller learns that the act is complete. `promise-or-callback`: a promise unless a callback is passed.
   * `callback`: nothing to await (`await` of it continues at once). `sync`: complete when the call returns.
   * `event`: the receiver emits `completionEvent`. `never`: no way to know.
   */
  settles?: 'promise' | 'callback' | 'promise-or-callback' | 'sync' | 'event' | 'never';
  completionEvent?: string;
  /** Which argument is the completion callback; the last function argument when omitted. */
  callback?: number;
  /** Whether it is complete only when the work under way is. */
  waitsForInFlight?: boolean;
  /** It waits for the work under way only then, as an SQS consumer does given `pollingCompleteWaitTimeMs`. */
  waitsWhen?: When;
  /** The act is then a `force` that waits for nothing: `worker.close(true)`. */
  forcedWhen?: When;
  /** Omitted: it ends by itself in negligible time. */
  bound?: Bound;
  /** For calls that run several things in order, such as `app.close()` of a framework or a helper's routine. */
  phases?: readonly Phase[];
  /** The receiver (or `on`) begins to take work. */
  starts?: boolean;
  /** The result is this existing value, not a new handle: `app.getHttpServer()`, chained `on(…)`. */
  returns?: Place;
  /** The result stands for that handle: closing it closes that one. `createHttpTerminator({ server })`. */
  wraps?: Place;
  /** Closing the result or the receiver also closes these: `io.close()` closes its http server. */
  alsoCloses?: readonly Place[];
  /** The act reaches every handle that was created from the receiver too: a connection's channels. */
  closesCreated?: boolean;
  /** Registers a callback that runs in a named phase: `app.addHook('onClose', fn)`. */
  registers?: { readonly hook: Place | string; readonly callback: Place };
  /** Installs signal handlers. */
  trigger?: TriggerSemantics;
  /** Where the fact was read or measured: `lib/server.js:31`, `measured 01g`, a link. */
  source?: string;
}

/**
 * One thing that a multi-phase call does, in order; an array of phases inside runs in parallel. `thenForce`: what is left
 * at its limit is cut. `forcedWhen`: it is a `force` then, as in `CallSemantics`.
 */
export type Phase =
  | { readonly call: Place; readonly awaited?: boolean } // runs a function that the program passed
  | { readonly hooks: string } // runs callbacks registered with `registers`
  | { readonly methods: string } // runs methods of this name on the program's classes (Nest lifecycle)
  | { readonly act: ActKind; readonly on?: Place; readonly bound?: Bound; readonly thenForce?: boolean; readonly forcedWhen?: When; readonly waitsForInFlight?: boolean }
  | { readonly delayMs: number; readonly given?: readonly Place[] }
  | { readonly exit: 'exit' | 're-raise'; readonly unless?: Place }
  | { readonly parallel: readonly Phase[] };

export interface TriggerSemantics {
  /** Signals handled when the program does not say otherwise. */
  signals: readonly string[];
  /** Where the program may name signals: a string or an array of strings. */
  given?: readonly Place[];
  /** Where the program may name signals that are handled besides those above. */
  added?: readonly Place[];
  /** A literal `false`, `null` or `[]` there means that no handler is installed. */
  disabledBy?: readonly Place[];
  /** A literal `true` there means that no handler is installed: `noHandleSignals`. */
  disabledWhenTrue?: readonly Place[];
  /** What happens on the signal. */
  phases: readonly Phase[];
  /** Limit over all phases together, after which the process exits. */
  deadline?: Bound;
  /**
   * It handles signals in a primary process only and passes them on: its workers, which do the work, need handlers of
   * their own.
   */
  supervises?: boolean;
  /** Whether a second signal is ignored (`once`, a guard) rather than starting over. */
  guarded: boolean;
  /** A second signal ends the process at once, which a signal sent to a whole process group can be. */
  secondSignalExits?: boolean;
}

/** Checks a library's shape at compile time; what goes in comes out. */
export const defineLibrary = (library: Library): Library => library;
