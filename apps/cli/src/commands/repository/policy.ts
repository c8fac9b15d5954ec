import { z } from 'zod';
import { type Operation, run } from '../../gateway/operation.ts';
import { parseRepository } from '../address.ts';
import type { Call } from '../call.ts';
import type { Command } from '../command.ts';
import { printItem } from '../item-command.ts';
import type { Shape } from '../shape.ts';
import { moment, parseMoment, shortMoment } from '../time.ts';
import { severities } from '../words.ts';

const policyRow = z.object({
  version: z.number(),
  blockSeverity: z.string(),
  blockMalware: z.boolean(),
  holdUnscanned: z.boolean(),
  cooldownHours: z.number(),
  upstreamUntil: moment.nullable(),
  isMonitoring: z.boolean(),
  isDefault: z.boolean(),
  createdAt: moment.nullable(),
  createdBy: z.object({ username: z.string() }).nullable(),
});

type PolicyRow = z.output<typeof policyRow>;

export const policy: Shape<PolicyRow> = {
  fields: `version blockSeverity blockMalware holdUnscanned cooldownHours upstreamUntil isMonitoring
    isDefault createdAt createdBy { username }`,
  row: policyRow,
  columns: [
    { title: 'version', of: ({ version }) => version },
    { title: 'block severity', of: ({ blockSeverity }) => blockSeverity.toLowerCase() },
    { title: 'block malware', of: ({ blockMalware }) => blockMalware },
    { title: 'hold unscanned', of: ({ holdUnscanned }) => holdUnscanned },
    { title: 'cooldown', of: ({ cooldownHours }) => `${cooldownHours} h` },
    { title: 'upstream until', of: ({ upstreamUntil }) => shortMoment(upstreamUntil) },
    { title: 'watches only', of: ({ isMonitoring }) => isMonitoring },
    { title: 'since', of: ({ createdAt }) => shortMoment(createdAt) },
    {
      title: 'by',
      of: ({ createdBy, isDefault }) => createdBy?.username ?? (isDefault ? 'default' : ''),
    },
  ],
};

const currentPolicy: Operation<{ readonly id: string; readonly policy: PolicyRow }> = {
  document: `query Policy($project: String!, $repository: String!) {
    repository(project: $project, slug: $repository) { id policy { ${policy.fields} } }
  }`,
  at: 'repository',
  row: z.object({ id: z.string(), policy: policyRow }),
};

const updatePolicy: Operation<PolicyRow> = {
  document: `mutation UpdatePolicy($input: UpdatePolicyInput!) {
    updatePolicy(input: $input) { policy { ${policy.fields} } }
  }`,
  at: 'updatePolicy.policy',
  row: policyRow,
};

/** Shows the policy; with options, changes these and keeps the rest. */
export const repositoryPolicy: Command = {
  usage: 'policy <project/repository>',
  says: 'Show what holds an artifact here, or change it with the options',
  options: [
    {
      flags: '--block-severity <severity>',
      says: 'findings from here on block',
      choices: severities,
    },
    { flags: '--block-malware', says: 'known malware blocks' },
    { flags: '--no-block-malware', says: 'known malware is let through' },
    { flags: '--hold-unscanned', says: 'hold what no scan has seen' },
    { flags: '--no-hold-unscanned', says: 'release what no scan has seen' },
    {
      flags: '--cooldown-hours <hours>',
      says: 'what an upstream published waits this long; 0 not at all',
    },
    {
      flags: '--upstream-until <moment>',
      says: 'what an upstream published later stays in; "never" takes it away',
    },
    { flags: '--monitor', says: 'say what would be held, and hold only malware' },
    { flags: '--no-monitor', says: 'hold what the policy says' },
  ],
  answer: policyRow,
  operations: [currentPolicy, updatePolicy],
  run: async (call) => {
    const { client } = call.context;
    const { id, policy: current } = await run(client, currentPolicy, parseRepository(call.arg(0)));
    const changes = changesOf(call);
    if (Object.values(changes).every((value) => value === undefined)) {
      printItem(call, current, policy);
      return;
    }
    const input = {
      repositoryId: id,
      blockSeverity: changes.blockSeverity ?? current.blockSeverity,
      blockMalware: changes.blockMalware ?? current.blockMalware,
      holdUnscanned: changes.holdUnscanned ?? current.holdUnscanned,
      cooldownHours: changes.cooldownHours ?? current.cooldownHours,
      upstreamUntil: changes.upstreamUntil,
      isMonitoring: changes.isMonitoring,
    };
    printItem(call, await run(client, updatePolicy, { input }), policy);
  },
};

function changesOf(call: Call) {
  const hours = call.text('cooldownHours');
  const until = call.text('upstreamUntil');
  return {
    blockSeverity: call.word('blockSeverity'),
    blockMalware: call.choice('blockMalware'),
    holdUnscanned: call.choice('holdUnscanned'),
    cooldownHours: hours === undefined ? undefined : Number(hours),
    upstreamUntil: until === 'never' ? null : until && parseMoment(until),
    isMonitoring: call.choice('monitor'),
  };
}
