import { type Actor, anonymousActor, noOrigin } from '@bonded/core/access';
import { type AuditFilter, exportAudit, renderExport } from '@bonded/core/audit';
import { createProject, deleteProject, updateProject } from '@bonded/core/projects';
import type { AuditEvent } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { describe, expect, it } from 'vitest';
import { makeRepository, publish } from './goods.ts';
import { origin, signInAdmin, signInNew } from './people.ts';
import { codeOf } from './refusal.ts';
import { openWarehouse } from './warehouse.ts';

const warehouse = await openWarehouse();
const { ports, signal } = warehouse;
const { prisma } = ports.database;
const admin = await signInAdmin(warehouse);
const apples = await makeRepository(warehouse, admin, { slug: 'apples' });
const dates = await makeRepository(warehouse, admin, { project: 'desert', slug: 'dates' });
await publish(warehouse, admin, { repository: apples, name: 'cox', version: '1.0.0' });
await publish(warehouse, admin, { repository: dates, name: 'deglet', version: '1.0.0' });
const keeper = await signInNew(warehouse, admin, 'keeper', { role: 'Auditor', project: 'harbour' });

async function exported(actor: Actor, filter: AuditFilter = {}): Promise<AuditEvent[]> {
  return Array.fromAsync(await exportAudit(ports, actor, filter, signal));
}

async function rendered(format: 'json' | 'html', events: readonly Partial<AuditEvent>[]) {
  const complete = events.map((event) => ({ ...template, ...event }));
  const source = (async function* () {
    yield* complete;
  })();
  return (await Array.fromAsync(renderExport(format, source, new Date(0)))).join('');
}

const template: AuditEvent = {
  sequence: 9_007_199_254_740_993n,
  id: newId(),
  at: new Date(0),
  action: 'artifact.publish',
  outcome: 'SUCCESS',
  actorKind: 'user',
  actorId: null,
  actorName: 'ada',
  resourceKind: 'artifact',
  resourceId: null,
  resourceName: 'cox',
  projectId: null,
  repositoryId: null,
  ip: null,
  userAgent: null,
  requestId: null,
  details: {},
};

describe('the audit export', () => {
  it('gives who may read everything everything, newest first, itself included', async () => {
    const events = await exported(admin);
    expect(events).toHaveLength(await prisma.auditEvent.count());
    expect(events[0]).toMatchObject({ action: 'audit.export', actorName: 'admin' });
    const order = events.map(({ sequence }) => sequence);
    expect(order).toEqual(order.toSorted((a, b) => Number(b - a)));
  });

  it('gives others what happened where they may read', async () => {
    const events = await exported(keeper);
    expect(new Set(events.map(({ projectId }) => projectId))).toEqual(new Set([apples.projectId]));
    expect(events.map(({ action }) => action)).toContain('artifact.publish');
    const foreign = await exported(keeper, { projectId: dates.projectId });
    expect(foreign).toEqual([]);
  });

  it('is refused to who may read nothing of it, and the refusal is in it', async () => {
    const consumer = await signInNew(warehouse, admin, 'consumer', { role: 'Consumer' });
    expect(await codeOf(exported(consumer))).toBe('ACCESS_DENIED');
    expect(await codeOf(exported(anonymousActor(noOrigin)))).toBe('UNAUTHENTICATED');
    const refused = await exported(admin, { outcome: 'REFUSED', action: 'audit.read' });
    expect(refused.map(({ actorName }) => actorName)).toEqual(['anonymous', 'consumer']);
  });

  it('filters by every part, and all given parts must hold', async () => {
    const project = await createProject(ports, admin, { slug: 'filtered', name: 'Filtered' });
    await updateProject(ports, admin, { id: project.id, name: 'Renamed' });
    await deleteProject(ports, admin, { id: project.id });
    const actions = async (filter: AuditFilter) =>
      (await exported(admin, { projectId: project.id, ...filter })).map(({ action }) => action);
    const all = ['project.delete', 'project.update', 'project.create'];
    expect(await actions({})).toEqual(all);
    expect(await actions({ action: 'project' })).toEqual(all);
    expect(await actions({ action: 'project.update' })).toEqual(['project.update']);
    expect(await actions({ resource: 'filter', resourceId: project.id })).toEqual(all);
    expect(await actions({ ip: origin.ip, requestId: origin.requestId })).toEqual(all);
    expect(await actions({ actor: 'admin', outcome: 'SUCCESS' })).toEqual(all);
    expect(await actions({ actor: 'keeper' })).toEqual([]);
    expect(await actions({ until: new Date(0) })).toEqual([]);
    expect(await actions({ since: new Date(Date.now() + 60_000) })).toEqual([]);
  });

  it('D2.9 has no size that is too large: each page follows the one before', async () => {
    const many = 1_234;
    await prisma.auditEvent.createMany({
      data: Array.from({ length: many }, () => ({
        id: newId(),
        action: 'test.many',
        outcome: 'SUCCESS' as const,
        actorKind: 'service',
        actorName: 'test',
        resourceKind: 'test',
        resourceName: 'test',
      })),
    });
    const events = await exported(admin, { action: 'test.many' });
    expect(new Set(events.map(({ sequence }) => sequence)).size).toBe(many);
  });

  it('ends when the client left', async () => {
    const leaving = new AbortController();
    const events = await exportAudit(ports, admin, {}, leaving.signal);
    leaving.abort(new Error('the client left'));
    await expect(Array.fromAsync(events)).rejects.toThrow('the client left');
  });
});

describe('what is exported', () => {
  const hostile = [
    '</td><script>alert(1)</script>',
    'line\r\nbreak',
    '\u001b[31mred',
    '\u2028\u202eesrever',
    '"quoted" & \'all\'',
  ];

  it('D2.8 is one JSON record an event, whatever is written in it', async () => {
    const text = await rendered(
      'json',
      hostile.map((resourceName) => ({ resourceName, details: { note: resourceName } })),
    );
    const records = JSON.parse(text) as { sequence: string; resourceName: string }[];
    expect(records.map(({ resourceName }) => resourceName)).toEqual(hostile);
    expect(records[0]?.sequence).toBe('9007199254740993');
    // A record a line: a line break inside of one would make two of it.
    expect(text.trim().split('\n')).toHaveLength(hostile.length + 2);
    expect(await rendered('json', [])).toBe('[]\n');
  });

  it('D5.14 is inert as a page, whatever is written in it', async () => {
    const page = await rendered(
      'html',
      hostile.map((resourceName) => ({ resourceName, actorName: resourceName })),
    );
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;script&gt;');
    expect(page.match(/<tr>/g)).toHaveLength(hostile.length + 1);
  });
});
