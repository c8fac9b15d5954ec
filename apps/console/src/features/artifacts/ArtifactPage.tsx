'use client';

import type { ComponentType } from 'react';
import type { ArtifactKey, ArtifactTab } from '#lib/paths.ts';
import { ArtifactActivity } from './ArtifactActivity.tsx';
import { ArtifactComponents } from './ArtifactComponents.tsx';
import { ArtifactDecisions } from './ArtifactDecisions.tsx';
import { ArtifactFiles } from './ArtifactFiles.tsx';
import { ArtifactFindings } from './ArtifactFindings.tsx';
import { ArtifactFrame } from './ArtifactFrame.tsx';
import { ArtifactOverview } from './ArtifactOverview.tsx';
import type { ArtifactDetails } from './artifact-details.ts';

type Tab = ComponentType<{ readonly artifact: ArtifactDetails }>;

const tabs: Readonly<Record<ArtifactTab | 'overview', Tab>> = {
  overview: ArtifactOverview,
  files: ArtifactFiles,
  findings: ArtifactFindings,
  components: ArtifactComponents,
  decisions: ArtifactDecisions,
  activity: ArtifactActivity,
};

export interface ArtifactPageProps {
  readonly at: ArtifactKey;
  readonly tab: ArtifactTab | 'overview';
}

export function ArtifactPage({ at, tab }: ArtifactPageProps) {
  const Tab = tabs[tab];
  return <ArtifactFrame at={at}>{(artifact) => <Tab artifact={artifact} />}</ArtifactFrame>;
}
