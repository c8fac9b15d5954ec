import { type LicenceChoice, licenceChoice } from './cyclonedx-licence.ts';
import type { Finding, ScanComponent, Severity } from './scanner.ts';

export interface BomProperty {
  readonly name: string;
  readonly value: string;
}

export interface BomComponent {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  /** Absent when only a requirement is known; it is then the property `bonded:requirement`. */
  readonly version?: string;
  readonly purl: string;
  readonly licenses?: readonly LicenceChoice[];
  readonly properties: readonly BomProperty[];
}

export interface BomVulnerability {
  readonly 'bom-ref': string;
  readonly id: string;
  readonly source: { readonly name: string };
  readonly references: readonly {
    readonly id: string;
    readonly source: { readonly name: string };
  }[];
  readonly ratings: readonly { readonly severity: Severity; readonly score?: number }[];
  readonly description: string;
  readonly recommendation?: string;
  readonly affects: readonly { readonly ref: string }[];
  readonly properties: readonly BomProperty[];
}

/** CycloneDX 1.6 in JSON, as far as we state it. */
export interface CycloneDxBom {
  readonly $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json';
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.6';
  readonly serialNumber: string;
  readonly version: 1;
  readonly metadata: {
    readonly timestamp: string;
    readonly tools: {
      readonly components: readonly { type: 'application'; name: string; version: string }[];
    };
    readonly component?: BomComponent;
  };
  readonly components: readonly BomComponent[];
  readonly dependencies: readonly {
    readonly ref: string;
    readonly dependsOn?: readonly string[];
  }[];
  readonly vulnerabilities: readonly BomVulnerability[];
}

export interface CycloneDxInput {
  readonly components: readonly ScanComponent[];
  readonly findings: readonly Finding[];
  /** A UUID; the same artifact and scan should state the same one. */
  readonly serialNumber: string;
  readonly timestamp: Date;
  readonly toolVersion: string;
}

/**
 * The component list of an artifact with what was found in it. Pure: the same input gives the same
 * document, byte for byte once serialised. The artifact itself (`self`) becomes the subject of the
 * document; everything else is listed once for each version and relation.
 */
export function cycloneDxBom(input: CycloneDxInput): CycloneDxBom {
  const refs = new Refs();
  const named = input.components.map((component) => ({ component, ref: refs.add(component) }));
  const distinct = [...new Map(named.map((entry) => [entry.ref, entry])).values()];
  const subject = distinct.find(({ component }) => component.relation === 'self');
  const parts = distinct.filter((entry) => entry !== subject);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${input.serialNumber}`,
    version: 1,
    metadata: {
      timestamp: input.timestamp.toISOString(),
      tools: { components: [{ type: 'application', name: 'bonded', version: input.toolVersion }] },
      ...(subject === undefined ? {} : { component: bomComponent(subject.component, subject.ref) }),
    },
    components: parts.map(({ component, ref }) => bomComponent(component, ref)),
    dependencies: dependencyGraph(
      subject?.ref,
      parts.map(({ ref }) => ref),
    ),
    vulnerabilities: bomVulnerabilities(input.findings, refs),
  };
}

/** Gives each component a `bom-ref`: its purl, numbered where one purl stands for several. */
class Refs {
  readonly #refOfKey = new Map<string, string>();
  readonly #refsOfPurl = new Map<string, string[]>();

  add({ purl, version, versionIsExact, relation }: ScanComponent): string {
    const key = JSON.stringify([purl, version, versionIsExact, relation]);
    const known = this.#refOfKey.get(key);
    if (known !== undefined) return known;
    const siblings = this.#refsOfPurl.get(purl) ?? [];
    const ref = siblings.length === 0 ? purl : `${purl}#${siblings.length + 1}`;
    this.#refOfKey.set(key, ref);
    this.#refsOfPurl.set(purl, [...siblings, ref]);
    return ref;
  }

  of(purl: string): readonly string[] {
    return this.#refsOfPurl.get(purl) ?? [];
  }
}

function bomComponent(component: ScanComponent, ref: string): BomComponent {
  const { name, version, versionIsExact, purl, licence, relation } = component;
  const properties: BomProperty[] = [{ name: 'bonded:relation', value: relation }];
  // CycloneDX 1.6 has no place for a requirement, and as a version it would be a lie.
  if (!versionIsExact) properties.push({ name: 'bonded:requirement', value: version });
  return {
    type: 'library',
    'bom-ref': ref,
    name,
    ...(versionIsExact ? { version } : {}),
    purl,
    ...(licence === undefined || licence === '' ? {} : { licenses: [licenceChoice(licence)] }),
    properties,
  };
}

function dependencyGraph(subjectRef: string | undefined, parts: readonly string[]) {
  const leaves = parts.map((ref) => ({ ref }));
  return subjectRef === undefined ? leaves : [{ ref: subjectRef, dependsOn: parts }, ...leaves];
}

function bomVulnerabilities(findings: readonly Finding[], refs: Refs): BomVulnerability[] {
  return [...Map.groupBy(findings, ({ advisoryId }) => advisoryId).values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [bomVulnerability(first, group, refs)];
  });
}

function bomVulnerability(first: Finding, group: readonly Finding[], refs: Refs): BomVulnerability {
  const { advisoryId, aliases, severity, score, title, kind } = first;
  const fixes = [...new Set(group.flatMap(({ fixedIn }) => fixedIn))];
  const affected = new Set(group.flatMap(({ componentPurl }) => refs.of(componentPurl)));
  return {
    'bom-ref': `advisory:${advisoryId}`,
    id: advisoryId,
    source: sourceOf(advisoryId),
    references: aliases.map((id) => ({ id, source: sourceOf(id) })),
    ratings: [{ severity, ...(score === null ? {} : { score }) }],
    description: title,
    ...(fixes.length === 0 ? {} : { recommendation: `Fixed in ${fixes.join(', ')}.` }),
    affects: [...affected].map((ref) => ({ ref })),
    properties: [{ name: 'bonded:kind', value: kind }],
  };
}

/** OSV ids are `<DB>-<ENTRY>`, so the database's name stands in front. */
function sourceOf(id: string): { name: string } {
  return { name: id.split('-', 1)[0] ?? id };
}
