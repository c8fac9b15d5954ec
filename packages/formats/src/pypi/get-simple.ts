import { sendDocument } from '@bonded/http';
import { defineError } from '@bonded/kernel';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { normaliseName } from './codec/names.ts';
import { negotiate } from './codec/negotiate.ts';
import type { SimpleIndex, SimpleIndexes } from './indexes.ts';

/** The client takes no form of the index that there is. */
const notAcceptable = defineError('invalid', 'PYPI_NOT_ACCEPTABLE');

/** `GET simple/`: every project. */
export async function getList(indexes: SimpleIndexes, call: FormatCall): Promise<void> {
  requireReader(call);
  if (!call.hasTrailingSlash) return redirect(call, 'simple/');
  send(call, await indexes.list(call));
}

/** `GET simple/{project}/`: its files. Other spellings lead to the one that PEP 503 fixes. */
export async function getProject(
  indexes: SimpleIndexes,
  call: FormatCall,
  { project = '' }: RouteParams,
): Promise<void> {
  requireReader(call);
  const name = normaliseName(project);
  if (name !== project || !call.hasTrailingSlash) {
    return redirect(call, `simple/${encodeURIComponent(name)}/`);
  }
  send(call, await indexes.project(call, name));
}

async function redirect(call: FormatCall, path: string): Promise<void> {
  await call.reply.code(301).header('location', `${call.baseUrl}/${path}`).send();
}

function send({ request, reply, query, repository }: FormatCall, index: SimpleIndex): void {
  const type = negotiate(request.headers.accept, query.get('format'));
  if (type === null) throw notAcceptable('The index is JSON or HTML (PEP 691).');
  // Names of strangers are text in it and nothing else.
  reply.header('content-security-policy', "default-src 'none'; sandbox");
  sendDocument(request, reply, index[type], {
    cacheControl: repository.isPublic ? 'public, no-cache' : 'private, no-cache',
    vary: ['Accept'],
  });
}
