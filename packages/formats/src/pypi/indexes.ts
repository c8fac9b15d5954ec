import { LocalCache } from '@bonded/cache';
import { listPackageNames, packageNotFound, requirePackage } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import { documentSizeBytes, type RenderedDocument, renderDocument } from '@bonded/http';
import { DocumentCache } from '../document-cache.ts';
import type { FormatCall } from '../format.ts';
import { type SimpleType, simpleTypes } from './codec/negotiate.ts';
import {
  renderListHtml,
  renderListJson,
  renderProjectHtml,
  renderProjectJson,
} from './codec/simple-index.ts';
import { loadProject } from './load-project.ts';

/** One index in all its forms, ready to be sent. */
export type SimpleIndex = Readonly<Record<SimpleType, RenderedDocument>>;

const idsMax = 100_000;
/** Packages are renamed never and deleted never. */
const idTtlMs = 60_000;

/** The simple indexes of all repositories: rendered when they change, not when they are read. */
export class SimpleIndexes {
  readonly #ids = new LocalCache<{ readonly id: string }>({ entriesMax: idsMax, ttlMs: idTtlMs });
  readonly #projects: DocumentCache<SimpleIndex>;
  readonly #lists: DocumentCache<SimpleIndex>;

  constructor(events: EventBus) {
    this.#projects = new DocumentCache(events, { about: 'package', sizeBytesOf });
    this.#lists = new DocumentCache(events, { about: 'repository', sizeBytesOf });
  }

  /** The files of one project. Errors: PACKAGE_NOT_FOUND. */
  async project(call: FormatCall, name: string): Promise<SimpleIndex> {
    const at = { repositoryId: call.repository.id, name };
    const key = `${at.repositoryId} ${name}`;
    const { id } = await this.#ids.get(key, () => requirePackage(call.ports, at));
    return this.#projects.get(id, () => renderProject(call, id));
  }

  /** The names of all projects. */
  list(call: FormatCall): Promise<SimpleIndex> {
    return this.#lists.get(call.repository.id, () => renderList(call));
  }
}

async function renderProject(call: FormatCall, packageId: string): Promise<SimpleIndex> {
  const { baseUrl } = call;
  const { name, changedAt, releases } = await loadProject(call.ports, packageId);
  if (releases.length === 0) throw packageNotFound(`There is no release of ${name} here any more.`);
  const versions = releases.map(({ version }) => version);
  const project = { baseUrl, name, versions, files: releases.flatMap(({ files }) => files) };
  return render(renderProjectJson(project), renderProjectHtml(project), changedAt);
}

async function renderList(call: FormatCall): Promise<SimpleIndex> {
  const names = await listPackageNames(call.ports, call.repository.id);
  return render(renderListJson(names), renderListHtml(names, call.baseUrl));
}

async function render(json: string, html: string, changedAt?: Date): Promise<SimpleIndex> {
  const dated = changedAt === undefined ? {} : { lastModified: changedAt };
  const asHtml = await renderDocument(html, { contentType: simpleTypes.html, ...dated });
  return {
    json: await renderDocument(json, { contentType: simpleTypes.json, ...dated }),
    html: asHtml,
    legacyHtml: { ...asHtml, contentType: 'text/html; charset=utf-8' },
  };
}

/** Both forms of HTML are the same bytes. */
function sizeBytesOf({ json, html }: SimpleIndex): number {
  return documentSizeBytes(json) + documentSizeBytes(html);
}
