import type { Call } from '../call.ts';
import type { CommandOption } from '../command.ts';
import { parseMoment } from '../time.ts';
import { auditOutcomes } from '../words.ts';

/** What the audit log can be asked for, in a list and in an export alike. */
export const filterOptions: readonly CommandOption[] = [
  { flags: '--actor <name>', says: 'only what this user did' },
  { flags: '--action <action>', says: 'only such as artifact.publish, or all of artifact' },
  { flags: '--resource <text>', says: 'only what has this in its name' },
  { flags: '--resource-id <id>', says: 'only what happened to this' },
  { flags: '--outcome <outcome>', says: 'only one outcome', choices: auditOutcomes },
  { flags: '--ip <address>', says: 'only from this address' },
  { flags: '--request <id>', says: 'only what one request did' },
  { flags: '--since <when>', says: 'from then on, such as 2027-01-31' },
  { flags: '--until <when>', says: 'before then' },
  { flags: '--in <place>', says: 'only in a project, or a project/repository' },
];

/** The filter as typed, but for the place, which the list and the export name differently. */
export function filterOf(call: Call): Readonly<Record<string, string | undefined>> {
  return {
    actor: call.text('actor'),
    action: call.text('action'),
    resource: call.text('resource'),
    resourceId: call.text('resourceId'),
    outcome: call.word('outcome'),
    ip: call.text('ip'),
    requestId: call.text('request'),
    since: momentOf(call.text('since')),
    until: momentOf(call.text('until')),
  };
}

function momentOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : parseMoment(text);
}
