import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sampleSnapshot } from '../testing/sampleSnapshot.js';
import { serve } from '../testing/serve.js';

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';
const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
const refreshed = { running: false, lastRunSuccessful: true, lastSuccess: 1, durationSeconds: 1, error: null };

describe('GET /metrics', () => {
  it('serves the snapshot followed by the process metrics, as text by default', async () => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ snapshot: () => snapshot });
    const { status, headers, body } = await server.ask('/metrics');

    expect(status).toBe(200);
    expect(headers['content-type']).toBe(TEXT);
    expect(headers.vary).toBe('Accept, Accept-Encoding');
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toBe(`${snapshot.text.toString()}process_start_time_seconds 1\n`);
  });

  it('serves OpenMetrics when a scraper prefers it, with one end', async () => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ snapshot: () => snapshot });
    const { headers, body } = await server.ask('/metrics', { headers: { Accept: 'application/openmetrics-text' } });

    expect(headers['content-type']).toBe(OPEN_METRICS);
    expect(body.toString()).toBe(`${snapshot.openMetrics.toString()}process_start_time_seconds 1\n# EOF\n`);
  });

  it.each([
    { accept: 'text/plain', format: 'text', end: '' },
    { accept: 'application/openmetrics-text', format: 'openMetrics', end: '# EOF\n' },
  ] as const)('gzips $format as one member that every client reads to its end', async ({ accept, format, end }) => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ snapshot: () => snapshot });
    const { headers, body } = await server.ask('/metrics', { headers: { Accept: accept, 'Accept-Encoding': 'gzip' } });

    expect(headers['content-encoding']).toBe('gzip');
    expect(headers['content-length']).toBe(String(body.length));
    expect(gunzipSync(body).toString()).toBe(`${snapshot[format].toString()}process_start_time_seconds 1\n${end}`);
    expect(body.readUInt32LE(body.length - 4)).toBe(gunzipSync(body).length);
  });

  it('does not gzip for a client that refuses it', async () => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ snapshot: () => snapshot });
    const { headers } = await server.ask('/metrics', { headers: { 'Accept-Encoding': 'gzip;q=0, identity' } });
    expect(headers['content-encoding']).toBeUndefined();
  });

  it('answers HEAD with the headers alone', async () => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ snapshot: () => snapshot });
    const whole = await server.ask('/metrics');
    const { status, headers, body } = await server.ask('/metrics', { method: 'HEAD' });

    expect(status).toBe(200);
    expect(headers['content-length']).toBe(String(whole.body.length));
    expect(body).toHaveLength(0);
  });

  it('answers 304 to the tag of the same snapshot and format only', async () => {
    let snapshot = await sampleSnapshot();
    await using server = await serve({ snapshot: () => snapshot, refreshStatus: () => refreshed });
    const { etag = '' } = (await server.ask('/metrics')).headers;
    const again = (headers: Record<string, string>) =>
      server.ask('/metrics', { headers: { ...headers, 'If-None-Match': etag } });

    expect(etag).toMatch(/^W\/"/);
    const unchanged = await again({});
    expect(unchanged.status).toBe(304);
    expect(unchanged.headers.etag).toBe(etag);
    expect(unchanged.body).toHaveLength(0);
    expect((await again({ Accept: 'application/openmetrics-text' })).status).toBe(200);

    snapshot = { ...snapshot, digest: 'f'.repeat(64) };
    expect((await again({})).status).toBe(200);
  });

  it('does not answer 304 once a later refresh has failed', async () => {
    const snapshot = await sampleSnapshot();
    let status = refreshed;
    await using server = await serve({ snapshot: () => snapshot, refreshStatus: () => status });
    const { etag = '' } = (await server.ask('/metrics')).headers;
    status = { ...refreshed, lastRunSuccessful: false };
    expect((await server.ask('/metrics', { headers: { 'If-None-Match': etag } })).status).toBe(200);
  });

  it('serves the process metrics alone before the first snapshot', async () => {
    await using server = await serve();
    const plain = await server.ask('/metrics');
    const gzipped = await server.ask('/metrics', { headers: { 'Accept-Encoding': 'gzip' } });

    expect(plain.status).toBe(200);
    expect(plain.headers.etag).toBeUndefined();
    expect(plain.body.toString()).toBe('process_start_time_seconds 1\n');
    expect(gunzipSync(gzipped.body).toString()).toBe('process_start_time_seconds 1\n');
  });
});
