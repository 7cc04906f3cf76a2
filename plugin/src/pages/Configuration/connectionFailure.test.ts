import { describe, expect, it, test } from 'vitest';
import { GrafanaFailure } from '../../alerting/GrafanaApi';
import { connectionFailure, connectionSentence } from './connectionFailure';
import { ExporterFailure, outlayThroughProxy, UnknownAnswer } from './OutlayApi';
import { sampleSources } from './testing/sampleSources';

const URL_OF_EXPORTER = 'http://outlay:9464';

test.each([
  { status: 0, detail: '', title: 'Grafana does not answer', next: 'your own connection' },
  { status: 401, detail: '', title: 'The exporter does not accept the token', next: 'Reset the viewer token' },
  { status: 403, detail: 'no "read"', title: 'The role does not allow this', next: 'no "read"' },
  { status: 404, detail: '', title: 'no Outlay exporter, or one that is too old', next: 'Check host, port and path' },
  { status: 421, detail: '', title: 'does not go by this name', next: 'Add the host of http://outlay:9464' },
  { status: 500, detail: 'oh', title: 'Grafana or the exporter failed inside', next: 'Save the settings once' },
  { status: 502, detail: '', title: 'Grafana does not reach http://outlay:9464', next: 'localhost is the container' },
  { status: 503, detail: 'no bills', title: 'runs, but has nothing to serve yet', next: 'no bills' },
  { status: 504, detail: '', title: 'Grafana does not reach', next: 'not running' },
  { status: 418, detail: 'tea', title: 'The answer was not expected', next: '418: tea' },
  { status: 429, detail: '', title: 'The answer was not expected', next: '429' },
])('status $status is told in words with a next step', ({ status, detail, title, next }) => {
  const words = connectionFailure(new ExporterFailure(status, detail), URL_OF_EXPORTER);
  expect(words.title).toContain(title);
  expect(words.next).toContain(next);
});

it('tells what is no exporter from one of another version', () => {
  expect(connectionFailure(new UnknownAnswer(null), URL_OF_EXPORTER).title).toContain('is no Outlay exporter');
  const other = connectionFailure(new UnknownAnswer('sources.0.rows'), URL_OF_EXPORTER);
  expect(other.title).toBe('Exporter and plugin are of different versions');
  expect(other.next).toContain('"sources.0.rows"');
});

it('does not hide what should not happen', () => {
  expect(connectionFailure(new Error('bug'), URL_OF_EXPORTER).next).toContain('bug');
  expect(connectionFailure('bug', URL_OF_EXPORTER).next).toContain('bug');
});

it('says both in one line', () => {
  expect(connectionSentence(new ExporterFailure(0, ''), '')).toMatch(/^Grafana does not answer\. Look at/);
});

describe('the exporter through the proxy', () => {
  const proxy = (answer: () => Promise<unknown>) => {
    const asked: string[] = [];
    const get = (path: string) => {
      asked.push(path);
      return answer();
    };
    return { asked, outlay: outlayThroughProxy({ get }) };
  };

  it('is asked through the plugin', async () => {
    const { asked, outlay } = proxy(() => Promise.resolve(sampleSources()));
    expect(await outlay.sources()).toEqual(sampleSources());
    await outlay.rules();
    expect(asked).toEqual([
      '/api/plugin-proxy/outlay-finops-app/read/sources',
      '/api/plugin-proxy/outlay-finops-app/read/rules?format=grafana',
    ]);
  });

  test.each([
    { name: 'a page', body: '<html>', place: null },
    { name: 'an answer of something else', body: { status: 'success' }, place: null },
    { name: 'an answer with more in it', body: { ...sampleSources(), more: 1 }, place: '' },
    { name: 'an answer with less in it', body: { ...sampleSources(), sources: [{}] }, place: 'sources.0.id' },
  ])('refuses $name', async ({ body, place }) => {
    await expect(proxy(() => Promise.resolve(body)).outlay.sources()).rejects.toEqual(new UnknownAnswer(place));
    await expect(proxy(() => Promise.resolve(body)).outlay.sources()).rejects.toHaveProperty('place', place);
  });

  it('fails as the exporter failed', async () => {
    const { outlay } = proxy(() => Promise.reject(new GrafanaFailure(401, 'no valid token')));
    await expect(outlay.rules()).rejects.toMatchObject({
      name: 'ExporterFailure',
      status: 401,
      detail: 'no valid token',
    });
  });

  it('leaves other errors as they are', async () => {
    await expect(proxy(() => Promise.reject(new Error('bug'))).outlay.rules()).rejects.toThrow('bug');
  });
});
