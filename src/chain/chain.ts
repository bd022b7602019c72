/** How a start command reaches the node process, hop by hop. */
export interface Chain {
  /** What is started: a service, an image's stage, a process type. */
  readonly name: string;
}
