import { describe, expect, it } from 'vitest';
import {
  type ClearanceFacts,
  type ClearancePolicy,
  clear,
  defaultPolicy,
  type JudgedFinding,
  type Review,
} from './clear.ts';

const clean: ClearanceFacts = {
  state: 'QUARANTINED',
  contentAt: '2026-01-01T00:00:00.000Z',
  scanStatus: 'SCANNED',
  findings: [],
  review: null,
  upstream: null,
};

const critical: JudgedFinding = {
  advisoryId: 'GHSA-1111',
  kind: 'vulnerability',
  severity: 'critical',
};
const malware: JudgedFinding = { advisoryId: 'MAL-2026-1', kind: 'malware', severity: 'none' };

function released(acknowledged: readonly string[] = []): Review {
  return { effect: 'ALLOW', number: 'BD-222222', note: 'we looked', by: 'Ada', acknowledged };
}

function ruleOf(facts: Partial<ClearanceFacts>, policy: Partial<ClearancePolicy> = {}) {
  const { effect, rule } = clear({ ...clean, ...facts }, { ...defaultPolicy, ...policy });
  return `${effect} ${rule}`;
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
