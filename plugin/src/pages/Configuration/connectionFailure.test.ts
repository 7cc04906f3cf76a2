import { expect, it, test } from 'vitest';
import { ApiError } from '../../api/ApiError';
import { connectionFailure, connectionSentence } from './connectionFailure';

const URL_OF_EXPORTER = 'http://outlay:9464';

test.each([
  { status: 0, detail: '', title: 'Grafana does not answer', next: 'your own connection' },
  { status: 401, detail: '', title: 'The exporter does not accept the token', next: 'Reset the viewer token' },
  { status: 403, detail: 'no "read"', title: 'The role does not allow this', next: 'no "read"' },
  { status: 421, detail: '', title: 'does not go by this name', next: 'Add the host of http://outlay:9464' },
  { status: 500, detail: 'oh', title: 'Grafana or the exporter failed inside', next: 'Save the settings once' },
  { status: 502, detail: '', title: 'Grafana does not reach http://outlay:9464', next: 'localhost is the container' },
  { status: 503, detail: 'no bills', title: 'runs, but has nothing to serve yet', next: 'no bills' },
  { status: 504, detail: '', title: 'Grafana does not reach', next: 'not running' },
  { status: 418, detail: 'tea', title: 'The answer was not expected', next: '418: tea' },
  { status: 429, detail: '', title: 'The answer was not expected', next: '429' },
])('status $status is told in words with a next step', ({ status, detail, title, next }) => {
  const words = connectionFailure(new ApiError('down', '', { status, detail }), URL_OF_EXPORTER);
  expect(words.title).toContain(title);
  expect(words.next).toContain(next);
});

it('tells what is no exporter from one of another version', () => {
  const missing = connectionFailure(new ApiError('missing', ''), URL_OF_EXPORTER);
  expect(missing.title).toContain('is no Outlay exporter');
  expect(missing.next).toContain('Check host, port and path');
  const other = connectionFailure(new ApiError('version', 'Update the exporter.'), URL_OF_EXPORTER);
  expect(other.title).toBe('Exporter and plugin are of different versions');
  expect(other.next).toBe('Update the exporter. They are released together: bring both to one version.');
});

it('does not hide what should not happen', () => {
  expect(connectionFailure(new Error('bug'), URL_OF_EXPORTER).next).toContain('bug');
  expect(connectionFailure('bug', URL_OF_EXPORTER).next).toContain('bug');
});

it('says both in one line', () => {
  expect(connectionSentence(new ApiError('down', ''), '')).toMatch(/^Grafana does not answer\. Look at/);
});
