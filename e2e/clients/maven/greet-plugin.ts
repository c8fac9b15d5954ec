import { packZip } from '../../contract/archives.ts';
import { pluginGroup as groupId } from './run-mvn.ts';

/**
 * `class GreetMojo extends AbstractMojo { public void execute() { getLog().info("greetings from a
 * plugin"); } }`, compiled for Java 8: machines that only run Maven have no compiler.
 */
const greetMojo = Buffer.from(
  'yv66vgAAADQAFwoAAgADBwAEDAAFAAYBACRvcmcvYXBhY2hlL21hdmVuL3BsdWdpbi9BYnN0cmFjdE1vam8BAAY8aW' +
    '5pdD4BAAMoKVYKAAgACQcACgwACwAMAQAJR3JlZXRNb2pvAQAGZ2V0TG9nAQAnKClMb3JnL2FwYWNoZS9tYXZlbi9w' +
    'bHVnaW4vbG9nZ2luZy9Mb2c7CAAOAQAXZ3JlZXRpbmdzIGZyb20gYSBwbHVnaW4LABAAEQcAEgwAEwAUAQAjb3JnL2' +
    'FwYWNoZS9tYXZlbi9wbHVnaW4vbG9nZ2luZy9Mb2cBAARpbmZvAQAbKExqYXZhL2xhbmcvQ2hhclNlcXVlbmNlOylW' +
    'AQAEQ29kZQEAB2V4ZWN1dGUAIQAIAAIAAAAAAAIAAQAFAAYAAQAVAAAAEQABAAEAAAAFKrcAAbEAAAAAAAEAFgAGAA' +
    'EAFQAAABgAAgABAAAADCq2AAcSDbkADwIAsQAAAAAAAA==',
  'base64',
);
const artifactId = 'greet-maven-plugin';

/** The jar of a Maven plugin with one goal, `greet:hello`, as `mvn package` lays it out. */
export async function greetPlugin(version: string): Promise<Buffer<ArrayBuffer>> {
  const coordinates = `<groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${version}</version>`;
  const descriptor = `<plugin><name>Greet</name>${coordinates}<goalPrefix>greet</goalPrefix>
  <mojos><mojo><goal>hello</goal><requiresProject>false</requiresProject>
    <implementation>GreetMojo</implementation><language>java</language>
    <instantiationStrategy>per-lookup</instantiationStrategy></mojo></mojos></plugin>`;
  const pom = `<project><modelVersion>4.0.0</modelVersion>${coordinates}<packaging>maven-plugin</packaging></project>`;
  const archive = await packZip({
    'META-INF/maven/plugin.xml': descriptor,
    [`META-INF/maven/${groupId}/${artifactId}/pom.xml`]: pom,
    'GreetMojo.class': greetMojo,
  });
  return Buffer.from(archive);
}
