import { valid } from 'semver';
import { z } from 'zod';
import { parseYaml } from '../../archives/yaml.ts';
import { chartInvalid } from './errors.ts';

export const chartYamlBytesMax = 256 * 1024;
const nameCharsMax = 250;
const versionCharsMax = 128;
/** Helm's own rule for a name, and Kubernetes' for most of what is called by it. */
const plainName = /^[a-zA-Z0-9._-]+$/;

const text = z.string().max(4_096);
/** An entry without a value says nothing. */
const optionalText = text.nullish().transform((value) => value ?? undefined);
const texts = z
  .array(text)
  .max(1_000)
  .nullish()
  .transform((value) => value ?? undefined);
const flag = z
  .enum(['true', 'false', 'True', 'False', 'TRUE', 'FALSE'])
  .nullish()
  .transform((value) => value?.toLowerCase() === 'true');

const dependency = z.object({
  name: text,
  version: optionalText,
  repository: optionalText,
  condition: optionalText,
  alias: optionalText,
  tags: texts,
});
const maintainer = z.object({ name: text, email: optionalText, url: optionalText });

/** `Chart.yaml` as Helm's index repeats it; every scalar of it is text. */
const chart = z.object({
  apiVersion: z.enum(['v1', 'v2']),
  name: text,
  version: text,
  appVersion: optionalText,
  kubeVersion: optionalText,
  description: optionalText,
  type: z
    .enum(['application', 'library', ''])
    .nullish()
    .transform((value) => value || undefined),
  keywords: texts,
  home: optionalText,
  sources: texts,
  icon: optionalText,
  dependencies: z
    .array(dependency)
    .max(500)
    .nullish()
    .transform((value) => value ?? undefined),
  maintainers: z
    .array(maintainer)
    .max(500)
    .nullish()
    .transform((value) => value ?? undefined),
  annotations: z
    .record(text, z.string().max(chartYamlBytesMax))
    .nullish()
    .transform((value) => value ?? undefined),
  deprecated: flag,
});

export type Chart = z.output<typeof chart>;

export interface ReadOptions {
  /** Published elsewhere: with a version that Helm takes, if not we. */
  readonly isForeign?: boolean;
}

/** @throws AppError `ARCHIVE_INVALID`, `HELM_CHART_INVALID` */
export function readChart(chartYaml: Buffer, options: ReadOptions = {}): Chart {
  return asChart(parseYaml(chartYaml), options);
}

/**
 * What a `Chart.yaml` says, or an entry of an index, which says the same and more.
 *
 * @throws AppError `HELM_CHART_INVALID`
 */
export function asChart(parsed: unknown, { isForeign = false }: ReadOptions = {}): Chart {
  const { data, error } = chart.safeParse(parsed);
  if (data === undefined) {
    throw chartInvalid(`The Chart.yaml is not valid at "${error.issues[0]?.path.join('.')}".`);
  }
  requireName(data.name);
  if (!isForeign || !isForeignVersion(data.version)) requireVersion(data.version);
  return data;
}

function requireName(name: string): void {
  const isPlain = name.length <= nameCharsMax && plainName.test(name) && !name.startsWith('.');
  if (!isPlain) throw chartInvalid(`${JSON.stringify(name.slice(0, 80))} is no name of a chart.`);
}

function requireVersion(version: string): void {
  const plus = version.indexOf('+');
  const base = plus === -1 ? version : version.slice(0, plus);
  const isPlain = version.length <= versionCharsMax && valid(version) === base;
  if (!isPlain) {
    throw chartInvalid(`${JSON.stringify(version.slice(0, 80))} is no semantic version.`);
  }
}

/** As Helm reads one (`semver.NewVersion`): with a `v`, or without its last numbers. */
const foreignVersion =
  /^v?\d{1,15}(?:\.\d{1,15}){0,2}(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?:\+[0-9A-Za-z.-]+)?$/;

function isForeignVersion(version: string): boolean {
  return version.length <= versionCharsMax && foreignVersion.test(version);
}

/** The chart that a file of ours belongs to, by the first place where a version can begin. */
export function chartNameAt(path: string): string | null {
  const stem = /^charts\/([^/]+)\.tgz(?:\.prov)?$/.exec(path)?.[1] ?? '';
  const dashes = [...stem.matchAll(/-/g)].map(({ index }) => index);
  const fits = (isVersion: (rest: string) => boolean) =>
    dashes.find((at) => at > 0 && isVersion(stem.slice(at + 1)));
  const at = fits((rest) => valid(rest) !== null) ?? fits(isForeignVersion);
  return at === undefined ? null : stem.slice(0, at);
}

/** Where the archive lies below the repository. */
export function chartPath(name: string, version: string): string {
  return `charts/${name}-${version}.tgz`;
}
