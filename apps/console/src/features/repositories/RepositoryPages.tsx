'use client';

import { BindingList } from '#features/access/BindingList.tsx';
import { RepositoryArtifacts } from '#features/artifacts/RepositoryArtifacts.tsx';
import { RepositoryBrowser } from '#features/folders/RepositoryBrowser.tsx';
import { CacheView } from '#features/proxies/CacheView.tsx';
import { OriginView } from '#features/proxies/OriginView.tsx';
import { SetupPanel } from '#features/setup/SetupPanel.tsx';
import { SourceList } from '#features/sources/SourceList.tsx';
import { UploadPanel } from '#features/uploads/UploadPanel.tsx';
import type { RepositoryKey } from '#lib/paths.ts';
import { PolicyView } from './PolicyView.tsx';
import { RepositoryFrame } from './RepositoryFrame.tsx';
import { RepositorySettings } from './RepositorySettings.tsx';

interface RepositoryPageProps {
  readonly at: RepositoryKey;
}

export function RepositoryPackagesPage({ at }: RepositoryPageProps) {
  return (
    <RepositoryFrame at={at}>
      {({ format }) => <RepositoryBrowser at={at} format={format} />}
    </RepositoryFrame>
  );
}

export function RepositoryArtifactsPage({ at }: RepositoryPageProps) {
  return <RepositoryFrame at={at}>{() => <RepositoryArtifacts at={at} />}</RepositoryFrame>;
}

export function RepositorySetupPage({ at }: RepositoryPageProps) {
  return (
    <RepositoryFrame at={at}>
      {(repository) => <SetupPanel at={at} repository={repository} />}
    </RepositoryFrame>
  );
}

export function RepositoryUploadPage({ at }: RepositoryPageProps) {
  return (
    <RepositoryFrame at={at}>
      {(repository) => <UploadPanel repository={repository} />}
    </RepositoryFrame>
  );
}

export function RepositorySourcesPage({ at }: RepositoryPageProps) {
  return (
    <RepositoryFrame at={at}>
      {(repository) => <SourceList at={at} repository={repository} />}
    </RepositoryFrame>
  );
}

export function RepositoryCachePage({ at }: RepositoryPageProps) {
  return <RepositoryFrame at={at}>{() => <CacheView at={at} />}</RepositoryFrame>;
}

export function RepositoryOriginPage({ at }: RepositoryPageProps) {
  return <RepositoryFrame at={at}>{() => <OriginView at={at} />}</RepositoryFrame>;
}

export function RepositoryPolicyPage({ at }: RepositoryPageProps) {
  return <RepositoryFrame at={at}>{() => <PolicyView at={at} />}</RepositoryFrame>;
}

export function RepositoryMembersPage({ at }: RepositoryPageProps) {
  return (
    <RepositoryFrame at={at}>
      {({ viewerCan }) => <BindingList scope={at} viewerCan={viewerCan} />}
    </RepositoryFrame>
  );
}

export function RepositorySettingsPage({ at }: RepositoryPageProps) {
  return (
    <RepositoryFrame at={at}>
      {(repository) => <RepositorySettings key={repository.updatedAt} repository={repository} />}
    </RepositoryFrame>
  );
}
