import { addJob, type PolicyRule, transact } from '@bonded/database';
import { newId } from '@bonded/kernel';
import { versionRangeFor } from '@bonded/scanner/advisories';
import { z } from 'zod';
import { type Actor, authorise, columnsOf, type Scope } from '../access/index.ts';
import { announce } from '../events/index.ts';
import { parseInput, patternKey, slug } from '../input/index.ts';
import type { Ports } from '../ports.ts';
import { findRepository, findScope, type ServedFormat } from '../repositories/index.ts';
import { recordAudit } from '../trail/index.ts';
import { policyRuleInvalid, policyRulesFull } from './errors.ts';
import { liftedRules } from './facts.ts';
import { placeRulesMax } from './load-rules.ts';

const nameCharsMax = 512;
/** `none` is none: it says nothing of findings. */
const severities = ['none', 'low', 'medium', 'high', 'critical'] as const;

const input = z.object({
  effect: z.enum(['DENY', 'WAIVE']),
  project: slug.nullish(),
  repository: slug.nullish(),
  format: z.string().nullish(),
  name: z.string().trim().min(1).max(nameCharsMax),
  versions: z.string().trim().min(1).max(1_000).nullish(),
  licence: z.string().trim().min(1).max(200).nullish(),
  severity: z.enum(severities).nullish(),
  lifts: z.array(z.enum(liftedRules)).max(liftedRules.length).readonly().default([]),
  reason: z.string().trim().min(3, 'Say why: whoever reads it later will ask.').max(2_000),
  expiresAt: z.date().nullish(),
});

type Wanted = z.output<typeof input>;

/**
 * Denies some packages, or waives lines of the policy for them: everywhere, in a project or in a
 * repository, for good or until a moment. Downloads obey it at once; the worker then moves every
 * artifact that it speaks of. Errors: POLICY_RULE_INVALID, POLICY_RULES_FULL, *_NOT_FOUND,
 * ACCESS_DENIED.
 */
export async function createPolicyRule(
  ports: Pick<Ports, 'database' | 'formats' | 'clock'>,
  actor: Actor,
  raw: z.input<typeof input>,
): Promise<PolicyRule> {
  const wanted = parseInput(input, raw);
  const place = await findScope(ports, actor, wanted);
  const resource = { kind: 'policy-rule', name: wanted.name };
  await authorise(ports, actor, { action: 'policy:update', place, resource });
  const format = await formatOf(ports, actor, wanted);
  check(wanted, { format, now: ports.clock.now() });
  const columns = ruleColumns(wanted, { place, format });
  return transact(ports.database, async (tx) => {
    const { scopeKind, projectId, repositoryId } = columns;
    const count = await tx.policyRule.count({ where: { scopeKind, projectId, repositoryId } });
    if (count >= placeRulesMax) {
      throw policyRulesFull(`A place has at most ${placeRulesMax} rules. Delete some first.`);
    }
    const id = newId();
    const rule = await tx.policyRule.create({
      data: { id, ...columns, createdById: actor.userId },
    });
    const details = { ...auditedRule(rule) };
    await recordAudit(tx, actor, {
      action: 'rule.create',
      resource: { ...resource, id },
      place,
      details,
    });
    await addJob(tx, 'settle_place', { ...placeOfRule(rule) }, {});
    if (rule.expiresAt !== null) {
      const runAt = rule.expiresAt;
      await addJob(tx, 'settle_place', { ...placeOfRule(rule) }, { runAt, jobKey: `rule:${id}` });
    }
    announce(tx, { type: 'policy-rules.changed' });
    return rule;
  });
}

/** A rule of a repository is about its format; of a wider place, about the one that it names. */
async function formatOf(
  ports: Pick<Ports, 'database' | 'formats'>,
  actor: Actor,
  { project, repository, format: named }: Wanted,
): Promise<ServedFormat | null> {
  const id =
    project != null && repository != null
      ? (await findRepository(ports, actor, { project, repository })).format
      : named;
  if (id == null) return null;
  const found = ports.formats.find((format) => format.id === id);
  if (found === undefined) throw policyRuleInvalid(`There is no format ${id}.`);
  return found;
}

interface Surroundings {
  readonly format: ServedFormat | null;
  readonly now: Date;
}

function check(wanted: Wanted, { format, now }: Surroundings): void {
  const { effect, lifts, versions, expiresAt } = wanted;
  if (effect === 'WAIVE' && lifts.length === 0) {
    throw policyRuleInvalid(`Say what it waives: ${liftedRules.join(', ')}.`);
  }
  if (effect === 'DENY' && lifts.length > 0) {
    throw policyRuleInvalid('A rule that denies waives nothing.');
  }
  if (versions != null && format === null) {
    throw policyRuleInvalid('Versions are read in the order of a format: say which.');
  }
  if (versions != null && versionRangeFor(format?.versionOrder ?? null, versions) === null) {
    throw policyRuleInvalid(
      format?.versionOrder === undefined
        ? `Versions of this format have no order: write them out, with || between them.`
        : `${versions} is no range of versions. Write, for example, >=1.0 <2.0 || =3.1.`,
    );
  }
  if (expiresAt != null && expiresAt <= now) throw policyRuleInvalid('It would be over already.');
}

function ruleColumns(
  wanted: Wanted,
  { place, format }: { readonly place: Scope; readonly format: ServedFormat | null },
) {
  const { effect, name, lifts, reason } = wanted;
  const nameKeyOf = format?.upstream?.nameKeyOf;
  return {
    ...columnsOf(place),
    ...{ effect, name, reason },
    lifts: [...lifts],
    nameKey: nameKeyOf === undefined ? null : patternKey(name, nameKeyOf),
    format: format?.id ?? null,
    ecosystem: format?.versionOrder ?? null,
    versions: wanted.versions ?? null,
    licence: wanted.licence ?? null,
    severity: wanted.severity === 'none' ? null : (wanted.severity ?? null),
    expiresAt: wanted.expiresAt ?? null,
  };
}

/** Whose artifacts it may move. */
export function placeOfRule({ projectId, repositoryId, format }: PolicyRule) {
  return { projectId, repositoryId, format };
}

/** The whole rule, so that the log explains what is deleted by now. */
export function auditedRule(rule: PolicyRule) {
  const { effect, name, format, versions, licence, severity, lifts, reason, expiresAt } = rule;
  return {
    ...{ effect, name, format, versions, licence, severity, reason },
    lifts: lifts.join(' '),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}
