import type { Call } from '../call.ts';
import { itemCommand } from '../item-command.ts';
import { userByName, userId } from './find-user.ts';
import { user } from './user.ts';

const change = {
  shape: user,
  document: `mutation UpdateUser($input: UpdateUserInput!) {
    updateUser(input: $input) { user { ${user.fields} } }
  }`,
  at: 'updateUser.user',
  asks: [userByName],
};

async function inputOf(call: Call, changes: object) {
  return { input: { id: await userId(call.context, call.arg(0)), ...changes } };
}

export const updateUser = itemCommand({
  ...change,
  usage: 'update <username>',
  says: 'Change the name or the address of a user',
  options: [
    { flags: '--name <name>', says: 'the name for people' },
    { flags: '--email <address>', says: 'an address for mail' },
    { flags: '--no-email', says: 'take the address away' },
  ],
  variables: (call) =>
    inputOf(call, {
      displayName: call.text('name'),
      email: call.choice('email') === false ? null : call.text('email'),
    }),
});

export const disableUser = itemCommand({
  ...change,
  usage: 'disable <username>',
  says: 'Shut a user out, with all sessions and keys',
  variables: (call) => inputOf(call, { isDisabled: true }),
});

export const enableUser = itemCommand({
  ...change,
  usage: 'enable <username>',
  says: 'Let a user in again',
  variables: (call) => inputOf(call, { isDisabled: false }),
});
