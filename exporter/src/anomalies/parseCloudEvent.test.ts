import { describe, expect, it, test } from 'vitest';
import { parseCloudEvent } from './parseCloudEvent.js';

const deployed = {
  specversion: '1.0',
  id: 'deploy-1042',
  source: '/ci/payments',
  type: 'dev.cdevents.service.deployed.0.2.0',
  time: '2026-11-03T15:00:00+01:00',
  subject: 'checkout 4.2.0',
  datacontenttype: 'application/json',
  data: { scope: { team: 'payments' }, link: 'https://ci.example/1042' },
};

describe('a CloudEvent', () => {
  it('of a deployment says what was deployed when and where', () => {
    expect(parseCloudEvent(deployed)).toEqual({
      event: {
        id: 'deploy-1042',
        kind: 'deploy',
        scope: { team: 'payments' },
        time: Date.parse('2026-11-03T14:00:00Z'),
        source: '/ci/payments',
        subject: 'checkout 4.2.0',
        link: 'https://ci.example/1042',
      },
    });
  });

  it('needs no subject, link or scope', () => {
    const { subject: _, ...rest } = deployed;
    expect(parseCloudEvent({ ...rest, type: 'com.example.window.started', data: {} })).toEqual({
      event: {
        id: 'deploy-1042',
        kind: 'window',
        scope: {},
        time: Date.parse('2026-11-03T14:00:00Z'),
        source: '/ci/payments',
      },
    });
  });

  test.each([
    { name: 'another version', body: { ...deployed, specversion: '0.3' }, problem: 'specversion: write "1.0"' },
    { name: 'no id', body: { ...deployed, id: '' }, problem: 'id: write text such as "deploy-1042"' },
    {
      name: 'a day as its time',
      body: { ...deployed, time: '2026-11-03' },
      problem: 'time: write a time such as "2026-11-03T14:00:00Z"',
    },
    {
      name: 'no time',
      body: { ...deployed, time: undefined },
      problem: 'time: write a time such as "2026-11-03T14:00:00Z"',
    },
    {
      name: 'a type that is neither',
      body: { ...deployed, type: 'com.example.order.placed' },
      problem: 'type: name a type with the part "deployed" or "window", such as "dev.cdevents.service.deployed.0.2.0"',
    },
    {
      name: 'no data',
      body: { ...deployed, data: undefined },
      problem: 'data: write an object such as { "scope": { "team": "payments" } }',
    },
    {
      name: 'a link that is none',
      body: { ...deployed, data: { link: 'javascript:alert(1)' } },
      problem: 'data.link: write an http or https address',
    },
    {
      name: 'an empty value in its scope',
      body: { ...deployed, data: { scope: { team: '' } } },
      problem: 'data.scope.team: name a value',
    },
    { name: 'no object', body: 'deployed', problem: 'write a CloudEvent as a JSON object' },
  ])('with $name is refused', ({ body, problem }) => {
    expect(parseCloudEvent(body)).toEqual({ event: null, problems: [problem] });
  });

  it('is told everything that is wrong at once', () => {
    expect(parseCloudEvent({ ...deployed, id: '', source: '' })).toMatchObject({
      problems: ['id: write text such as "deploy-1042"', 'source: write text such as "/ci/payments"'],
    });
  });
});
