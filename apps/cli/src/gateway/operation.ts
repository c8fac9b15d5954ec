import { z } from 'zod';
import { notFound, serverError } from '../errors.ts';
import { faultOf, jsonOf, readAnswer } from './answers.ts';
import type { Client } from './client.ts';

/** One GraphQL operation, and where in its answer the thing is that it is about. */
export interface Operation<Row> {
  readonly document: string;
  /** `createProject.project` */
  readonly at: string;
  readonly row: z.ZodType<Row>;
}

const fault = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});
const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(fault).optional(),
});

type Fault = z.output<typeof fault>;

/** Runs an operation. Errors: whatever the server says, CLI_NOT_FOUND when nothing is there. */
export async function run<Row>(
  client: Client,
  operation: Operation<Row>,
  variables: object,
): Promise<Row> {
  const response = await client.request('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: operation.document, variables }),
    // GraphQL says what went wrong in its own answer, whatever the status.
    acceptsFaults: true,
  });
  const { status } = response;
  const parsed = answer.safeParse(await jsonOf(response.clone()));
  if (!parsed.success || (parsed.data.data == null && parsed.data.errors === undefined)) {
    throw await faultOf(response);
  }
  const { data, errors = [] } = parsed.data;
  const found = valueAt(data, operation.at);
  const fatal = errors.find((error) => found == null || !isHiddenField(error));
  if (fatal !== undefined) throw faultError(fatal, status);
  if (found == null) throw notFound('There is nothing by that name, or you may not see it.');
  // Without a field that it cannot do without, the answer is what hid the field.
  const [hidden] = errors;
  if (hidden !== undefined && !operation.row.safeParse(found).success) {
    throw faultError(hidden, status);
  }
  return readAnswer(operation.row, found);
}

/** A field that the viewer may not read is null in a row that they may: the rest is theirs. */
function isHiddenField({ path = [], extensions }: Fault): boolean {
  return path.length > 1 && extensions?.code === 'ACCESS_DENIED';
}

function faultError({ message, extensions }: Fault, status: number) {
  return serverError({ code: extensions?.code ?? 'SERVER', message, status });
}

function valueAt(data: unknown, path: string): unknown {
  let value = data;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return null;
    value = Object.getOwnPropertyDescriptor(value, key)?.value;
  }
  return value;
}
