import { printable } from '../report/printable.js';
import type { Io } from './io.js';

/** Shorter runs need no progress: a line that comes and goes at once is only a flicker. */
const silentMs = 800;
const restMs = 100;

/** Shows what is being done on one line of a terminal, and clears it at the end. Silent where there is none. */
export class Progress {
  readonly #io: Io;
  readonly #started: number;
  #last: number;
  #isShown = false;

  constructor(io: Io, now = performance.now()) {
    this.#io = io;
    this.#started = now;
    this.#last = now;
  }

  readonly tell = (doing: string, now = performance.now()): void => {
    if (this.#io.showsProgress !== true || now - this.#started < silentMs || now - this.#last < restMs) return;
    this.#last = now;
    this.#isShown = true;
    const seconds = Math.round((now - this.#started) / 1000);
    this.#io.stderr.write(`\r\u001B[K${printable(`${doing} (${String(seconds)} s)`)}`);
  };

  clear(): void {
    if (this.#isShown) this.#io.stderr.write('\r\u001B[K');
    this.#isShown = false;
  }
}
