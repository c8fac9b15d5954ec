import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Fixed, so that what Maven fetches of itself is the same everywhere. */
const goals = {
  deployFile: 'org.apache.maven.plugins:maven-deploy-plugin:3.1.3:deploy-file',
  get: 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1:get',
};

export interface ClientRun {
  readonly exitCode: number;
  /** stdout and stderr, as a person sees them. */
  readonly output: string;
}

/** False where mvn is missing, which CI has. */
export async function hasMaven(): Promise<boolean> {
  try {
    await run('mvn', ['--version']);
    return true;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    return false;
  }
}

/** A person’s Maven: a folder with its settings and, in `repository`, what it has fetched. */
export interface Desk {
  readonly folder: string;
  /** The repository to deploy to, under the id that the settings know a password for. */
  readonly repositoryUrl: string;
}

/** Whose plugins may be called by their prefix alone. */
export const pluginGroup = 'org.bonded.e2e.plugins';

function settingsOf(desk: Desk, token: string | null): string {
  const server = `<server>
    <id>bonded</id>
    <username>ci</username><password>${token}</password></server>`;
  const sources = (kind: 'releases' | 'snapshots') =>
    `<${kind}><enabled>true</enabled><updatePolicy>always</updatePolicy>
      <checksumPolicy>fail</checksumPolicy></${kind}>`;
  // Plugins come from where Maven has them; artifacts from nowhere but the repository under test.
  return `<settings>
  <localRepository>${join(desk.folder, 'repository')}</localRepository>
  <servers>${token === null ? '' : server}</servers>
  <profiles><profile><id>bonded</id><repositories>
    <repository><id>bonded</id><url>${desk.repositoryUrl}</url>
      ${sources('releases')}${sources('snapshots')}</repository>
    <repository><id>central</id><url>https://repo.maven.apache.org/maven2</url>
      <releases><enabled>false</enabled></releases></repository>
  </repositories><pluginRepositories>
    <pluginRepository><id>bonded</id><url>${desk.repositoryUrl}</url></pluginRepository>
  </pluginRepositories></profile></profiles>
  <pluginGroups><pluginGroup>${pluginGroup}</pluginGroup></pluginGroups>
  <activeProfiles><activeProfile>bonded</activeProfile></activeProfiles>
</settings>
`;
}

/** An empty desk, save for the plugins that another one fetched already. */
export async function makeDesk(
  repositoryUrl: string,
  token: string | null,
  plugins: string | null = null,
): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'bonded-mvn-'));
  const desk = { folder, repositoryUrl };
  await writeFile(join(folder, 'settings.xml'), settingsOf(desk, token));
  const repository = join(folder, 'repository');
  if (plugins === null) await mkdir(repository);
  else await cp(plugins, repository, { recursive: true });
  return desk;
}

/** Runs the real mvn with nothing of the machine's own configuration but how it reaches Central. */
async function runMvn(desk: Desk, args: readonly string[]): Promise<ClientRun> {
  const settings = ['--settings', join(desk.folder, 'settings.xml')];
  const quiet = ['--batch-mode', '--no-transfer-progress'];
  const env = { ...process.env, MAVEN_OPTS: '-XX:TieredStopAtLevel=1 -Xshare:auto' };
  try {
    const { stdout, stderr } = await run('mvn', [...settings, ...quiet, ...args], {
      cwd: desk.folder,
      env,
      timeout: 240_000,
      maxBuffer: 16 * 1024 * 1024,
    });
    return { exitCode: 0, output: stdout + stderr };
  } catch (error) {
    const failed = error as { code?: number; stdout?: string; stderr?: string };
    return {
      exitCode: typeof failed.code === 'number' ? failed.code : 1,
      output: `${failed.stdout ?? ''}${failed.stderr ?? ''}`,
    };
  }
}

export interface Deployed {
  /** `group:artifact:version` */
  readonly coordinates: string;
  readonly file: string;
  readonly classifier?: string;
}

export function deploy(desk: Desk, { coordinates, file, classifier }: Deployed) {
  const [groupId, artifactId, version] = coordinates.split(':');
  return runMvn(desk, [
    goals.deployFile,
    `-Dfile=${file}`,
    `-DgroupId=${groupId}`,
    `-DartifactId=${artifactId}`,
    `-Dversion=${version}`,
    ...(classifier === undefined ? [] : [`-Dclassifier=${classifier}`, '-DgeneratePom=false']),
    '-DrepositoryId=bonded',
    `-Durl=${desk.repositoryUrl}`,
  ]);
}

/** `group:artifact:version[:packaging[:classifier]]` */
export function get(desk: Desk, coordinates: string): Promise<ClientRun> {
  return runMvn(desk, [goals.get, `-Dartifact=${coordinates}`]);
}

/** `mvn prefix:goal`: which plugin that is, the metadata of its group says. */
export function call(desk: Desk, goal: string): Promise<ClientRun> {
  return runMvn(desk, [goal]);
}

/** What is in the desk's own repository. */
export function fetched(desk: Desk, path: string): Promise<Buffer> {
  return readFile(join(desk.folder, 'repository', path));
}
