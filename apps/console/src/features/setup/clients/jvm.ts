import {
  exportToken,
  isPlainHttp,
  lines,
  type SetupClient,
  tokenVariable,
  withSlash,
} from '../snippet.ts';

export const maven: SetupClient = {
  name: 'mvn',
  snippets: ({ url, token }) => [
    { step: 'configure', text: exportToken(token) },
    { step: 'configure', file: '~/.m2/settings.xml', text: settings(withSlash(url)) },
    {
      step: 'install',
      text: 'mvn dependency:get -Dartifact=<group>:<artifact>:<version>',
    },
    {
      step: 'publish',
      file: 'pom.xml',
      text: lines(
        '<distributionManagement>',
        '  <repository>',
        '    <id>bonded</id>',
        `    <url>${withSlash(url)}</url>`,
        '  </repository>',
        '</distributionManagement>',
      ),
    },
    { step: 'publish', text: 'mvn deploy' },
  ],
};

function settings(url: string): string {
  return lines(
    '<settings>',
    '  <servers>',
    '    <server>',
    '      <id>bonded</id>',
    '      <username>token</username>',
    `      <password>\${env.${tokenVariable}}</password>`,
    '    </server>',
    '  </servers>',
    '  <profiles>',
    '    <profile>',
    '      <id>bonded</id>',
    '      <repositories>',
    '        <repository>',
    '          <id>bonded</id>',
    `          <url>${url}</url>`,
    '        </repository>',
    '      </repositories>',
    '    </profile>',
    '  </profiles>',
    '  <activeProfiles>',
    '    <activeProfile>bonded</activeProfile>',
    '  </activeProfiles>',
    '</settings>',
  );
}

export const gradle: SetupClient = {
  name: 'gradle',
  snippets: ({ url, token }) => [
    { step: 'configure', text: exportToken(token) },
    {
      step: 'install',
      file: 'build.gradle.kts',
      text: lines(
        'repositories {',
        gradleRepository(withSlash(url)),
        '}',
        'dependencies {',
        '    implementation("<group>:<artifact>:<version>")',
        '}',
      ),
    },
    {
      step: 'publish',
      file: 'build.gradle.kts',
      text: lines(
        'plugins {',
        '    `java-library`',
        '    `maven-publish`',
        '}',
        'publishing {',
        '    publications {',
        '        create<MavenPublication>("library") { from(components["java"]) }',
        '    }',
        '    repositories {',
        gradleRepository(withSlash(url)).replace(/^/gmu, '    '),
        '    }',
        '}',
      ),
    },
    { step: 'publish', text: 'gradle publish' },
  ],
};

function gradleRepository(url: string): string {
  return lines(
    '    maven {',
    '        name = "bonded"',
    `        url = uri("${url}")`,
    isPlainHttp(url) && '        isAllowInsecureProtocol = true',
    '        credentials {',
    '            username = "token"',
    `            password = System.getenv("${tokenVariable}")`,
    '        }',
    '    }',
  );
}
