import { describe, expect, it, test } from 'vitest';
import { formOf, isSameForm, savedForm, settingsBody, tidyUrl, urlProblem } from './settings';
import type { SettingsForm } from './settings';

const META = {
  enabled: true,
  pinned: false,
  jsonData: { exporterUrl: 'http://outlay:9464', prometheusUid: 'prom' },
  secureJsonFields: { viewerToken: true, editorToken: false },
};
const SAVED = formOf(META);

describe('the form', () => {
  it('shows what is stored, tokens unseen', () => {
    expect(SAVED).toEqual({
      exporterUrl: 'http://outlay:9464',
      prometheusUid: 'prom',
      viewerToken: { state: 'stored' },
      editorToken: { state: 'typed', text: '' },
    });
  });

  it('is empty for an app that was never configured', () => {
    const form = formOf({ enabled: false, pinned: false, jsonData: undefined as never });
    expect(form).toMatchObject({ exporterUrl: '', prometheusUid: null, viewerToken: { state: 'typed', text: '' } });
  });

  test.each<{ name: string; change: Partial<SettingsForm>; same: boolean }>([
    { name: 'nothing', change: {}, same: true },
    { name: 'a slash at the end', change: { exporterUrl: 'http://outlay:9464/ ' }, same: true },
    { name: 'another address', change: { exporterUrl: 'http://other' }, same: false },
    { name: 'another Prometheus', change: { prometheusUid: 'p2' }, same: false },
    { name: 'a reset token', change: { viewerToken: { state: 'typed', text: '' } }, same: false },
    { name: 'a new token', change: { editorToken: { state: 'typed', text: 'x' } }, same: false },
    { name: 'blanks for a token', change: { editorToken: { state: 'typed', text: '  ' } }, same: true },
  ])('is the same after $name: $same', ({ change, same }) => {
    expect(isSameForm({ ...SAVED, ...change }, SAVED)).toBe(same);
  });

  it('holds no token after a save', () => {
    const typed: SettingsForm = { ...SAVED, exporterUrl: 'http://a/', editorToken: { state: 'typed', text: 'secret' } };
    expect(savedForm(typed)).toEqual({ ...SAVED, exporterUrl: 'http://a', editorToken: { state: 'stored' } });
  });
});

describe('what is sent', () => {
  it('has no token that did not change', () => {
    const body = settingsBody(META, { ...SAVED, exporterUrl: ' http://new:1/ ' }, SAVED);
    expect(body).toEqual({
      ...{ enabled: true, pinned: false },
      jsonData: { exporterUrl: 'http://new:1', prometheusUid: 'prom' },
    });
  });

  it('has a token that was typed, without blanks around it', () => {
    const body = settingsBody(META, { ...SAVED, editorToken: { state: 'typed', text: ' abc ' } }, SAVED);
    expect(body.secureJsonData).toEqual({ editorToken: 'abc' });
  });

  it('empties a token that was reset', () => {
    const body = settingsBody(META, { ...SAVED, viewerToken: { state: 'typed', text: '' } }, SAVED);
    expect(body.secureJsonData).toEqual({ viewerToken: '' });
  });

  it('keeps settings that the form does not know', () => {
    const meta = { ...META, jsonData: { ...META.jsonData, other: 1 } };
    expect(settingsBody(meta, SAVED, SAVED).jsonData).toMatchObject({ other: 1 });
  });
});

test.each([
  { url: '', problem: 'missing' },
  { url: '   ', problem: 'missing' },
  { url: 'outlay', problem: 'no-address' },
  { url: 'outlay:9464', problem: 'scheme' },
  { url: 'ftp://outlay', problem: 'scheme' },
  { url: 'http://me:secret@outlay', problem: 'credentials' },
  { url: 'http://outlay?x=1', problem: 'query' },
  { url: 'http://outlay#x', problem: 'query' },
  { url: 'http://outlay/api/v1', problem: 'api-path' },
  { url: 'http://outlay/api/v1/sources', problem: 'api-path' },
  { url: 'http://outlay/metrics/', problem: 'api-path' },
  { url: 'http://outlay:9464', problem: null },
  { url: ' https://costs.example.com/outlay/ ', problem: null },
  { url: 'http://[::1]:9464', problem: null },
])('the address "$url" is $problem', ({ url, problem }) => {
  expect(urlProblem(url)).toBe(problem);
});

it('takes slashes off the end of an address', () => {
  expect(tidyUrl(' http://a// ')).toBe('http://a');
});
