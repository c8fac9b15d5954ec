import { formatMessage, type MessageValues } from './message-format.ts';
import { accessMessages } from './messages/access.ts';
import { artifactMessages } from './messages/artifacts.ts';
import { generalMessages } from './messages/general.ts';
import { navigationMessages } from './messages/navigation.ts';
import { projectMessages } from './messages/projects.ts';
import { proxyMessages } from './messages/proxies.ts';
import { securityMessages } from './messages/security.ts';
import { sourceMessages } from './messages/sources.ts';
import { uploadMessages } from './messages/uploads.ts';

/**
 * Every sentence of the console, by key. A further language is another catalogue with these keys.
 */
export const catalogue = {
  ...generalMessages,
  ...navigationMessages,
  ...projectMessages,
  ...proxyMessages,
  ...artifactMessages,
  ...accessMessages,
  ...securityMessages,
  ...sourceMessages,
  ...uploadMessages,
} as const;

export type MessageKey = keyof typeof catalogue;

/** The sentence for `key`, with its values filled in. */
export function t(key: MessageKey, values?: MessageValues): string {
  return formatMessage(catalogue[key], values);
}
