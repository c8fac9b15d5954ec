import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import { placeOption } from '../place.ts';
import { auditEvent } from './audit-event.ts';
import { filterOf, filterOptions } from './filter.ts';

export const listAuditEvents = listCommand({
  usage: 'list',
  says: 'List the audit log, newest first',
  options: filterOptions,
  shape: auditEvent,
  document: `query AuditEvents($first: Int!, $after: String, $filter: AuditFilter) {
    auditEvents(first: $first, after: $after, filter: $filter) {
      ${pageFields} nodes { ${auditEvent.fields} }
    }
  }`,
  at: 'auditEvents',
  variables: (call) => ({ filter: { ...filterOf(call), ...placeOption(call.text('in')) } }),
});
