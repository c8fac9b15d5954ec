import type { Severity } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';

export interface PolicyRules {
  readonly blockSeverity: Severity;
  readonly blockMalware: boolean;
  readonly holdUnscanned: boolean;
  readonly cooldownHours: number;
  readonly upstreamUntil: string | null;
  readonly isMonitoring: boolean;
}

export const severities = [
  'CRITICAL',
  'HIGH',
  'MEDIUM',
  'LOW',
  'NONE',
] as const satisfies Severity[];

/** A policy as sentences, so that nobody has to read switches. */
export function policyInWords({
  blockSeverity,
  blockMalware,
  holdUnscanned,
  cooldownHours,
  upstreamUntil,
  isMonitoring,
}: PolicyRules): string[] {
  const severity =
    blockSeverity === 'NONE'
      ? t('policy.words.no-severity')
      : t('policy.words.severity', { severity: t(`severity.${blockSeverity}`).toLowerCase() });
  return [
    severity,
    t(blockMalware ? 'policy.words.malware' : 'policy.words.no-malware'),
    t(holdUnscanned ? 'policy.words.hold' : 'policy.words.no-hold'),
    ...(cooldownHours === 0 ? [] : [t('policy.words.cooldown', { hours: cooldownHours })]),
    ...(upstreamUntil === null
      ? []
      : [t('policy.words.upstream-until', { day: dayOf(upstreamUntil) })]),
    ...(isMonitoring ? [t('policy.words.monitoring')] : []),
  ];
}

/** `2026-06-30`, as a field of a form has it. */
export function dayOf(moment: string): string {
  return moment.slice(0, 10);
}
