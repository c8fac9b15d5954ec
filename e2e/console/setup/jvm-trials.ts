import type { Trial } from './trial.ts';

const groupId = 'org.example.setup';

/** Nothing to compile: what a build needs beside Maven itself is not ours to try. */
function pomOf(artifactId: string, more = ''): string {
  return `<project><modelVersion>4.0.0</modelVersion>
<groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>1.0.0</version>
<packaging>pom</packaging>
${more}
</project>
`;
}

const mvn: Trial = async (desk, { name }) => {
  const source = await desk.folder('source', { 'pom.xml': pomOf(name) });
  await desk.take('configure', source);
  await desk.take('publish', source, { around: { 'pom.xml': (part) => pomOf(name, part) } });
  // Maven would find its own copy of what it has just deployed.
  await desk.terminal.type(source, 'rm -r ~/.m2/repository/org/example');
  const consumer = await desk.folder('consumer');
  const words = { group: groupId, artifact: name, version: '1.0.0:pom' };
  await desk.take('install', consumer, { words });
  await desk.requireFile(
    desk.terminal.home,
    `.m2/repository/org/example/setup/${name}/1.0.0/${name}-1.0.0.pom`,
  );
};

export const jvmTrials: Readonly<Record<string, Trial>> = { mvn };
