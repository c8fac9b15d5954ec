import { readFile } from 'node:fs/promises';
import type { Call } from '../call.ts';
import type { CommandOption } from '../command.ts';

/** As whom an upstream is asked. */
export const credentialOptions: readonly CommandOption[] = [
  { flags: '--upstream-user-name <name>', says: 'sent there with the secret; without it, a token' },
  {
    flags: '--upstream-secret-file <path>',
    says: 'holds the password or token; an empty file takes it back',
  },
];

export const upstreamUrlOption: CommandOption = {
  flags: '--upstream-url <url>',
  says: 'what a proxy stands in for',
};

/** Where proxies and groups get things from. */
export const supplyOptions: readonly CommandOption[] = [
  upstreamUrlOption,
  ...credentialOptions,
  { flags: '--fresh-for-seconds <seconds>', says: 'how long an index is taken for fresh (300)' },
  {
    flags: '--default-namespace <name>',
    says: 'where upstream has images that are called by one part; empty: nowhere else',
  },
  { flags: '--offline', says: 'a proxy serves what it has and asks nobody' },
  { flags: '--no-offline', says: 'a proxy asks its upstream' },
  { flags: '--claim <name>', says: 'never asked for upstream; a star is any rest', isMany: true },
  { flags: '--share <name>', says: 'upstream may add to it although it is ours', isMany: true },
  { flags: '--member <repository>', says: 'one that a group shows, in this order', isMany: true },
  {
    flags: '--write-target <repository>',
    says: 'the hosted member that a group is published to through; empty: none',
  },
];

/** A secret comes from a file: what is typed, others on the machine can see. */
export async function credentialOf(call: Call) {
  const secretPath = call.text('upstreamSecretFile');
  return {
    upstreamUserName: call.text('upstreamUserName'),
    upstreamSecret:
      secretPath === undefined ? undefined : (await readFile(secretPath, 'utf8')).trim(),
  };
}

export async function supplyOf(call: Call) {
  const seconds = call.text('freshForSeconds');
  return {
    upstreamUrl: call.text('upstreamUrl'),
    ...(await credentialOf(call)),
    freshForSeconds: seconds === undefined ? undefined : Number(seconds),
    defaultNamespace: call.text('defaultNamespace'),
    isOffline: call.choice('offline'),
    claimedNames: call.many('claim'),
    sharedNames: call.many('share'),
    members: call.many('member'),
    writeTarget: call.text('writeTarget'),
  };
}
