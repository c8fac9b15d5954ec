import { expect } from 'vitest';
import type { Format } from '../../stack/api.ts';

/** Where the client of a format looks for why it was refused; what is found there is a sentence. */
interface Envelope {
  readonly contentType: string;
  readonly reasonOf: (body: string, answer: Response) => unknown;
}

interface Fields {
  readonly [name: string]: unknown;
}

// The bodies are ours.
const fields = (body: string) => JSON.parse(body) as Fields;

const plain: Envelope = { contentType: 'text/plain; charset=utf-8', reasonOf: (body) => body };
const inField = (name: string): Envelope => ({
  contentType: 'application/json',
  reasonOf: (body) => fields(body)[name],
});

const envelopes: Readonly<Record<Format, Envelope>> = {
  CARGO: {
    contentType: 'application/json',
    reasonOf: (body) => (fields(body) as { errors?: { detail: string }[] }).errors?.[0]?.detail,
  },
  COMPOSER: inField('warning'),
  GO: plain,
  HELM: inField('error'),
  MAVEN: {
    contentType: 'application/problem+json',
    reasonOf: (body, { statusText }) => (statusText === '' ? '' : fields(body)['detail']),
  },
  NPM: inField('error'),
  NUGET: { ...plain, reasonOf: (_, { headers }) => headers.get('x-nuget-warning') },
  OCI: {
    contentType: 'application/json',
    reasonOf: (body) => (fields(body) as { errors?: { message: string }[] }).errors?.[0]?.message,
  },
  PYPI: { ...plain, reasonOf: (_, { statusText }) => statusText },
  RAW: {
    contentType: 'application/json',
    reasonOf: (body) => (fields(body) as { error?: { message: string } }).error?.message,
  },
};

/** The statuses of a refusal that lies with who asks. */
const refusals = [400, 409, 413, 422];

/** A refusal of what was sent, with its reason where the client of the format prints it. */
export async function expectRefusal(format: Format, answer: Response): Promise<void> {
  const body = await answer.text();
  expect(refusals, `${answer.status} ${body}`).toContain(answer.status);
  const { contentType, reasonOf } = envelopes[format];
  expect(answer.headers.get('content-type'), body).toBe(contentType);
  expect(reasonOf(body, answer), body).toMatch(/^[^\n]{10,400}\n?$/);
}

/** The same at the door that takes files of all formats. */
export async function expectTusRefusal(answer: Response): Promise<void> {
  const body = await answer.text();
  expect(refusals, `${answer.status} ${body}`).toContain(answer.status);
  expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
  const { error } = fields(body) as { error?: { code: string; message: string } };
  expect(error?.code, body).toMatch(/^[A-Z][A-Z_]+[A-Z]$/);
  expect(error?.message, body).toMatch(/^[^\n]{10,400}$/);
}
