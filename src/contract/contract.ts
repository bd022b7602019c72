/** What a platform promises a workload when it stops it. */
export interface Contract {
  /** The workload's name. */
  readonly name: string;
}
