import { When } from '#features/reading/When.tsx';
import { t } from '#lib/messages.ts';
import type { FormBox } from '#ui/FormBoxes.tsx';

interface UpstreamDates {
  readonly upstreamAt?: string | null;
  readonly coolsAt?: string | null;
}

/** When an artifact came out upstream, and until when it is too young; as far as is known. */
export function upstreamDates({ upstreamAt, coolsAt }: UpstreamDates): readonly FormBox[] {
  return [
    ...(upstreamAt
      ? [{ caption: t('artifact.upstream-at'), value: <When at={upstreamAt} /> }]
      : []),
    ...(coolsAt ? [{ caption: t('artifact.cools-at'), value: <When at={coolsAt} /> }] : []),
  ];
}
