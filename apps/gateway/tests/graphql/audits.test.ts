import { serverAudits } from 'graphql-http';
import { expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { person } from './people.ts';

const gateway = await startGateway();
// Some audits ask for `__type`, which only administrators may.
const { token } = await person(gateway.runtime, 'ada', 'Admin');

const fetchFn: typeof fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('authorization', `Bearer ${token}`);
  return fetch(input, { ...init, headers });
};

// GET runs known operations only, so what MAY be done by GET is left out, and noted.
const byGet = /GET|urlencoded/i;

for (const audit of serverAudits({ url: gateway.url, fetchFn })) {
  it(`D4.1 ${audit.id} ${audit.name}`, async () => {
    const { status } = await audit.fn();
    expect(['ok', ...(byGet.test(audit.name) ? ['notice'] : [])]).toContain(status);
  });
}
