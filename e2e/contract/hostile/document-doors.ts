import type { Format } from '../../stack/api.ts';
import type { Packing, Shelf } from '../driver.ts';
import { cargo, documentOf as crateDocument, sendCrate } from '../drivers/cargo.ts';
import { go, goMod } from '../drivers/go.ts';
import { chartYamlOf, helm } from '../drivers/helm.ts';
import { fileOf, maven, pomOf } from '../drivers/maven.ts';
import { npm, documentOf as publishDocument } from '../drivers/npm.ts';
import { digestOf, manifestOf, push, putManifest } from '../drivers/oci.ts';
import { filesYamlOf, signedMessage } from './provenance.ts';

/** Where a document comes that no archive is around. */
export interface DocumentDoor {
  readonly format: Format;
  readonly name: string;
  readonly language: Packing['language'];
  /** A word of the honest document that names something. */
  readonly own: string;
  readonly honest: () => Promise<string>;
  /** What has to be there before it. */
  readonly prepare?: (shelf: Shelf) => Promise<Response>;
  readonly send: (shelf: Shelf, document: Buffer) => Promise<Response>;
}

const version = '1.0.0';

function put({ client, place }: Shelf, path: string, body: Buffer, contentType: string) {
  const headers = { 'content-type': contentType };
  const address = path.replace('PLACE', place.path);
  return client.fetch(address, { method: 'PUT', headers, body: new Uint8Array(body) });
}

const [config, layer] = [Buffer.from('{"os":"linux"}'), Buffer.from('a layer')];

/** The module metadata that Gradle publishes beside a pom. */
const gradleModule = {
  formatVersion: '1.1',
  component: { group: 'org.bonded.contract', module: 'maven-package', version },
};

async function chartDigest(): Promise<string> {
  return digestOf(await helm.pack(version)).slice('sha256:'.length);
}

/** With the chart that it is about: one form, as ChartMuseum's clients send it. */
async function sendProvenance({ client, place }: Shelf, provenance: Buffer): Promise<Response> {
  const form = new FormData();
  form.append('chart', new Blob([new Uint8Array(await helm.pack(version))]), 'chart.tgz');
  form.append('prov', new Blob([new Uint8Array(provenance)]), 'chart.tgz.prov');
  return client.fetch(`/helm/${place.path}/api/charts`, { method: 'POST', body: form });
}

export const documentDoors: readonly DocumentDoor[] = [
  {
    format: 'NPM',
    name: 'a publish',
    language: 'json',
    own: npm.packing.name,
    honest: async () => JSON.stringify(publishDocument(version, await npm.pack(version))),
    send: (shelf, document) =>
      put(
        shelf,
        `/npm/PLACE/${npm.packing.name.replace('/', '%2f')}`,
        document,
        'application/json',
      ),
  },
  {
    format: 'CARGO',
    name: 'a publish',
    language: 'json',
    own: cargo.packing.name,
    honest: async () => JSON.stringify(crateDocument(version)),
    send: async (shelf, document) => sendCrate(shelf, document, await cargo.pack(version)),
  },
  {
    format: 'MAVEN',
    name: 'a pom',
    language: 'xml',
    own: maven.packing.name,
    honest: async () => pomOf(version),
    send: (shelf, document) =>
      put(shelf, `/maven/PLACE/${fileOf(version, 'pom')}`, document, 'text/xml'),
  },
  {
    format: 'MAVEN',
    name: 'a Gradle module',
    language: 'json',
    own: maven.packing.name,
    honest: async () => JSON.stringify(gradleModule),
    send: (shelf, document) =>
      put(shelf, `/maven/PLACE/${fileOf(version, 'module')}`, document, 'application/json'),
  },
  {
    format: 'OCI',
    name: 'the manifest of an image',
    language: 'json',
    own: digestOf(layer),
    honest: async () => JSON.stringify(manifestOf(config, layer)),
    send: async (shelf, document) => {
      await push(shelf, config);
      await push(shelf, layer);
      return putManifest(shelf, version, document);
    },
  },
  {
    format: 'HELM',
    name: 'the chart of a provenance',
    language: 'yaml',
    own: helm.packing.name,
    honest: async () => chartYamlOf(version),
    send: async (shelf, document) =>
      sendProvenance(shelf, signedMessage(document, filesYamlOf(version, await chartDigest()))),
  },
  {
    format: 'HELM',
    name: 'the files of a provenance',
    language: 'yaml',
    own: helm.packing.name,
    honest: async () => `name: files\n${filesYamlOf(version, await chartDigest())}`,
    send: (shelf, document) => sendProvenance(shelf, signedMessage(chartYamlOf(version), document)),
  },
  {
    format: 'GO',
    name: 'the go.mod beside a zip',
    language: 'go.mod',
    own: go.packing.name,
    honest: async () => goMod,
    prepare: async (shelf) => go.send(shelf, version, await go.pack(version)),
    send: (shelf, document) =>
      put(shelf, `/go/PLACE/${go.packing.name}/@v/v${version}.mod`, document, 'text/plain'),
  },
  {
    format: 'GO',
    name: 'the info beside a zip',
    language: 'json',
    own: `v${version}`,
    honest: async () => JSON.stringify({ Version: `v${version}`, Time: '2026-01-01T00:00:00Z' }),
    prepare: async (shelf) => go.send(shelf, version, await go.pack(version)),
    send: (shelf, document) =>
      put(shelf, `/go/PLACE/${go.packing.name}/@v/v${version}.info`, document, 'application/json'),
  },
];
