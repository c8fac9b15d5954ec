import type { Call } from '../call.ts';
import type { Command, CommandOption } from '../command.ts';
import { itemCommand } from '../item-command.ts';
import { placeOption } from '../place.ts';
import { parseUntil } from '../time.ts';
import { formats, policyLines, severities } from '../words.ts';
import { rule } from './rule.ts';

const options: readonly CommandOption[] = [
  { flags: '--reason <text>', says: 'why, for everybody to read', isRequired: true },
  { flags: '--in <place>', says: 'a project, or a project/repository; else everywhere' },
  { flags: '--format <format>', says: 'of this format alone', choices: formats },
  { flags: '--versions <range>', says: 'such as ">=1.0 <2.0 || =3.1"; else every version' },
  { flags: '--licence <pattern>', says: 'an SPDX identifier, such as GPL-*, or UNKNOWN' },
  { flags: '--until <when>', says: 'such as 30d, 12h or 2027-01-31; else for good' },
];

interface RuleSpec {
  readonly verb: 'deny' | 'waive';
  readonly says: string;
  readonly options: readonly CommandOption[];
}

function ruleCommand({ verb, says, options: own }: RuleSpec): Command {
  return itemCommand({
    usage: `${verb} <name>`,
    says,
    options: [...own, ...options],
    shape: rule,
    document: `mutation CreatePolicyRule($input: CreatePolicyRuleInput!) {
      createPolicyRule(input: $input) { policyRule { ${rule.fields} } }
    }`,
    at: 'createPolicyRule.policyRule',
    variables: (call) => ({ input: { effect: verb.toUpperCase(), ...inputOf(call) } }),
  });
}

export const denyPackages = ruleCommand({
  verb: 'deny',
  says: 'Deny packages by name, version, licence or severity; acme-* is all that begins so',
  options: [
    {
      flags: '--severity <severity>',
      says: 'only with a finding this bad',
      choices: severities.slice(1),
    },
  ],
});

export const waivePackages = ruleCommand({
  verb: 'waive',
  says: 'Let packages pass lines of the policy, for good or for a while',
  options: [
    {
      flags: '--lift <line>',
      says: 'a line that it waives; may be repeated',
      choices: policyLines,
      isMany: true,
      isRequired: true,
    },
    {
      flags: '--severity <severity>',
      says: 'findings no worse than this',
      choices: severities.slice(1),
    },
  ],
});

function inputOf(call: Call) {
  const until = call.text('until');
  return {
    name: call.arg(0),
    reason: call.text('reason'),
    format: call.word('format'),
    versions: call.text('versions'),
    licence: call.text('licence'),
    severity: call.word('severity'),
    lifts: call.words('lift'),
    ...placeOption(call.text('in')),
    ...(until === undefined ? {} : { expiresAt: parseUntil(until, Date.now()) }),
  };
}
