/** Somebody who takes part: a running product, known by its addresses alone. */
export interface Contestant extends AsyncDisposable {
  readonly name: string;
  /** The process that all others of it descend from. */
  readonly pid: number;
}
