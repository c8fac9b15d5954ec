import { expect } from '@playwright/test';
import { nupkg } from '../../clients/nuget/nupkg.ts';
import { RecordedNuget } from '../../clients/nuget/recorded-client.ts';
import type { Trial } from './trial.ts';

/** No machine of ours runs its clients: what they ask at the address that they are told is sent. */
const dotnet: Trial = async (desk, { token, name }) => {
  const address = / (http\S+\/index\.json) /.exec(desk.read('configure'))?.[1] ?? '';
  const client = new RecordedNuget(address, token);
  const archive = await nupkg(name, '1.0.0');
  const { status, printed } = await client.push(archive);
  expect(status, printed).toBe(201);
  const restored = await client.restore(name, () => true);
  expect(restored.body.equals(archive), restored.printed).toBe(true);
};

export const dotnetTrials: Readonly<Record<string, Trial>> = { dotnet, nuget: dotnet };
