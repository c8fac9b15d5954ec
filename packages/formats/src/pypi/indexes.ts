import { packageNotFound } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import { listNames, type PackageIndex } from '@bonded/core/supply';
import { documentSizeBytes, type RenderedDocument, renderDocument } from '@bonded/http';
import { DocumentCache } from '../document-cache.ts';
import type { FormatCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
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

/** The simple indexes of all repositories: rendered when they change, not when they are read. */
export class SimpleIndexes {
  readonly #projects: PackageIndexes<SimpleIndex>;
  readonly #lists: DocumentCache<SimpleIndex>;

  constructor(events: EventBus) {
    this.#projects = new PackageIndexes(events, sizeBytesOf);
    this.#lists = new DocumentCache(events, { about: 'repository', sizeBytesOf });
  }

  /** The files of one project. Errors: PACKAGE_NOT_FOUND, those of an upstream. */
  project(call: FormatCall, name: string): Promise<SimpleIndex> {
    return this.#projects.get(call, { name }, (index) => renderProject(call.baseUrl, index));
  }

  /** The names of all projects that are here: no upstream is asked for all of its own. */
  list(call: FormatCall): Promise<SimpleIndex> {
    // What a group shows depends on who asks.
    if (call.repository.kind === 'GROUP') return renderList(call);
    return this.#lists.get(call.repository.id, () => renderList(call));
  }
}

async function renderProject(baseUrl: string, index: PackageIndex): Promise<SimpleIndex> {
  const { name, changedAt, releases } = await loadProject(index);
  if (releases.length === 0) throw packageNotFound(`There is no release of ${name} here any more.`);
  const versions = releases.map(({ version }) => version);
  const project = { baseUrl, name, versions, files: releases.flatMap(({ files }) => files) };
  return render(renderProjectJson(project), renderProjectHtml(project), changedAt);
}

async function renderList(call: FormatCall): Promise<SimpleIndex> {
  const names = await listNames(call.ports, call.actor, call.repository);
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
