import type { PackageIndex } from '@bonded/core/artifacts';
import { describe, expect, it } from 'vitest';
import { renderModuleIndex } from './module-index.ts';

interface Version {
  readonly version: string;
  readonly state?: string;
  readonly isYanked?: boolean;
}

/** Only what a module index looks at. */
function indexOf(versions: readonly Version[]): PackageIndex {
  const rows = versions.map(({ version, state = 'RELEASED', isYanked = false }) => ({
    id: version,
    version,
    state,
    yankedAt: isYanked ? new Date() : null,
    createdAt: new Date('2026-01-02T03:04:05.678Z'),
  }));
  const held = rows.filter(({ state }) => state !== 'RELEASED');
  const receipts = new Map(held.map(({ id }) => [id, `${id} is held (BD-1)`]));
  // A test needs a handful of the columns.
  return { versions: rows, receipts, tags: new Map() } as unknown as PackageIndex;
}

async function render(versions: readonly Version[]) {
  const { list, latest, receipt } = await renderModuleIndex(indexOf(versions));
  const info: unknown = latest === null ? null : JSON.parse(latest.identity.body.toString());
  return { list: list.identity.body.toString(), info, receipt };
}

describe('renderModuleIndex', () => {
  it('lists what is given out in order, and says which is the latest', async () => {
    const versions = ['v1.10.0', 'v1.2.0', 'v2.0.0-rc.1'].map((version) => ({ version }));
    expect(await render(versions)).toEqual({
      list: 'v1.2.0\nv1.10.0\nv2.0.0-rc.1\n',
      info: { Version: 'v1.10.0', Time: '2026-01-02T03:04:05Z' },
      receipt: null,
    });
  });

  it('leaves out what is held or was taken back', async () => {
    const { list, info } = await render([
      { version: 'v1.0.0' },
      { version: 'v1.1.0', isYanked: true },
      { version: 'v1.2.0', state: 'QUARANTINED' },
      { version: 'v1.3.0', state: 'REJECTED' },
      { version: 'v1.4.0', state: 'RECALLED' },
    ]);
    expect(list).toBe('v1.0.0\n');
    expect(info).toMatchObject({ Version: 'v1.0.0' });
  });

  it('has the receipt of the newest to show where none is given out', async () => {
    const held = ['v1.9.0', 'v1.10.0'].map((version) => ({ version, state: 'QUARANTINED' }));
    expect(await render(held)).toEqual({
      list: '',
      info: null,
      receipt: 'v1.10.0 is held (BD-1)',
    });
  });

  it('lists no commits, and still has a latest', async () => {
    const version = 'v0.0.0-20191109021931-daa7c04131f5';
    expect(await render([{ version }])).toMatchObject({ list: '', info: { Version: version } });
  });
});
