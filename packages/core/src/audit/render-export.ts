import type { AuditEvent } from '@bonded/database';

export type ExportFormat = 'json' | 'html';

export const exportContentTypes: Readonly<Record<ExportFormat, string>> = {
  json: 'application/json',
  html: 'text/html; charset=utf-8',
};

/** Writes events as they come: one JSON array, or one page that prints well. */
export function renderExport(
  format: ExportFormat,
  events: AsyncIterable<AuditEvent>,
  madeAt: Date,
): AsyncGenerator<string> {
  return format === 'json' ? renderJson(events) : renderHtml(events, madeAt);
}

async function* renderJson(events: AsyncIterable<AuditEvent>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const event of events) {
    yield separator + JSON.stringify({ ...event, sequence: String(event.sequence) });
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function cell(value: string | bigint | null): string {
  const text = value === null ? '' : String(value);
  return `<td>${text.replace(/[&<>"']/g, (character) => entities[character] ?? character)}</td>`;
}

const columns = [
  'Sequence',
  'Time',
  'Actor',
  'Action',
  'Outcome',
  'Resource',
  'Address',
  'Details',
];

const headings = columns.map((name) => `<th scope="col">${name}</th>`).join('');

async function* renderHtml(
  events: AsyncIterable<AuditEvent>,
  madeAt: Date,
): AsyncGenerator<string> {
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Bonded audit log</title><style>
body { font: 13px/1.4 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; }
th, td { border-bottom: 1px solid #ccc; }
td:last-child { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
thead { display: table-header-group; }
</style></head><body><h1>Audit log</h1><p>Exported ${madeAt.toISOString()}</p>
<table><thead><tr>${headings}</tr></thead><tbody>
`;
  for await (const event of events) {
    const cells = [
      event.sequence,
      event.at.toISOString(),
      `${event.actorName} (${event.actorKind})`,
      event.action,
      event.outcome,
      `${event.resourceKind} ${event.resourceName}`,
      event.ip,
      JSON.stringify(event.details),
    ];
    yield `<tr>${cells.map(cell).join('')}</tr>\n`;
  }
  yield '</tbody></table></body></html>\n';
}
