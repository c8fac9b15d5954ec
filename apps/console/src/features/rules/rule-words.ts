import type { RulePartsFragment } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';

type RuleWords = Pick<
  RulePartsFragment,
  'effect' | 'name' | 'versions' | 'licence' | 'severity' | 'lifts'
>;

/** What a rule is about: `left-pad <1.3.0, licence AGPL-*`. */
export function ruleSubject({ name, versions, licence }: RuleWords): string {
  const named = versions ? `${name} ${versions}` : name;
  return licence ? t('rule.with-licence', { named, licence }) : named;
}

/** What it does: denies, or lets pass which lines. */
export function ruleEffect({ effect, severity, lifts }: RuleWords): string {
  const level = severity ? t(`severity.${severity}`).toLowerCase() : null;
  if (effect === 'DENY') {
    return level ? t('rule.denies-from', { severity: level }) : t('rule.denies');
  }
  const lines = lifts.map((line) => t(`rule.line.${line}`)).join(', ');
  return level ? t('rule.waives-up-to', { lines, severity: level }) : t('rule.waives', { lines });
}

/** Where it speaks: everywhere, or the address of a place. */
export function rulePlace({
  scopeKind,
  project,
  repository,
}: Pick<RulePartsFragment, 'scopeKind' | 'project' | 'repository'>): string {
  if (repository) return `${repository.project.slug}/${repository.slug}`;
  return project?.slug ?? t(`scope.${scopeKind}`);
}
