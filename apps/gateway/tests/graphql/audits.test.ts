import { serverAudits } from 'graphql-http';
import { afterAll, expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { person } from './people.ts';

const gateway = await startGateway();
// Some audits ask for `__type`, which only administrators may.
const { token } = await person(gateway.runtime, 'ada', 'Admin');
const notices: string[] = [];

const fetchFn: typeof fetch = (input, init) =>
  fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } });

for (const audit of serverAudits({ url: gateway.url, fetchFn })) {
  it(`D4.1 ${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    if (result.status === 'notice') notices.push(`${audit.id} ${audit.name}`);
    else expect(result).toMatchObject({ status: 'ok' });
  });
}

// GET runs known operations only, so what the specification says MAY be done by GET is left out.
afterAll(() => {
  expect(notices.filter((notice) => !/GET|urlencoded/i.test(notice))).toEqual([]);
});
