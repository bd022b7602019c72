import type ts from 'typescript';
import type { Located } from '../rule.js';
import type { Start } from './starts.js';
import { isAct } from './order.js';
import type { Plan, PlanParts } from './plan.js';
import type { ActItem } from './strand.js';
import type { WrongCloser } from './surroundings.js';
import type { CreatedHandle } from './world.js';

/** From this version on `server.close()` ends idle keep-alive connections itself. */
const closesIdleSince = 19;
/** From this version on `close()` of an http2 server ends its sessions. */
const closesSessionsSince = 24;
const peerName = /ws|sock|client|conn|peer|session|clos|shut|stop|destroy|terminate|drain/i;
/** What ends responses and connections when it stands in a function that the shutdown runs. */
const endsStreams = /(?:res|response|reply|raw|streams?|clients?|conn|connections?|sockets?|sse|controller|subscribers?|listeners?|transports?|subject\$?)\??\.(?:end|destroy|abort|terminate|close|complete)\s*\(|\.(?:closeAll|endAll|disconnectAll|destroyAll|abort)\w*\s*\(/i;
const streamName = /stream|sse|conn|client|socket|res\b|response|transport|subscri|event|peer/i;
const handlesConnections = /closeIdleConnections|closeAllConnections|['"]connection['"]\s*,\s*(?:['"]close['"]|\(|function|async)|shouldKeepAlive\s*=\s*false|destroy\s*\(/i;

/** What a drain waits for: WebSocket clients, endless responses, idle connections, sessions. */
export class Connections {
  readonly #plan: Plan;
  readonly #parts: PlanParts;

  constructor(plan: Plan, parts: PlanParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** Servers that listen and that nothing on any path closes, although the plan deals with other things. */
  get serversNeverClosed(): readonly Start[] {
    if (this.#plan.unknowns.length > 0 || this.wrongClosers.length > 0 || this.#plan.triggers.length === 0 || !(this.#plan.ends || this.#plan.stopsSomething)) return [];
    return this.#plan.intake.filter((start) => start.role === 'server' && !start.isForProbes && this.#plan.closersOf(start.handles, start.role).length === 0);
  }

  /** Servers started in a loop of which one name keeps only the last, when the shutdown closes just that. */
  get serversOverwritten(): readonly Start[] {
    return this.#plan.intake.filter((start) => {
      if (start.role !== 'server' || !start.repeated || !start.keepsOnlyLast) return false;
      return this.#plan.closersOf(start.handles, start.role).length === 1;
    });
  }

  /** Whether a drain is of a server that answers probes and nothing else, by its name. */
  isOfProbes(drain: ActItem): boolean {
    return this.#plan.starts.some((start) => start.isForProbes && start.handles.some((handle) => drain.handles.includes(handle)));
  }

  /** WebSocket servers whose clients are connected while a drain waits for them to leave, with that drain. */
  get websocketsLeftOpen(): readonly { readonly server: Start; readonly drain: ActItem; readonly late: ActItem | undefined }[] {
    return this.#plan.starts
      .filter((start) => start.role === 'websocket-server' && start.reached !== 'never')
      .flatMap((server) => {
        const endings = this.#endingsOf(server);
        const drain = this.#waitedDrains.find((act) => !endings.some((ending) => ending !== act && !this.#plan.isCompleteAt(act, ending)) && !(endings.includes(act) && !this.#leavesPeers(server)));
        if (!drain || this.#mayEndPeersBefore(drain)) return [];
        return [{ server, drain, late: endings[0] }];
      });
  }

  /** What ends the clients of a WebSocket server: a close of its own that does, or closes of the clients themselves. */
  #endingsOf(server: Start): readonly ActItem[] {
    const own = this.#leavesPeers(server) ? [] : this.#plan.closersOf(server.handles, server.role);
    const peers = [...this.#parts.order].flatMap(([item]) => (isAct(item) && (item.declaredAs === 'ws WebSocket.close' || item.declaredAs === 'ws WebSocket.terminate' || (item.act === 'force' && !item.handleKind && item.handles.length === 0)) ? [item] : []));
    return [...own, ...peers];
  }

  #leavesPeers(server: Start): boolean {
    return server.handles.some((handle) => handle.kind.leavesPeers === true);
  }

  /** Drains of servers that the shutdown waits for, be it to go on or to exit. */
  get #waitedDrains(): readonly ActItem[] {
    return this.#plan.drains.filter((drain) => drain.bound === 'unbounded' && (drain.observed || this.#plan.exits.length === 0) && (drain.handleKind?.role === 'server' || drain.handleKind?.role === 'websocket-server'));
  }

  /** Whether something that is not followed, before a drain is over, has the name of what ends clients. */
  #mayEndPeersBefore(drain: ActItem): boolean {
    return this.#tellsOthers || this.#plan.unknowns.some((item) => !this.#parts.order.at(item)?.completed.has(drain) && (item.isCallback === true || peerName.test(`${item.name ?? ''} ${item.target ?? ''}`)));
  }

  /** Whether an event tells others of the shutdown: who listens for it is not always found. */
  get #tellsOthers(): boolean {
    return [...this.#parts.executed].some((callable) => /\.emit\(\s*['"`][\w.:-]*(?:shut|clos|stop|term|drain|exit|end)/i.test(callable.getText()));
  }

  /** Drains that endless responses of the process hold, when nothing in the shutdown ends or cuts them. */
  get streamsLeftOpen(): readonly { readonly stream: Located; readonly drain: ActItem }[] {
    const [stream] = this.#parts.facts.streams;
    const [drain] = this.#waitedDrains.filter((act) => act.handleKind?.role === 'server');
    if (!stream || !drain || this.#tellsOthers || this.#plan.unknowns.some((item) => item.isCallback === true || streamName.test(`${item.target ?? ''} ${item.name ?? ''}`))) return [];
    const streaming = new Set(this.#parts.facts.streams.map(({ at }) => at.file));
    const forces = [...this.#parts.order].some(([item]) => isAct(item) && (item.act === 'force' || item.act === 'abort'));
    const ends = [...this.#parts.executed].some((callable) => (streaming.has(this.#parts.locationOf(callable).file) && !holds(callable, drain.node) && !isListenerFile(callable, this.#plan) && /\.(?:end|close|destroy|abort|terminate|complete|write|send)\s*\(/.test(callable.getText())) || endsStreams.test(callable.getText()));
    return forces || ends ? [] : [{ stream, drain }];
  }

  /** Drains of http servers that idle keep-alive connections hold, on versions of Node that leave them open. */
  get idleLeftOpen(): readonly { readonly drain: ActItem; readonly node: number }[] {
    const node = this.#parts.facts.oldestNode;
    if (node === undefined || node >= closesIdleSince) return [];
    return this.#waitedDrains.filter((drain) => drain.declaredAs === 'node:http Server.close' && !this.#cutsConnections(drain)).map((drain) => ({ drain, node }));
  }

  #cutsConnections(drain: ActItem): boolean {
    const forces = [...this.#parts.order].some(([item]) => isAct(item) && item.act === 'force');
    const files = new Set([this.#parts.locationOf(drain.node).file, ...drain.handles.map((handle) => handle.at.file)]);
    const written = [...this.#parts.executed].some((callable) => handlesConnections.test(callable.getText())) || [...files].some((file) => handlesConnections.test(this.#parts.facts.textOf(file)));
    return forces || written || this.#plan.unknowns.length > 0;
  }

  /** Drains of http2 servers whose idle sessions nothing ends, on versions of Node that leave them open. */
  get sessionsLeftOpen(): readonly ActItem[] {
    const node = this.#parts.facts.oldestNode;
    if (node !== undefined && node >= closesSessionsSince) return [];
    const drains = this.#plan.drains.filter((act) => act.handleKind?.label === 'http2 server' && act.byLibrary !== true);
    return drains.filter((drain) => {
      const files = [this.#parts.locationOf(drain.node).file, ...drain.handles.map((handle) => handle.at.file)];
      return !files.some((file) => /['"]session['"]/.test(this.#parts.facts.textOf(file)));
    });
  }

  /** Closers called on what has none. */
  get wrongClosers(): readonly WrongCloser[] {
    return this.#parts.facts.surroundings.wrongClosers;
  }

  /** gRPC servers that let a connection live as long as its client likes. */
  get withoutConnectionAge(): readonly (Located & { readonly handle: CreatedHandle })[] {
    return this.#parts.inventory.handles
      .filter(({ handle, reached }) => handle.label === 'grpc server' && reached !== 'never')
      .filter(({ handle }) => !this.#parts.facts.textOf(handle.at.file).includes('max_connection_age'))
      .map(({ handle, at }) => ({ handle, at }));
  }
}

const holds = (outer: ts.Node, node: ts.Node): boolean => outer.getSourceFile() === node.getSourceFile() && outer.pos <= node.pos && node.end <= outer.end;

/** Whether a function stands in a file that registers listeners: being there says nothing of the streams. */
const isListenerFile = (callable: { getSourceFile(): { text: string } }, plan: Plan): boolean => plan.triggers.some((trigger) => trigger.node.getSourceFile() === callable.getSourceFile());
