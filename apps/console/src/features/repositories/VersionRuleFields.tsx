import type { Format, VersionRule } from '#generated/graphql.ts';
import { t } from '#lib/messages.ts';
import { Stack } from '#ui/Stack.tsx';
import { RuleSwitch } from './RuleSwitch.tsx';
import { formatName } from './repository-words.ts';
import { type VersionRules, versionRules } from './version-rules.ts';

export interface VersionRuleFieldsProps {
  readonly format: Format;
  readonly rules: VersionRules;
  /** What clients of the format cannot live with differently. */
  readonly fixed: readonly VersionRule[];
  readonly onChange: (rules: VersionRules) => void;
}

/** What may happen to a version once it is out. */
export function VersionRuleFields({ format, rules, fixed, onChange }: VersionRuleFieldsProps) {
  return (
    <Stack gap={12}>
      {versionRules.map(({ key, rule }) => {
        const isFixed = fixed.includes(rule);
        return (
          <RuleSwitch
            key={key}
            label={t(`repository.rule.${key}`)}
            hint={
              isFixed
                ? t('repository.rule.fixed', { format: formatName(format) })
                : t(`repository.rule.${key}.hint`)
            }
            isOn={rules[key]}
            isFixed={isFixed}
            onChange={(isOn) => onChange({ ...rules, [key]: isOn })}
          />
        );
      })}
    </Stack>
  );
}
