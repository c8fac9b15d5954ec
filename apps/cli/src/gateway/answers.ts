import type { AppError } from '@bonded/kernel';
import { z } from 'zod';
import { answerUnreadable, serverError, serverUnreachable } from '../errors.ts';

const problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Reads an answer by its schema. Errors: CLI_ANSWER_UNREADABLE. */
export function readAnswer<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw answerUnreadable(
    'The server answered something else than expected: is it another version than this program?',
    { cause: result.error },
  );
}

/** The JSON of an answer, or null where a proxy or a crash put something else. */
export async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // Told apart by the caller, who expects an object.
    return null;
  }
}

/** What the server said went wrong. */
export async function faultOf(response: Response): Promise<AppError> {
  const { status } = response;
  const parsed = problem.safeParse(await jsonOf(response));
  if (parsed.success) return serverError({ ...parsed.data.error, status });
  return serverError({ code: 'SERVER', message: `The server answered ${status}.`, status });
}

/** `fetch`, whose failures to connect are errors of ours. Errors: CLI_SERVER_UNREACHABLE. */
export async function send(
  url: URL,
  init: RequestInit & { readonly signal: AbortSignal },
): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    init.signal.throwIfAborted();
    throw serverUnreachable(`The server at ${url.origin} cannot be reached.`, { cause });
  }
}
