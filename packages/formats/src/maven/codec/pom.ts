import { childText, onlyChild, readXml, type XmlElement } from '../../archives/xml.ts';
import type { Coordinates } from './coordinates.ts';
import { isArtifactId, isGroupId, isVersion } from './coordinates.ts';
import { mavenCoordinatesMismatch, mavenPomInvalid } from './errors.ts';
import { licenceOf } from './licence.ts';
import { Properties } from './properties.ts';

export interface PomDependency {
  readonly groupId: string;
  readonly artifactId: string;
  /** Null where another pom decides. */
  readonly version: string | null;
  readonly scope: string;
  readonly isOptional: boolean;
}

/** What is read of a pom. */
export interface Pom extends Coordinates {
  readonly packaging: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly licence: string | null;
  readonly dependencies: readonly PomDependency[];
}

export const pomBytesMax = 4 * 1024 * 1024;
/** What says how to build, and nothing of what was built. */
const skips: ReadonlySet<string> = new Set(['build', 'reporting', 'profiles']);
const textCharsMax = 1024;

/**
 * Reads a pom alone, without its parents: what they say is unknown here, and nothing is guessed.
 *
 * @throws AppError `XML_INVALID`, `MAVEN_POM_INVALID`, `MAVEN_COORDINATES_MISMATCH`
 */
export async function readPom(chunks: AsyncIterable<Uint8Array>): Promise<Pom> {
  const project = await readXml(chunks, { bytesMax: pomBytesMax, skips });
  if (project.name !== 'project') throw mavenPomInvalid('A pom begins with <project>.');
  const parent = onlyChild(project, 'parent');
  const stated = (name: string) =>
    childText(project, name) ?? (parent === null ? null : childText(parent, name));
  const properties = new Properties(propertiesOf(project, parent, stated));
  const filled = (text: string | null) => (text === null ? null : properties.fill(text));
  const coordinates = {
    groupId: filled(stated('groupId')),
    // The one part that no pom has from its parent.
    artifactId: filled(childText(project, 'artifactId')),
    version: filled(stated('version')),
  };
  return {
    ...requireCoordinates(coordinates),
    packaging: filled(childText(project, 'packaging')) ?? 'jar',
    name: short(filled(childText(project, 'name'))),
    description: short(filled(childText(project, 'description'))),
    licence: licenceOf(onlyChild(project, 'licenses')),
    dependencies: dependenciesOf(project, properties),
  };
}

function short(text: string | null): string | null {
  return text && text.replaceAll(/\s+/g, ' ').slice(0, textCharsMax);
}

function requireCoordinates(said: Record<keyof Coordinates, string | null>): Coordinates {
  const { groupId, artifactId, version } = said;
  if (groupId !== null && isGroupId(groupId) && artifactId !== null && isArtifactId(artifactId)) {
    if (version !== null && isVersion(version)) return { groupId, artifactId, version };
  }
  throw mavenCoordinatesMismatch(
    'The pom does not say its coordinates: groupId, artifactId and version, its own or its ' +
      'parent’s. Properties that come from elsewhere have to be filled in (flatten-maven-plugin).',
  );
}

/** The properties, and the names under which Maven knows the project itself. */
function propertiesOf(
  project: XmlElement,
  parent: XmlElement | null,
  stated: (name: string) => string | null,
): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const { name, text } of onlyChild(project, 'properties')?.children ?? []) {
    properties.set(name, text);
  }
  for (const name of ['groupId', 'artifactId', 'version'] as const) {
    const value = name === 'artifactId' ? childText(project, name) : stated(name);
    const ofParent = parent && childText(parent, name);
    if (ofParent !== null) properties.set(`project.parent.${name}`, ofParent);
    if (value === null) continue;
    properties.set(`project.${name}`, value);
    properties.set(`pom.${name}`, value);
    if (name === 'version' && !properties.has(name)) properties.set(name, value);
  }
  return properties;
}

function dependenciesOf(project: XmlElement, properties: Properties): readonly PomDependency[] {
  const management = onlyChild(project, 'dependencyManagement');
  const managed = new Map<string, RawDependency>();
  for (const each of rawDependencies(management, properties)) managed.set(keyOf(each), each);
  return rawDependencies(project, properties).map((each) => {
    const by = managed.get(keyOf(each));
    const { groupId, artifactId } = each;
    return {
      groupId,
      artifactId,
      version: each.version ?? by?.version ?? null,
      scope: each.scope ?? by?.scope ?? 'compile',
      isOptional: each.isOptional,
    };
  });
}

interface RawDependency {
  readonly groupId: string;
  readonly artifactId: string;
  readonly kind: string;
  readonly version: string | null;
  readonly scope: string | null;
  readonly isOptional: boolean;
}

function keyOf({ groupId, artifactId, kind }: RawDependency): string {
  return `${groupId}:${artifactId}:${kind}`;
}

/** Those whose names are known: others cannot be told to anybody. */
function rawDependencies(parent: XmlElement | null, properties: Properties): RawDependency[] {
  const list = parent && onlyChild(parent, 'dependencies');
  return (list?.children ?? []).flatMap((element) => {
    const said = (name: string) => {
      const text = childText(element, name);
      return text && properties.fill(text);
    };
    const [groupId, artifactId] = [said('groupId'), said('artifactId')];
    if (groupId === null || !isGroupId(groupId)) return [];
    if (artifactId === null || !isArtifactId(artifactId)) return [];
    return [
      {
        groupId,
        artifactId,
        kind: `${said('type') ?? 'jar'}:${said('classifier') ?? ''}`,
        version: said('version'),
        scope: said('scope'),
        isOptional: said('optional') === 'true',
      },
    ];
  });
}
