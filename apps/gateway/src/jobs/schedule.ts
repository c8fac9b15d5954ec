import type { GatewayConfig } from '../config.ts';

/**
 * What the worker does by the clock, in crontab lines. A run that was missed while it was down is
 * made up once.
 */
export function scheduleOf(config: Pick<GatewayConfig, 'advisoryUrl'>): string {
  const lines = [
    '* * * * * sync_due_sources',
    '*/10 * * * * expire_uploads',
    '23 * * * * expire_deposits ?fill=1h',
    '41 * * * * sweep_staged ?fill=1h',
    '53 2 * * * sweep_upstream_documents ?fill=1d',
  ];
  if (config.advisoryUrl !== null) {
    const payload = JSON.stringify({ source: config.advisoryUrl });
    lines.push(`17 3 * * * refresh_advisories ?fill=1d ${payload}`);
  }
  return lines.join('\n');
}
