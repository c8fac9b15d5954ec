import { describe, expect, it } from 'vitest';
import { Metrics } from './metrics.ts';

async function linesOf(metrics: Metrics, name: string): Promise<string[]> {
  const { text } = await metrics.render();
  return text.split('\n').filter((line) => line.startsWith(name));
}

describe('metrics', () => {
  it('are rendered for Prometheus, with the role and the process itself', async () => {
    const { contentType, text } = await new Metrics('gateway').render();
    expect(contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text).toMatch(/^process_resident_memory_bytes\{role="gateway"\} \d+/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds\{role="gateway"\}/m);
  });

  it('of two roles in one process do not mix', async () => {
    const [gateway, blob] = [new Metrics('gateway'), new Metrics('blob')];
    gateway.observeHttp({ method: 'GET', route: '/livez', status: 200, seconds: 0.002 });
    expect(await linesOf(blob, 'bonded_http_request_duration_seconds_count')).toEqual([]);
  });

  it('tell how long requests took, by route, method and class of status', async () => {
    const metrics = new Metrics('gateway');
    const route = '/npm/:project/:repository/*';
    metrics.observeHttp({ method: 'GET', route, status: 200, seconds: 0.02 });
    metrics.observeHttp({ method: 'GET', route, status: 206, seconds: 0.2 });
    const [line] = await linesOf(metrics, 'bonded_http_request_duration_seconds_count');
    expect(line).toContain('method="GET"');
    expect(line).toContain(`route="${route}"`);
    expect(line).toContain('status="2xx"');
    expect(line).toMatch(/ 2$/);
  });

  it('D2.8 cannot be flooded by invented methods, routes or statuses', async () => {
    const metrics = new Metrics('gateway');
    for (let at = 0; at < 2_000; at += 1) {
      const invented = { method: `M${at}`, route: `/r${at}\n"`, status: at, seconds: 1 };
      metrics.observeHttp(invented);
    }
    const series = await linesOf(metrics, 'bonded_http_request_duration_seconds_count');
    expect(series.length).toBeLessThan(700);
    expect(series.join('\n')).toContain('route="other"');
    expect(series.join('\n')).not.toContain('M1');
  });

  it('count with labels from a list, and everything else as other', async () => {
    const metrics = new Metrics('gateway');
    const count = metrics.counter('bonded_decisions_total', 'Decisions.', {
      effect: ['allow', 'hold', 'deny'],
    });
    count({ effect: 'hold' });
    count({ effect: 'hold' }, 2);
    count({ effect: 'whatever' });
    expect((await linesOf(metrics, 'bonded_decisions_total')).toSorted()).toEqual([
      'bonded_decisions_total{effect="hold",role="gateway"} 3',
      'bonded_decisions_total{effect="other",role="gateway"} 1',
    ]);
  });

  it('record durations, and read gauges when somebody looks', async () => {
    const metrics = new Metrics('worker');
    const record = metrics.durations('bonded_scan_seconds', 'Scans.', { kind: ['malware'] });
    record({ kind: 'malware' }, 1.5);
    let queued = 1;
    metrics.gauge('bonded_jobs_queued', 'Jobs.', () => Promise.resolve(queued));
    queued = 7;
    expect(await linesOf(metrics, 'bonded_scan_seconds_sum')).toEqual([
      'bonded_scan_seconds_sum{role="worker",kind="malware"} 1.5',
    ]);
    expect(await linesOf(metrics, 'bonded_jobs_queued')).toEqual([
      'bonded_jobs_queued{role="worker"} 7',
    ]);
  });
});
