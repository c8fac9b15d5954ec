import { describe, expect, it } from 'vitest';
import { clear, foretell } from './clear.ts';
import {
  type ClearanceFacts,
  type ClearancePolicy,
  defaultPolicy,
  type JudgedFinding,
  type Review,
  type RuleFact,
} from './facts.ts';

const clean: ClearanceFacts = {
  state: 'QUARANTINED',
  contentAt: '2026-01-01T00:00:00.000Z',
  scanStatus: 'SCANNED',
  findings: [],
  review: null,
  upstream: null,
  rules: [],
};

const critical: JudgedFinding = {
  advisoryId: 'GHSA-1111',
  kind: 'vulnerability',
  severity: 'critical',
};
const malware: JudgedFinding = { advisoryId: 'MAL-2026-1', kind: 'malware', severity: 'none' };

function released(acknowledged: readonly string[] = []): Review {
  const said = { effect: 'ALLOW', number: 'BD-222222', note: 'we looked', by: 'Ada' } as const;
  return { ...said, acknowledged, acknowledgedRules: [] };
}

function ruleOf(facts: Partial<ClearanceFacts>, policy: Partial<ClearancePolicy> = {}) {
  const { effect, rule } = clear({ ...clean, ...facts }, { ...defaultPolicy, ...policy });
  return `${effect} ${rule}`;
}

const denial: RuleFact = {
  ...{ id: 'denial', effect: 'DENY', severity: null, lifts: [], until: null },
  ...{ reason: 'not here', by: 'Ada' },
};

function waiver(...lifts: RuleFact['lifts']): RuleFact {
  const until = '2027-01-01T00:00:00.000Z';
  return { ...denial, id: 'waiver', effect: 'WAIVE', reason: 'we wrote it', until, lifts };
}

const young = {
  publishedAt: '2026-01-01T00:00:00.000Z',
  seenAt: '2026-01-01T01:00:00.000Z',
  isCooling: true,
};

describe('clear', () => {
  it('D5.2 holds what an upstream published a moment ago, and says until when', () => {
    const policy = { ...defaultPolicy, cooldownHours: 24 };
    expect(clear({ ...clean, upstream: young }, policy)).toEqual({
      effect: 'HOLD',
      rule: 'cooldown',
      reasons: [
        'Published upstream at 2026-01-01T00:00:00.000Z.',
        'What is new waits 24 hours: until 2026-01-02T00:00:00.000Z.',
      ],
    });
    expect(ruleOf({ upstream: { ...young, isCooling: false } })).toBe('ALLOW cleared');
  });

  it('D5.2 counts from first sight where an upstream gives no date', () => {
    const { reasons } = clear(
      { ...clean, upstream: { ...young, publishedAt: null } },
      { ...defaultPolicy, cooldownHours: 2 },
    );
    expect(reasons.join(' ')).toContain('does not say when');
    expect(reasons.join(' ')).toContain('until 2026-01-01T03:00:00.000Z');
  });

  it('D5.2 lets a person end the wait, but not for what is malicious', () => {
    expect(ruleOf({ upstream: young, review: released() })).toBe('ALLOW released');
    expect(ruleOf({ upstream: young, findings: [malware] })).toBe('DENY malware');
  });

  it('L7 holds what came after a date, by first sight where there is none', () => {
    const policy = { upstreamUntil: '2026-01-01T00:30:00.000Z' };
    const old = { ...young, isCooling: false };
    expect(ruleOf({ upstream: old }, policy)).toBe('ALLOW cleared');
    expect(ruleOf({ upstream: { ...old, publishedAt: null } }, policy)).toBe('HOLD date');
    const later = { ...old, publishedAt: '2026-01-01T00:30:00.001Z' };
    expect(ruleOf({ upstream: later }, policy)).toBe('HOLD date');
    expect(ruleOf({ upstream: later, review: released() }, policy)).toBe('ALLOW released');
    expect(ruleOf({}, policy)).toBe('ALLOW cleared');
  });

  it('denies what a rule names, with the finding that it names', () => {
    expect(ruleOf({ rules: [denial] })).toBe('DENY denied');
    const high = { ...denial, severity: 'high' } as const;
    expect(ruleOf({ rules: [high] })).toBe('ALLOW cleared');
    const findings = [{ ...critical, severity: 'high' } as const];
    expect(ruleOf({ rules: [high], findings })).toBe('DENY denied');
    expect(ruleOf({ rules: [denial], findings: [malware] })).toBe('DENY malware');
  });

  it('lets a person release what a rule denied then, and no later rule', () => {
    const review = { ...released(), acknowledgedRules: [denial.id] };
    expect(ruleOf({ rules: [denial], review })).toBe('ALLOW released');
    const later = { ...denial, id: 'later' };
    expect(ruleOf({ rules: [denial, later], review })).toBe('DENY denied');
  });

  it('waives the lines that a rule names, says who let it pass, and waives no others', () => {
    const facts = { ...clean, upstream: young, rules: [waiver('cooldown')] };
    expect(clear(facts, { ...defaultPolicy, cooldownHours: 24 })).toEqual({
      effect: 'ALLOW',
      rule: 'waived',
      reasons: [
        'Waived by Ada until 2027-01-01T00:00:00.000Z: we wrote it',
        'Published upstream at 2026-01-01T00:00:00.000Z.',
        'What is new waits 24 hours: until 2026-01-02T00:00:00.000Z.',
      ],
    });
    expect(ruleOf({ ...facts, findings: [critical] })).toBe('DENY severity');
    expect(ruleOf({ rules: [waiver('unscanned')], scanStatus: 'FAILED' })).toBe('ALLOW waived');
    expect(ruleOf({ rules: [denial, waiver('denied')] })).toBe('ALLOW waived');
    expect(ruleOf({ rules: [waiver('cooldown')] })).toBe('ALLOW cleared');
  });

  it('waives findings up to a severity, and never malware', () => {
    const findings = [critical, { ...critical, severity: 'high' } as const];
    const rules = [{ ...waiver('severity'), severity: 'high' } as const];
    const policy = { blockSeverity: 'high' } as const;
    expect(ruleOf({ findings: findings.slice(1), rules }, policy)).toBe('ALLOW waived');
    expect(ruleOf({ findings, rules }, policy)).toBe('DENY severity');
    expect(ruleOf({ findings, rules: [waiver('severity')] }, policy)).toBe('ALLOW waived');
    const all = [waiver('denied', 'severity', 'date', 'cooldown', 'unscanned')];
    expect(ruleOf({ findings: [malware], rules: all })).toBe('DENY malware');
  });

  it('watches: it says what it would do, and stops malware and rejected things alone', () => {
    const watching = { isMonitoring: true };
    expect(ruleOf({ findings: [critical] }, watching)).toBe('ALLOW monitored');
    expect(ruleOf({ scanStatus: 'FAILED' }, watching)).toBe('ALLOW monitored');
    expect(ruleOf({ rules: [denial] }, watching)).toBe('ALLOW monitored');
    expect(ruleOf({ rules: [denial], findings: [malware] }, watching)).toBe('DENY malware');
    expect(ruleOf({ review: { ...released(), effect: 'DENY' } }, watching)).toBe('DENY rejected');
    const moved = { from: 'a'.repeat(40), to: 'b'.repeat(40) };
    expect(ruleOf({ moved, rules: [denial], findings: [critical] }, watching)).toBe('HOLD moved');
    const { reasons } = clear(
      { ...clean, scanStatus: 'RUNNING' },
      { ...defaultPolicy, ...watching },
    );
    expect(reasons[0]).toBe('It would be held (unscanned); the policy only watches.');
  });

  it('foretells what an index says enough for, and nothing else', () => {
    const unseen = { ...clean, scanStatus: 'NOT_SCANNED' } as const;
    const said = (facts: Partial<ClearanceFacts>) =>
      foretell({ ...unseen, ...facts }, { ...defaultPolicy, cooldownHours: 24 }).rule;
    expect(said({})).toBe('cleared');
    expect(said({ upstream: young })).toBe('cooldown');
    expect(said({ upstream: young, rules: [waiver('cooldown')] })).toBe('waived');
    expect(said({ rules: [denial] })).toBe('denied');
    expect(said({ rules: [{ ...denial, severity: 'low' }] })).toBe('cleared');
  });

  it('lets out what is scanned and has nothing against it', () => {
    expect(ruleOf({})).toBe('ALLOW cleared');
  });

  it.each(['NOT_SCANNED', 'RUNNING', 'FAILED'] as const)(
    'never takes %s for clean',
    (scanStatus) => {
      expect(ruleOf({ scanStatus })).toBe('HOLD unscanned');
    },
  );

  it('D5.3 blocks malware whatever its score', () => {
    expect(ruleOf({ findings: [malware] })).toBe('DENY malware');
    expect(ruleOf({ findings: [malware] }, { blockSeverity: 'none' })).toBe('DENY malware');
  });

  it('blocks from the policy’s severity on, and not below it', () => {
    const high = { ...critical, severity: 'high' } as const;
    expect(ruleOf({ findings: [critical] })).toBe('DENY severity');
    expect(ruleOf({ findings: [high] })).toBe('ALLOW cleared');
    expect(ruleOf({ findings: [high] }, { blockSeverity: 'high' })).toBe('DENY severity');
    expect(ruleOf({ findings: [critical] }, { blockSeverity: 'none' })).toBe('ALLOW cleared');
  });

  it('lets a person release what was known to that person, and no later finding', () => {
    const review = released([critical.advisoryId]);
    expect(ruleOf({ findings: [critical], review })).toBe('ALLOW released');
    expect(ruleOf({ findings: [critical, malware], review })).toBe('DENY malware');
  });

  it('lets a person release what is not scanned', () => {
    expect(ruleOf({ scanStatus: 'FAILED', review: released() })).toBe('ALLOW released');
  });

  it('keeps in what a person rejected, however clean it is', () => {
    const review: Review = { ...released(), effect: 'DENY' };
    expect(ruleOf({ review })).toBe('DENY rejected');
  });

  it('gives nothing out that was deleted, released or not', () => {
    expect(ruleOf({ state: 'DELETED', review: released() })).toBe('DENY deleted');
  });

  it('names the advisories in its reasons, a few of them', () => {
    const many = Array.from({ length: 9 }, (_, at) => ({ ...critical, advisoryId: `GHSA-${at}` }));
    const { reasons } = clear({ ...clean, findings: many }, defaultPolicy);
    expect(reasons[0]).toBe(
      'Known critical vulnerability: GHSA-0, GHSA-1, GHSA-2, GHSA-3, GHSA-4 and 4 more.',
    );
  });

  it('gives the same verdict for the same facts, always', () => {
    const facts = { ...clean, findings: [critical] };
    expect(clear(facts, defaultPolicy)).toEqual(clear(structuredClone(facts), defaultPolicy));
  });
});
