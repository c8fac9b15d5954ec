import { expect } from 'vitest';
import { type Client, clientWith, makeKey, makeRepository } from '../stack/api.ts';
import { type IndexDocument, type NamedArtifact, read, type Shelf } from './driver.ts';
import type { ServedDriver } from './served-formats.ts';

/** May read what is cleared, and nothing else. */
const readerActions = ['repository:read', 'artifact:read', 'artifact:download'] as const;

export async function makeShelf(
  admin: Client,
  { format }: ServedDriver,
  options: { readonly isPublic?: boolean } = {},
): Promise<Shelf> {
  return { client: admin, place: await makeRepository(admin, format, options) };
}

export async function readerOf(admin: Client, { place }: Shelf): Promise<Client> {
  return clientWith(await makeKey(admin, { project: place.project, actions: [...readerActions] }));
}

export async function publish(
  driver: ServedDriver,
  shelf: Shelf,
  version: string,
  note = '',
): Promise<void> {
  const answer = await driver.send(shelf, version, await driver.pack(version, note));
  const text = await answer.text();
  expect(answer.ok, `${driver.format} ${version}: ${answer.status} ${text}`).toBe(true);
}

/** All that is in a repository, held or not. */
export async function listArtifacts({ client, place }: Shelf): Promise<readonly NamedArtifact[]> {
  const { artifacts } = await client.graphql<{ artifacts: { nodes: NamedArtifact[] } }>(
    `query ($p: String!, $r: String!) {
      artifacts(first: 100, filter: { project: $p, repository: $r }) {
        nodes { id state version package { name } tags { name } }
      }
    }`,
    { p: place.project, r: place.repository },
  );
  return artifacts.nodes;
}

/** The version as GraphQL knows it; undefined where it is not there. */
export async function findVersion(
  driver: ServedDriver,
  shelf: Shelf,
  version: string,
): Promise<NamedArtifact | undefined> {
  const artifacts = await listArtifacts(shelf);
  return artifacts.find((artifact) => driver.isVersion(artifact, version));
}

const settleTimeoutMs = 60_000;

/** Waits until a version is in a state, and gives it. */
export async function untilState(
  driver: ServedDriver,
  shelf: Shelf,
  version: string,
  state: string,
): Promise<NamedArtifact> {
  const deadline = Date.now() + settleTimeoutMs;
  for (;;) {
    const found = await findVersion(driver, shelf, version);
    if (found?.state === state) return found;
    if (Date.now() > deadline) {
      throw new Error(`${driver.format} ${version} is ${found?.state}, not ${state}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The versions that one index offers to a client. */
export async function offeredBy(
  index: IndexDocument,
  { client, place }: Shelf,
): Promise<readonly string[]> {
  const address = index.at(place);
  const answer = await read(client, address);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${address.path}: ${answer.status} ${text}`);
  return index.offered(text);
}
