import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { ConsoleShell } from '#features/navigation/ConsoleShell.tsx';
import { ConsoleSession } from '#features/session/ConsoleSession.tsx';
import { GatewayDown } from '#features/session/GatewayDown.tsx';
import { ServerAddresses } from '#features/setup/ServerAddresses.tsx';
import { UploadProvider } from '#features/uploads/UploadProvider.tsx';
import { UploadTray } from '#features/uploads/UploadTray.tsx';
import { consoleEnvironment } from '#lib/env.ts';
import { paths } from '#lib/paths.ts';
import { verifiedViewer } from '#lib/server/verified-viewer.ts';

export default async function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  const { viewer, problem } = await verifiedViewer();
  if (problem === 'signed-out')
    redirect(paths.signIn((await headers()).get('x-address') ?? undefined));
  if (!viewer) return <GatewayDown />;
  const { gatewayUrl, blobUrl } = consoleEnvironment();
  return (
    <ConsoleSession viewer={viewer}>
      <ServerAddresses addresses={{ gatewayUrl, blobUrl }}>
        <UploadProvider>
          <ConsoleShell tray={<UploadTray />}>{children}</ConsoleShell>
        </UploadProvider>
      </ServerAddresses>
    </ConsoleSession>
  );
}
