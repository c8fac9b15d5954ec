import { expect, it } from 'vitest';
import { startGateway } from './gateway.ts';
import { shelf } from './goods.ts';
import { makersOf } from './makers.ts';
import { person } from './people.ts';

const gateway = await startGateway();
const { prisma } = gateway.runtime.ports.database;
const { token: credential } = await person(gateway.runtime, 'ada', 'Admin');
const home = await shelf(prisma, { project: 'shop', repository: 'npm' });
const repositoryId = await makersOf(prisma, home).proxyWith('relayed');
const { id: packageId } = await prisma.package.findFirstOrThrow({ where: { repositoryId } });

it.each([
  ['setTag', { packageId, name: 'next', version: '1.0.0' }, 'SetTagInput', 'tag { name }'],
  ['deleteTag', { packageId, name: 'next' }, 'DeleteTagInput', 'deletedId'],
])('%s is refused in a proxy, whoever asks', async (field, input, type, selection) => {
  const { errors } = await gateway.ask(
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`,
    { credential, variables: { input } },
  );
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['REPOSITORY_READ_ONLY']);
});
