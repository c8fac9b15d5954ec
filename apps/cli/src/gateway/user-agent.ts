import manifest from '../../package.json' with { type: 'json' };

export const { version } = manifest;

/** How lists of sessions and the audit log show this program. */
export const userAgent = `bonded-cli/${version}`;
