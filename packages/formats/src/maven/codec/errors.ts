import { defineError } from '@bonded/kernel';

/** A path that is not one of a Maven repository, or coordinates that Maven does not allow. */
export const mavenPathInvalid = defineError('invalid', 'MAVEN_PATH_INVALID');
/** A pom that says other coordinates than the path it was put at, or none. */
export const mavenCoordinatesMismatch = defineError('invalid', 'MAVEN_COORDINATES_MISMATCH');
/** A pom that Maven would not read, or that reads differently for others. */
export const mavenPomInvalid = defineError('invalid', 'MAVEN_POM_INVALID');
/** A checksum that is none, or that is another than that of the bytes. */
export const mavenChecksumMismatch = defineError('invalid', 'MAVEN_CHECKSUM_MISMATCH');
/** A `maven-metadata.xml` that is none. */
export const mavenMetadataInvalid = defineError('invalid', 'MAVEN_METADATA_INVALID');
/** Gradle module metadata that is broken, or that speaks of other files than were published. */
export const mavenModuleInvalid = defineError('invalid', 'MAVEN_MODULE_INVALID');
/** An upload that says nowhere which artifact it is. */
export const mavenCoordinatesUnknown = defineError('invalid', 'MAVEN_COORDINATES_UNKNOWN');
/** A snapshot of which the upstream of a proxy tells no build: what says no time may change. */
export const mavenSnapshotUntimed = defineError('not-found', 'MAVEN_SNAPSHOT_UNTIMED');
