'use client';

import Link from '@mui/material/Link';
import { artifactColumns } from '#features/artifacts/artifact-columns.tsx';
import { severityTones } from '#features/artifacts/artifact-words.ts';
import { ConnectionPager } from '#features/reading/ConnectionPager.tsx';
import { ReadingView } from '#features/reading/ReadingView.tsx';
import { useAddress } from '#features/reading/use-address.ts';
import { pageArguments } from '#features/reading/use-page.ts';
import { When } from '#features/reading/When.tsx';
import { AdvisoryDocument, type AdvisoryQuery } from '#generated/graphql.ts';
import { useReading } from '#lib/graphql/hooks.ts';
import { t } from '#lib/messages.ts';
import { paths } from '#lib/paths.ts';
import { DataTable } from '#ui/DataTable.tsx';
import { EmptyState } from '#ui/EmptyState.tsx';
import { FormBoxes } from '#ui/FormBoxes.tsx';
import { PageHeader } from '#ui/PageHeader.tsx';
import { Panel } from '#ui/Panel.tsx';
import { Stack } from '#ui/Stack.tsx';
import { Stamp } from '#ui/Stamp.tsx';
import { TableSkeleton } from '#ui/TableSkeleton.tsx';
import { TextLink } from '#ui/TextLink.tsx';

type Advisory = AdvisoryQuery['advisories']['nodes'][number];

/** One advisory, and every artifact here that it concerns. */
export function AdvisoryPage({ advisoryId }: { readonly advisoryId: string }) {
  const address = useAddress();
  const reading = useReading(AdvisoryDocument, { advisoryId, ...pageArguments(address) });
  const find = ({ advisories, artifacts }: AdvisoryQuery) => {
    const advisory = advisories.nodes.find((one) => one.advisoryId === advisoryId);
    return advisory ? { advisory, artifacts } : null;
  };
  return (
    <ReadingView
      reading={reading}
      subject={find}
      skeleton={<TableSkeleton label={t('state.loading', { what: t('advisory.caption') })} />}
    >
      {({ advisory, artifacts }) => (
        <>
          <AdvisoryHead advisory={advisory} />
          <Stack>
            <Panel title={t('advisory.affected')} aside={artifacts.totalCount} padding="flush">
              {artifacts.nodes.length === 0 ? (
                <EmptyState title={t('advisory.affected.none')} />
              ) : (
                <DataTable
                  label={t('advisory.affected')}
                  columns={artifactColumns}
                  rows={artifacts.nodes}
                  rowKey={({ id }) => id}
                />
              )}
              <ConnectionPager page={artifacts} address={address} />
            </Panel>
            <AdvisorySheets advisory={advisory} />
          </Stack>
        </>
      )}
    </ReadingView>
  );
}

interface AdvisoryProps {
  readonly advisory: Advisory;
}

function AdvisoryHead({ advisory }: AdvisoryProps) {
  const { advisoryId, kind, severity, summary, withdrawnAt } = advisory;
  return (
    <PageHeader
      caption={
        <TextLink href={paths.advisories()} look="quiet">
          {t('advisory.title')}
        </TextLink>
      }
      title={
        <>
          {advisoryId}
          <Stamp
            tone={kind === 'MALWARE' ? 'refused' : severityTones[severity]}
            label={kind === 'MALWARE' ? t('finding.MALWARE') : t(`severity.${severity}`)}
          />
          {withdrawnAt ? <Stamp tone="neutral" label={t('advisory.withdrawn')} /> : null}
        </>
      }
      description={summary}
    />
  );
}

function AdvisorySheets({ advisory }: AdvisoryProps) {
  const { aliases, publishedAt, modifiedAt, details, references } = advisory;
  return (
    <>
      <Panel padding="flush">
        <FormBoxes
          boxes={[
            { caption: t('advisory.aliases'), value: aliases.join(', ') || t('field.none') },
            { caption: t('advisory.published'), value: <When at={publishedAt} /> },
            { caption: t('advisory.modified'), value: <When at={modifiedAt} /> },
          ]}
        />
      </Panel>
      {details ? (
        <Panel title={t('advisory.details')}>
          <div style={{ whiteSpace: 'pre-wrap', maxWidth: '90ch', overflowWrap: 'anywhere' }}>
            {details}
          </div>
        </Panel>
      ) : null}
      {references.length > 0 ? <References references={references} /> : null}
    </>
  );
}

/** Addresses come from the feed: only web ones become links, and they learn nothing of us. */
function References({ references }: { readonly references: readonly string[] }) {
  return (
    <Panel title={t('advisory.references')}>
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {references.map((reference) => (
          <li key={reference} style={{ overflowWrap: 'anywhere' }}>
            {/^https?:\/\//u.test(reference) ? (
              <Link href={reference} target="_blank" rel="noopener noreferrer nofollow">
                {reference}
              </Link>
            ) : (
              reference
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
