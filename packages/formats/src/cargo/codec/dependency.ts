/** What an index line says of one dependency (The Cargo Book, "Index Format"). */
export interface IndexDependency {
  /** As the code of the crate calls it. */
  readonly name: string;
  readonly req: string;
  readonly features: readonly string[];
  readonly optional: boolean;
  readonly default_features: boolean;
  readonly target: string | null;
  readonly kind: 'normal' | 'build' | 'dev';
  /** The index that it comes from; null for the one that this line is in. */
  readonly registry: string | null;
  /** Its own name where the crate calls it otherwise. */
  readonly package?: string;
}

/** As cargo names crates.io wherever a registry is named. */
export const cratesIo = 'https://github.com/rust-lang/crates.io-index';

/** The name that the registry knows it by. */
export function packageOf(dependency: IndexDependency): string {
  return dependency.package ?? dependency.name;
}
