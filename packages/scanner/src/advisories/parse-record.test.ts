import { describe, expect, it } from 'vitest';
import { recordLimits } from './limits.ts';
import { parseRecord } from './parse-record.ts';
import type { OsvRecord } from './schema.ts';
import { fixtureRecord } from './testing/fixtures.ts';
import { shortestRunMs } from './testing/shortest-run.ts';

const minimal = { id: 'GHSA-7q2c-hx4m-9f3p', modified: '2025-02-13T18:59:10Z' };

function parse(value: unknown) {
  return parseRecord(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)));
}

function record(value: unknown): OsvRecord {
  const parsed = parse(value);
  if ('record' in parsed) return parsed.record;
  throw new Error(`not a record: ${parsed.skipped}`);
}

function affecting(entry: Record<string, unknown>) {
  return { ...minimal, affected: [{ package: { ecosystem: 'npm', name: 'a' }, ...entry }] };
}

describe('a record', () => {
  it('is read as databases publish it', () => {
    const { id, aliases, published, affected, severityLabel } = fixtureRecord('ghsa-two-lines');
    expect({ id, aliases, label: severityLabel }).toEqual({
      id: 'GHSA-7q2c-hx4m-9f3p',
      aliases: ['CVE-2025-10001'],
      label: 'HIGH',
    });
    expect(published).toEqual(new Date('2025-02-12T16:06:50Z'));
    expect(affected.map(({ ranges }) => ranges)).toEqual([
      [{ type: 'SEMVER', events: [{ introduced: '1.0.0' }, { fixed: '1.4.2' }] }],
      [{ type: 'SEMVER', events: [{ introduced: '2.0.0-beta.1' }, { fixed: '2.1.0' }] }],
    ]);
  });

  it('may leave out or null everything but its id and date', () => {
    const empty = { aliases: [], affected: [], references: [], severity: [], summary: '' };
    expect(record(minimal)).toMatchObject(empty);
    const nulls = {
      aliases: null,
      affected: null,
      references: null,
      severity: null,
      details: null,
    };
    expect(record({ ...minimal, ...nulls, database_specific: null })).toMatchObject(empty);
    const entry = affecting({ ranges: null, versions: null }).affected;
    expect(record({ ...minimal, affected: entry }).affected[0]).toMatchObject({ ranges: [] });
  });

  it('drops decoration that does not parse, item by item', () => {
    const parsed = record({
      ...minimal,
      published: 'yesterday',
      aliases: ['CVE-2025-1', 7],
      references: [{ url: 1 }, { url: 'https://example.org/' }, null],
      severity: [
        { type: 'CVSS_V3', score: 9.8 },
        { type: 'CVSS_V2', score: 'AV:N' },
      ],
      database_specific: { severity: { is: 'odd' } },
    });
    expect(parsed).toMatchObject({
      published: null,
      aliases: ['CVE-2025-1'],
      references: [{ url: 'https://example.org/' }],
      severity: [{ type: 'CVSS_V2' }],
    });
  });

  it('stays in force when its withdrawal is unreadable', () => {
    expect(record({ ...minimal, withdrawn: 'maybe' }).withdrawn).toBeNull();
    expect(record({ ...minimal, withdrawn: '2025-01-01T00:00:00Z' }).withdrawn).not.toBeNull();
  });

  it('unpacks an event that states two things', () => {
    const events = [{ introduced: '1.0.0', fixed: '1.2.0', odd: true }];
    const [entry] = record(affecting({ ranges: [{ type: 'SEMVER', events }] })).affected;
    expect(entry?.ranges[0]?.events).toEqual([{ introduced: '1.0.0' }, { fixed: '1.2.0' }]);
  });

  it('holds no character that a database or a header would choke on', () => {
    const parsed = record({
      ...minimal,
      summary: 'one\r\nX-Evil: 1\0',
      details: 'two\nlines\0 \ud800',
      aliases: ['CVE-1\nCVE-2'],
    });
    expect(parsed).toMatchObject({
      summary: 'one X-Evil: 1',
      details: 'two\nlines \ufffd',
      aliases: ['CVE-1 CVE-2'],
    });
  });

  it('cuts words that people read, and never those that decide', () => {
    const long = 'x'.repeat(100_000);
    expect(record({ ...minimal, summary: long, details: long })).toMatchObject({
      summary: 'x'.repeat(recordLimits.summaryCharactersMax),
      details: 'x'.repeat(recordLimits.detailsCharactersMax),
    });
    expect(parse(affecting({ versions: [long] }))).toEqual({ skipped: 'not-osv' });
  });
});

describe('bytes that are no record are skipped with a reason', () => {
  it.each([
    ['no id', { modified: minimal.modified }],
    ['an id that is no word', { ...minimal, id: 'GHSA 1\n' }],
    ['no date', { id: minimal.id }],
    ['a date that no calendar has', { ...minimal, modified: '+275760-09-13T00:00:00Z' }],
    ['affected packages that are none', { ...minimal, affected: 'all' }],
    ['a package without a name', { ...minimal, affected: [{ package: { ecosystem: 'npm' } }] }],
    ['ranges that are none', affecting({ ranges: [{ type: 'SEMVER', events: 'all' }] })],
    ['versions that are numbers', affecting({ versions: [1] })],
    ['an array', [minimal]],
    ['null', null],
  ])('not-osv: %s', (_, value) => {
    expect(parse(value)).toEqual({ skipped: 'not-osv' });
  });

  it('not-json: a record cut off, or nothing', () => {
    expect(parse('{"id": "GHSA-')).toEqual({ skipped: 'not-json' });
    expect(parse('')).toEqual({ skipped: 'not-json' });
  });

  it('not-utf8: other bytes', () => {
    const latin1 = Buffer.from(JSON.stringify({ ...minimal, summary: 'é' }), 'latin1');
    expect(parseRecord(latin1)).toEqual({ skipped: 'not-utf8' });
  });

  it('D5.7 too-large: 10 MB, without being parsed', () => {
    const bytes = Buffer.alloc(10_000_000, ' ');
    expect(parseRecord(bytes)).toEqual({ skipped: 'too-large' });
    expect(shortestRunMs(() => parseRecord(bytes))).toBeLessThan(1);
  });

  it('D5.7 too-deep: 8 MB of nested arrays, without being parsed', () => {
    const bytes = Buffer.alloc(recordLimits.bytesMax, '[');
    expect(parseRecord(bytes)).toEqual({ skipped: 'too-deep' });
    const nested = `${'{"a":'.repeat(64)}1${'}'.repeat(64)}`;
    const inside = `{"id":"${minimal.id}","database_specific":${nested}}`;
    expect(parse(inside)).toEqual({ skipped: 'too-deep' });
  });

  it('but brackets in a text are no nesting', () => {
    const details = `${'['.repeat(1_000)}\\"${'{'.repeat(1_000)}`;
    expect(record({ ...minimal, details }).details).toBe(details);
  });
});

describe('D5.13 keys that mean something to JavaScript', () => {
  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    '%s is neither kept nor followed',
    (key) => {
      const payload = `{"id":"${minimal.id}","modified":"${minimal.modified}",
        "${key}":{"withdrawn":"2020-01-01T00:00:00Z","polluted":1},
        "database_specific":{"${key}":{"severity":"LOW"}},
        "affected":[{"package":{"ecosystem":"npm","name":"${key}","${key}":{"name":"other"}},
          "ranges":[{"type":"SEMVER","events":[{"${key}":"1"},{"introduced":"0"}]}]}]}`;
      const parsed = record(payload);
      expect(parsed.withdrawn ?? null).toBeNull();
      expect(parsed.severityLabel).toBeUndefined();
      expect(parsed.affected[0]?.package).toEqual({ ecosystem: 'npm', name: key });
      expect(parsed.affected[0]?.ranges[0]?.events).toEqual([{ introduced: '0' }]);
      expect(Object.hasOwn(parsed, key)).toBe(false);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});
