import { describe, expect, it } from 'vitest';
import { createSelfMetrics } from './createSelfMetrics.js';

const endedAt = Date.parse('2026-11-22T14:17:00Z');

describe('createSelfMetrics', () => {
  it('names the build and says nothing of refreshes before the first one', async () => {
    const text = await createSelfMetrics({ version: '0.1.0', lastSuccess: null }).text();
    expect(text).toContain('finops_exporter_build_info{version="0.1.0",contract_version="1"} 1\n');
    expect(text).not.toMatch(/^finops_exporter_refresh/m);
  });

  it('knows the last success from before a restart', async () => {
    const text = await createSelfMetrics({ version: '0.1.0', lastSuccess: endedAt }).text();
    expect(text).toContain(`\nfinops_exporter_refresh_last_success_timestamp_seconds ${endedAt / 1000}\n`);
  });

  it('tells of the last refresh, and keeps the last success when a later one fails', async () => {
    const metrics = createSelfMetrics({ version: '0.1.0', lastSuccess: null });
    metrics.recordRefresh({ endedAt, durationSeconds: 3.5, successful: true });
    metrics.recordRefresh({ endedAt: endedAt + 60_000, durationSeconds: 1.25, successful: false });

    const text = await metrics.text();
    expect(text).toContain(`\nfinops_exporter_refresh_last_success_timestamp_seconds ${endedAt / 1000}\n`);
    expect(text).toContain('\nfinops_exporter_refresh_last_run_successful 0\n');
    expect(text).toContain('\nfinops_exporter_refresh_duration_seconds 1.25\n');
  });

  it('keeps two processes in one test apart', async () => {
    const failed = createSelfMetrics({ version: '0.1.0', lastSuccess: null });
    failed.recordRefresh({ endedAt, durationSeconds: 1, successful: false });
    const fresh = createSelfMetrics({ version: '0.2.0', lastSuccess: null });
    expect(await fresh.text()).not.toContain('last_run_successful 0');
  });

  it('prints OpenMetrics with counter families without _total and an end, and text as before afterwards', async () => {
    const metrics = createSelfMetrics({ version: '0.1.0', lastSuccess: null });
    const openMetrics = await metrics.openMetrics();
    expect(openMetrics).toContain('# TYPE process_cpu_seconds counter\nprocess_cpu_seconds_total ');
    expect(openMetrics).not.toContain('\n\n');
    expect(openMetrics).toMatch(/\n# EOF\n$/);

    const text = await metrics.text();
    expect(text).toContain('# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total ');
  });

  it('has no gauge that is named like a counter', async () => {
    const text = await createSelfMetrics({ version: '0.1.0', lastSuccess: null }).text();
    expect(text).toContain('# TYPE nodejs_active_resources gauge');
    expect(text).not.toMatch(/^# TYPE \S+_total gauge$/m);
  });
});
