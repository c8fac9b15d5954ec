import { describe, expect, it } from 'vitest';
import { rate, severityOfScore } from './severity.ts';
import { shortestRunMs } from './testing/shortest-run.ts';

const v4 = (score: string) => ({ type: 'CVSS_V4', score });
const v3 = (score: string) => ({ type: 'CVSS_V3', score });
const v2 = (score: string) => ({ type: 'CVSS_V2', score });

describe('a CVSS vector gives the base score of its standard', () => {
  // The examples that FIRST publishes beside each standard, with their scores.
  it.each([
    [v4('CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'), 7.3],
    [v4('CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'), 7.7],
    [v4('CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N'), 8.3],
    [v4('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N'), 8.7],
    [v4('CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H'), 10],
    [v3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'), 9.8],
    [v3('CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:C/C:H/I:N/A:N'), 6.8],
    [v3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N'), 0],
    [v3('CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N'), 6.1],
    [v2('AV:N/AC:L/Au:N/C:C/I:C/A:C'), 10],
    [v2('AV:N/AC:L/Au:N/C:P/I:P/A:P'), 7.5],
  ])('%j: %d', (stated, score) => {
    expect(rate([stated], undefined).score).toBe(score);
  });

  it('without the metrics that depend on time', () => {
    const temporal = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U';
    expect(rate([v3(temporal)], undefined).score).toBe(9.8);
    const threat = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U';
    expect(rate([v4(threat)], undefined).score).toBe(9.3);
  });
});

describe('a severity', () => {
  it.each([
    [0, 'none'],
    [0.1, 'low'],
    [3.9, 'low'],
    [4, 'medium'],
    [6.9, 'medium'],
    [7, 'high'],
    [8.9, 'high'],
    [9, 'critical'],
    [10, 'critical'],
  ])('of score %d is %s', (score, severity) => {
    expect(severityOfScore(score)).toBe(severity);
  });

  it('is that of the newest standard, and of the worst vector in it', () => {
    const low = v3('CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N');
    const high = v3('CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H');
    const oldest = v2('AV:N/AC:L/Au:N/C:C/I:C/A:C');
    expect(rate([oldest, low, high], 'CRITICAL')).toEqual({ severity: 'high', score: 7.5 });
  });

  it.each([
    ['CRITICAL', 'critical'],
    ['HIGH', 'high'],
    ['MODERATE', 'medium'],
    ['medium', 'medium'],
    ['LOW', 'low'],
    ['someday', 'medium'],
    [undefined, 'medium'],
  ])('without a vector is that of the label %s: %s', (label, severity) => {
    expect(rate([], label)).toEqual({ severity, score: null });
  });

  it.each([
    'CVSS:3.1/AV:N',
    'CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    'CVSS:9.9/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    '__proto__',
    'constructor:N/toString:H',
    '',
    '9.8',
  ])('does not come from the unreadable vector "%s"', (vector) => {
    for (const stated of [v4(vector), v3(vector), v2(vector)]) {
      expect(rate([stated], 'HIGH')).toEqual({ severity: 'high', score: null });
    }
  });

  it('D5.13 of a vector of 100 KB is decided within 20 ms', () => {
    const long = `CVSS:3.1/${'AV:N/'.repeat(20_000)}`;
    const stated = [v4(long), v3(long), v2(long)];
    expect(rate(stated, 'LOW').severity).toBe('low');
    expect(shortestRunMs(() => rate(stated, 'LOW'))).toBeLessThan(20);
  });
});
