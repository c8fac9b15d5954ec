import { parse } from 'semver';
import { crateInvalid } from './errors.ts';

const versionCharsMax = 128;

/** Semantic, in the one spelling that needs no cleaning. @throws AppError `CARGO_CRATE_INVALID` */
export function requireVersion(version: string): void {
  const parsed = version.length <= versionCharsMax ? parse(version) : null;
  const build = parsed && parsed.build.length > 0 ? `+${parsed.build.join('.')}` : '';
  if (parsed !== null && `${parsed.version}${build}` === version) return;
  throw crateInvalid(`${JSON.stringify(version.slice(0, 80))} is no semantic version.`);
}

/** The version without build metadata: two that differ in nothing else are one. */
export function withoutBuild(version: string): string {
  const plus = version.indexOf('+');
  return plus === -1 ? version : version.slice(0, plus);
}
