import { AppError } from '@bonded/kernel';
import { type Actor, can } from '../access/index.ts';
import {
  holdersFor,
  placeOfRepository,
  type RepositoryWithProject,
  repositoryPath,
} from '../repositories/index.ts';
import { type Caller, findCaller, mayExplain } from './find-caller.ts';
import type { SupplyPorts } from './open-file.ts';
import { lookUpIndex } from './package-index.ts';

/** What one repository says to a name. */
export interface NameAnswer {
  readonly repository: RepositoryWithProject;
  /** `claimed`: it was not even asked. `forbidden`: it is not there for who asks. */
  readonly answer: 'has' | 'lacks' | 'claimed' | 'unavailable' | 'forbidden';
  readonly versionsCount: number;
  /** Why it was not asked, or what went wrong. */
  readonly reason: string | null;
}

export interface NameQuestion {
  readonly repository: RepositoryWithProject;
  readonly name: string;
  /** For whom it is asked; left out: for the actor. */
  readonly as?: Caller;
}

/**
 * Where a name would come from: what every repository that the caller may read says to it, in the
 * order in which they are asked. Of a version that several have, the first gives it. For another
 * caller also what that one may not read is named, where the actor may know both. Errors:
 * ACCESS_DENIED, USER_NOT_FOUND.
 */
export async function explainName(
  ports: SupplyPorts,
  actor: Actor,
  { repository, name, as }: NameQuestion,
): Promise<readonly NameAnswer[]> {
  const caller = as === undefined ? actor : await findCaller(ports, actor, { repository, as });
  const isOther = as !== undefined;
  if (isOther && !mayRead(caller, repository)) return [forbidden(repository, caller)];
  const through = repository.kind === 'GROUP' ? repository : null;
  const answers: NameAnswer[] = [];
  for (const member of await holdersFor(ports, actor, repository)) {
    if (!mayRead(actor, member) || (isOther && !mayExplain(actor, { repository: member, as }))) {
      continue;
    }
    answers.push(
      mayRead(caller, member)
        ? await answerOf(ports, { actor, caller }, { member, name, through })
        : forbidden(member, caller),
    );
  }
  return answers;
}

function mayRead(actor: Actor, repository: RepositoryWithProject): boolean {
  return can(actor, 'artifact:read', placeOfRepository(repository));
}

function forbidden(repository: RepositoryWithProject, { name }: Actor): NameAnswer {
  const reason = `It is not there for ${name}, who may not read it.`;
  return { repository, answer: 'forbidden', versionsCount: 0, reason };
}

async function answerOf(
  ports: SupplyPorts,
  { actor, caller }: { readonly actor: Actor; readonly caller: Actor },
  question: ClaimQuestion,
): Promise<NameAnswer> {
  const { member, name } = question;
  const reason = await claimReason(ports, actor, question);
  if (reason === null) return ask(ports, caller, { repository: member, name });
  return { repository: member, answer: 'claimed', versionsCount: 0, reason };
}

interface ClaimQuestion {
  readonly member: RepositoryWithProject;
  readonly name: string;
  readonly through: RepositoryWithProject | null;
}

async function claimReason(
  { upstreams }: SupplyPorts,
  actor: Actor,
  { member, name, through }: ClaimQuestion,
): Promise<string | null> {
  if (member.kind !== 'PROXY') return null;
  const claim = await upstreams.claimOf(member, { name, through });
  if (claim === null) return null;
  const { pattern, owner } = claim;
  if (pattern !== null) return `The name is claimed by ${pattern}.`;
  // Who has it is told to who may know of it.
  const isKnown = owner !== null && can(actor, 'repository:read', placeOfRepository(owner));
  return isKnown ? `${repositoryPath(owner)} has the name.` : 'A hosted repository has the name.';
}

async function ask(
  ports: SupplyPorts,
  actor: Actor,
  { repository, name }: NameQuestion,
): Promise<NameAnswer> {
  const nameKey = ports.formats
    .find(({ id }) => id === repository.format)
    ?.upstream?.nameKeyOf?.(name);
  try {
    const wish = { repository, name, ...(nameKey !== undefined && { nameKey }) };
    const found = await lookUpIndex(ports, actor, wish);
    const versionsCount = found === null ? 0 : (await found.read()).versions.length;
    const answer = versionsCount === 0 ? 'lacks' : 'has';
    return { repository, answer, versionsCount, reason: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
    return { repository, answer: 'unavailable', versionsCount: 0, reason: error.message };
  }
}
