import type { Prisma, PrismaClient } from '@bonded/database';
import { newId } from '@bonded/kernel';
import type { Goods, Shelf } from './goods.ts';
import { allows, allowsSomewhere, type Principal, type Where } from './principals.ts';

/** One row that `node(id)` leads to, at once or by way of a field, and to whom it should. */
export interface Instance {
  /** Left out: the row itself is asked for by id. */
  readonly via?: { readonly kind: string; readonly id: string; readonly field: string };
  readonly kind: string;
  readonly id: string;
  readonly at: Where;
  readonly ownerId: string | null;
  readonly isVisibleTo: (who: Principal) => boolean;
}

type Sees = (who: Principal) => boolean;

/** Everything on a shelf, with the rule by which the table of actions shows it. */
export function instancesOf(shelf: Shelf, isPublic: boolean): Instance[] {
  const at: Where = {
    projectId: shelf.projectId,
    repositoryId: shelf.repositoryId,
    isPublic,
  };
  const project: Where = { projectId: shelf.projectId };
  const repository: Sees = (who) => allows(who, 'repository:read', at);
  const policy: Sees = (who) => allows(who, 'policy:read', at);
  const sources: Sees = (who) => allows(who, 'repository:update', at);
  const held: Sees = (who) => allows(who, 'artifact:read-held', at);
  const released: Sees = (who) => allows(who, 'artifact:read', at) || held(who);
  const row = (kind: string, id: string, isVisibleTo: Sees, where = at): Instance => ({
    kind,
    id,
    at: where,
    ownerId: null,
    isVisibleTo,
  });
  const ofGoods = (goods: Goods, sees: Sees): Instance[] => {
    const scans: Sees = (who) => sees(who) && allows(who, 'scan:read', at);
    return [
      row('Artifact', goods.artifactId, sees),
      row('File', goods.fileId, sees),
      row('Tag', goods.tagId, sees),
      row('Scan', goods.scanId, scans),
      row('Finding', goods.findingId, scans),
      row('Component', goods.componentId, scans),
      row('Decision', goods.decisionId, repository),
    ];
  };
  return [
    row(
      'Project',
      shelf.projectId,
      (who) => allows(who, 'project:read', project) || repository(who),
      project,
    ),
    row('Repository', shelf.repositoryId, repository),
    row('Package', shelf.packageId, released),
    row('Policy', shelf.policyId, policy),
    row('VcsSource', shelf.sourceId, sources),
    row('VcsRef', shelf.refId, sources),
    ...ofGoods(shelf.released, released),
    ...ofGoods(shelf.held, held),
  ];
}

/**
 * Whoever published the released artifact: people are met beside what they did, without
 * `user:read`.
 */
export function publisherOf(shelf: Shelf, userId: string, isPublic: boolean): Instance {
  const at: Where = { projectId: shelf.projectId, repositoryId: shelf.repositoryId, isPublic };
  return {
    kind: 'User',
    id: userId,
    via: { kind: 'Artifact', id: shelf.released.artifactId, field: 'publishedBy' },
    at,
    ownerId: userId,
    isVisibleTo: (who) =>
      who.userId !== null &&
      (allows(who, 'artifact:read', at) || allows(who, 'artifact:read-held', at)),
  };
}

/** A user with all that people have, and rows that belong to no place. */
export async function otherInstances(prisma: PrismaClient, home: Shelf): Promise<Instance[]> {
  const userId = newId();
  await prisma.user.create({ data: { id: userId, username: 'owner', displayName: 'Owner' } });
  const role = await prisma.role.findUniqueOrThrow({ where: { name: 'Consumer' } });
  const globally =
    (action: Parameters<typeof allows>[1]): Sees =>
    (who) =>
      allows(who, action, {});
  const own = (who: Principal): boolean => who.userId === userId;
  const row = (kind: string, id: string, isVisibleTo: Sees): Instance => ({
    kind,
    id,
    at: {},
    ownerId: kind === 'User' ? userId : null,
    isVisibleTo,
  });
  const ids = await belongings(prisma, { userId, roleId: role.id, home });
  const shop: Where = { projectId: home.projectId };
  const shelf: Where = { ...shop, repositoryId: home.repositoryId };
  return [
    row('User', userId, (who) => own(who) || globally('user:read')(who)),
    row('Role', role.id, globally('role:read')),
    row('Session', ids.session, own),
    row('ApiKey', ids.apiKey, (who) => own(who) || globally('key:read-all')(who)),
    row('Upload', ids.upload, own),
    row('Binding', ids.globalBinding, (who) => own(who) || globally('binding:read')(who)),
    row('Binding', ids.binding, (who) => own(who) || allows(who, 'binding:read', shop)),
    // Whoever reads the policy of a place reads the wider rules that speak there.
    row('PolicyRule', ids.globalRule, (who) => allowsSomewhere(who, 'policy:read')),
    row('PolicyRule', ids.rule, (who) =>
      [shop, shelf].some((place) => allows(who, 'policy:read', place)),
    ),
    row('AuditEvent', ids.globalEvent, globally('audit:read')),
    row('AuditEvent', ids.event, (who) => allows(who, 'audit:read', shop)),
    row('AdvisoryImport', ids.import, globally('advisory:read')),
    row('Advisory', 'GHSA-0000-0000-0001', globally('advisory:read')),
  ];
}

async function belongings(
  prisma: PrismaClient,
  { userId, roleId, home }: { userId: string; roleId: string; home: Shelf },
) {
  const soon = new Date(Date.now() + 60_000);
  const session = await prisma.session.create({ data: { id: newId(), userId, expiresAt: soon } });
  const apiKey = await prisma.apiKey.create({
    data: { id: newId(), name: 'key', prefix: 'bnd_x', secretHash: newId(), userId, actions: [] },
  });
  const { repositoryId, projectId } = home;
  const upload = await prisma.upload.create({
    data: { id: newId(), repositoryId, userId, path: 'a.tgz', expiresAt: soon },
  });
  const binding = (data: Partial<Prisma.BindingUncheckedCreateInput>) =>
    prisma.binding.create({ data: { id: newId(), userId, roleId, scopeKind: 'GLOBAL', ...data } });
  const rule = (data: Partial<Prisma.PolicyRuleUncheckedCreateInput>) =>
    prisma.policyRule.create({
      data: {
        ...{ id: newId(), effect: 'DENY', scopeKind: 'GLOBAL', name: 'left-pad', reason: 'no' },
        ...data,
      },
    });
  const event = (data: Partial<Prisma.AuditEventUncheckedCreateInput>) =>
    prisma.auditEvent.create({
      data: {
        id: newId(),
        action: 'project.update',
        outcome: 'SUCCESS',
        actorKind: 'service',
        actorName: 'seed',
        resourceKind: 'project',
        resourceName: 'shop',
        ...data,
      },
    });
  const imported = await prisma.advisoryImport.create({
    data: { id: newId(), source: 'osv.zip', finishedAt: new Date() },
  });
  await prisma.advisory.create({
    data: {
      id: 'GHSA-0000-0000-0001',
      kind: 'vulnerability',
      aliases: ['CVE-2030-0001'],
      summary: 'It pads too far',
      details: '',
      severity: 'high',
      references: [],
      modifiedAt: new Date(),
    },
  });
  return {
    session: session.id,
    apiKey: apiKey.id,
    upload: upload.id,
    globalBinding: (await binding({})).id,
    binding: (await binding({ scopeKind: 'PROJECT', projectId })).id,
    globalRule: (await rule({})).id,
    rule: (await rule({ scopeKind: 'PROJECT', projectId })).id,
    globalEvent: (await event({})).id,
    event: (await event({ projectId })).id,
    import: imported.id,
  };
}
