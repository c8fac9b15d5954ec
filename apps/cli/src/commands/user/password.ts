import { askPassword, choosePassword } from '../../terminal/prompt.ts';
import type { Call } from '../call.ts';
import { itemCommand } from '../item-command.ts';
import { userByName, userId } from './find-user.ts';
import { user } from './user.ts';

export const changePassword = itemCommand({
  usage: 'password [username]',
  says: 'Change your password, or that of another user; their other sessions end',
  options: [
    {
      flags: '--password-stdin',
      says: 'read stdin: for your own, the current password in a line above the new one',
    },
  ],
  shape: user,
  document: `mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) { user { ${user.fields} } }
  }`,
  at: 'changePassword.user',
  asks: [userByName],
  variables: async (call) => {
    const username = call.args[0];
    if (username === undefined) return { input: await ownPasswords(call) };
    const id = await userId(call.context, username);
    return { input: { userId: id, newPassword: await choosePassword(...asking(call)) } };
  },
  done: ({ username }) => `The password of ${username} is changed.`,
});

function asking(call: Call) {
  const { terminal, signal } = call.context;
  return [terminal, { isPiped: call.has('passwordStdin'), signal }] as const;
}

async function ownPasswords(call: Call) {
  const [terminal, options] = asking(call);
  const currentPassword = await askPassword(terminal, 'Current password', options);
  if (!options.isPiped) {
    return { currentPassword, newPassword: await choosePassword(terminal, options) };
  }
  const [current = '', ...rest] = currentPassword.split('\n');
  return { currentPassword: current, newPassword: rest.join('\n') };
}
