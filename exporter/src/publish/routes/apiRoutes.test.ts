import { costsResponse, problem, rejectsResponse, resourcesResponse, sourcesResponse } from '@outlay/contract/api';
import type { ResourcesResponse } from '@outlay/contract/api';
import { describe, expect, it, test } from 'vitest';
import { QuestionError } from '../CostQuestions.js';
import { fakeQuestions } from '../testing/fakeQuestions.js';
import { sampleSnapshot } from '../testing/sampleSnapshot.js';
import { sampleSource } from '../testing/sampleSource.js';
import { serve } from '../testing/serve.js';

const november = '/api/v1/costs?from=2026-11-01&to=2026-12-01';
const rows = [
  { start: '2026-11-01', dimensions: { team: 'payments', provider: 'aws' }, cost: '4.5' },
  { start: '2026-11-02', dimensions: { team: '=HYPERLINK("http://evil")', provider: 'a,"b"' }, cost: '-1' },
  { start: null, dimensions: { team: '-5', provider: '@sum' }, cost: '0.000000000001' },
];

describe('GET /api/v1/sources', () => {
  it('answers what the snapshot knows of each source, and nothing else of it', async () => {
    const snapshot = await sampleSnapshot({ sources: [sampleSource({ id: 'azure', rejected: 12 })] });
    await using server = await serve({ snapshot: () => snapshot });
    const { headers, json } = await server.ask('/api/v1/sources');

    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(sourcesResponse.parse(json()).sources).toEqual(snapshot.overview.sources);
  });

  it('takes no parameters', async () => {
    const snapshot = await sampleSnapshot();
    await using server = await serve({ snapshot: () => snapshot });
    const { status, json } = await server.ask('/api/v1/sources?source=aws');
    expect(status).toBe(400);
    expect(json()).toMatchObject({ detail: '"source" is no parameter', hint: 'this route takes no parameters' });
  });
});

test.each(['/api/v1/sources', '/api/v1/rejects', november])(
  '%s answers 503 before the first snapshot',
  async (path) => {
    await using server = await serve();
    const { status, headers, json } = await server.ask(path);
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('5');
    expect(problem.parse(json()).detail).toBe('no bills have been read yet');
  },
);

describe('GET /api/v1/rejects', () => {
  const rejects = Array.from({ length: 3 }, (_, index) => ({
    source: 'aws',
    file: 'a.csv',
    record: index + 1,
    line: index + 2,
    column: 'BilledCost',
    value: '1,5',
    reason: 'no plain decimal',
  }));

  it('answers a page of rejects and links to the next', async () => {
    const { questions, asked } = fakeQuestions({ rejects });
    await using server = await serve({ questions: () => questions });
    const first = await server.ask('/api/v1/rejects?source=aws&file=a.csv&limit=2');

    expect(asked.rejects).toEqual([{ source: 'aws', file: 'a.csv', offset: 0, limit: 2 }]);
    expect(rejectsResponse.parse(first.json()).rejects).toEqual(rejects.slice(0, 2));
    expect(first.headers['link']).toBe('</api/v1/rejects?source=aws&file=a.csv&limit=2&offset=2>; rel="next"');

    const last = await server.ask('/api/v1/rejects?source=aws&file=a.csv&limit=2&offset=2');
    expect(rejectsResponse.parse(last.json()).rejects).toEqual(rejects.slice(2));
    expect(last.headers['link']).toBeUndefined();
  });

  test.each([
    { query: 'limit=1001', detail: 'limit is "1001": write a whole number from 0 to 1000' },
    { query: 'limit=', detail: 'limit is "": write a whole number from 0 to 1000' },
    { query: 'limit=1.5', detail: 'limit is "1.5": write a whole number from 0 to 1000' },
    { query: 'limit=1&limit=2', detail: 'limit is given more than once' },
    {
      query: 'sources=aws&offset=-1',
      detail: '"sources" is no parameter; offset is "-1": write a whole number from 0',
    },
  ])('refuses "$query"', async ({ query, detail }) => {
    const { questions } = fakeQuestions();
    await using server = await serve({ questions: () => questions });
    const { status, json } = await server.ask(`/api/v1/rejects?${query}`);
    expect(status).toBe(400);
    expect(json()).toMatchObject({ detail, hint: 'this route takes source, file, offset, limit' });
  });
});

describe('GET /api/v1/costs', () => {
  it('asks for what the query says, and answers with exact decimals', async () => {
    const { questions, asked } = fakeQuestions({ rows });
    await using server = await serve({ questions: () => questions });
    const { json } = await server.ask(
      `${november}&by=team,provider&basis=billed&granularity=month&asof=2026-11-20&team=payments&offset=1&limit=10`,
    );

    expect(asked.costs).toEqual([
      {
        from: '2026-11-01',
        to: '2026-12-01',
        by: ['team', 'provider'],
        basis: 'billed',
        granularity: 'month',
        asOf: '2026-11-20',
        matchers: [{ label: 'team', operator: '=', value: 'payments' }],
        offset: 1,
        limit: 10,
      },
    ]);
    expect(costsResponse.parse(json())).toMatchObject({ basis: 'billed', sum: '3.5', rows: rows.slice(1) });
  });

  it('takes the defaults of the contract', async () => {
    const { questions, asked } = fakeQuestions();
    await using server = await serve({ questions: () => questions });
    await server.ask(november);
    expect(asked.costs).toEqual([
      {
        from: '2026-11-01',
        to: '2026-12-01',
        by: [],
        basis: 'effective',
        granularity: 'day',
        matchers: [],
        offset: 0,
        limit: 1000,
      },
    ]);
  });

  it('takes any of several values of a dimension, each as it is written', async () => {
    const { questions, asked } = fakeQuestions();
    await using server = await serve({ questions: () => questions });
    await server.ask(`${november}&team=a.b%2B(c)&team=${encodeURIComponent('$1|[x]{2}\\^?*')}`);
    expect(asked.costs[0]?.matchers).toEqual([
      { label: 'team', operator: '=~', value: String.raw`a\.b\+\(c\)|\$1\|\[x\]\{2\}\\\^\?\*` },
    ]);
  });

  test.each([
    { query: 'to=2026-12-01', detail: 'from is missing: write a UTC day such as 2026-11-01' },
    { query: 'from=yesterday&to=2026-12-01', detail: 'from is "yesterday": write a UTC day such as 2026-11-01' },
    { query: 'from=2026-02-30&to=2026-12-01', detail: 'from is "2026-02-30": write a UTC day such as 2026-11-01' },
    {
      query: 'from=2026-12-01&to=2026-12-01',
      detail: 'to is "2026-12-01": write a day after from, which is 2026-12-01; to is exclusive',
    },
    { query: 'from=2026-11-01&to=2026-12-01&by=team,squad', detail: 'by is "team,squad": "squad" is no dimension' },
    { query: 'from=2026-11-01&to=2026-12-01&squad=a', detail: '"squad" is no parameter' },
    { query: 'from=2026-11-01&to=2026-12-01&__proto__=a', detail: '"__proto__" is no parameter' },
    {
      query: 'from=2026-11-01&to=2026-12-01&team=',
      detail: 'team is "": write a value; charges without one have the value "none"',
    },
    {
      query: 'from=2026-11-01&to=2026-12-01&basis=net',
      detail: 'basis is "net": write effective, billed, list or contracted',
    },
    { query: 'from=2026-11-01&to=2026-12-01&format=xml', detail: 'format is "xml": write json or csv' },
  ])('refuses "$query"', async ({ query, detail }) => {
    const { questions, asked } = fakeQuestions();
    await using server = await serve({ questions: () => questions });
    const { status, json } = await server.ask(`/api/v1/costs?${query}`);
    expect(status).toBe(400);
    expect(problem.parse(json()).detail).toBe(detail);
    expect(asked.costs).toEqual([]);
  });

  it('passes on why the store cannot answer', async () => {
    const { questions } = fakeQuestions();
    const costs = () => Promise.reject(new QuestionError('no costs were published by 2020-01-01'));
    await using server = await serve({ questions: () => ({ ...questions, costs }) });
    const { status, json } = await server.ask(november);
    expect(status).toBe(400);
    expect(problem.parse(json()).detail).toBe('no costs were published by 2020-01-01');
  });

  test.each([
    { name: 'format=csv', path: `${november}&by=team,provider&format=csv`, accept: '*/*' },
    { name: 'the Accept header', path: `${november}&by=team,provider`, accept: 'text/csv' },
  ])(
    'answers CSV for $name: text that looks like a formula is quoted, amounts stay numbers',
    async ({ path, accept }) => {
      const { questions } = fakeQuestions({ rows });
      await using server = await serve({ questions: () => questions });
      const { headers, body } = await server.ask(path, { headers: { accept } });

      expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
      expect(headers['content-disposition']).toBe('attachment; filename="costs-2026-11-01-2026-12-01.csv"');
      expect(body.toString()).toBe(
        [
          'start,team,provider,cost,currency',
          '2026-11-01,payments,aws,4.5,USD',
          `2026-11-02,"'=HYPERLINK(""http://evil"")","a,""b""",-1,USD`,
          `,'-5,'@sum,0.000000000001,USD`,
          '',
        ].join('\n'),
      );
    },
  );

  it('answers CSV of many rows in order under one header, and of none as the header alone', async () => {
    const many = Array.from({ length: 2_500 }, (_, index) => ({ start: null, dimensions: {}, cost: String(index) }));
    const { questions } = fakeQuestions({ rows: many });
    await using server = await serve({ questions: () => questions });
    const csv = async (query: string) => (await server.ask(`${november}&format=csv&${query}`)).body.toString();

    expect(await csv('limit=10000')).toBe(
      ['start,cost,currency', ...many.map(({ cost }) => `,${cost},USD`), ''].join('\n'),
    );
    expect(await csv('limit=0')).toBe('start,cost,currency\n');
  });

  it('answers JSON when format says so, whatever Accept says', async () => {
    const { questions } = fakeQuestions({ rows });
    await using server = await serve({ questions: () => questions });
    const { headers } = await server.ask(`${november}&format=json`, { headers: { accept: 'text/csv' } });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('links to the next page, in CSV too, until the last one', async () => {
    const { questions } = fakeQuestions({ rows });
    await using server = await serve({ questions: () => questions });
    const link = async (query: string) => (await server.ask(`${november}&format=csv&${query}`)).headers['link'];

    expect(await link('team=a%26b&team=c&limit=2')).toBe(
      '</api/v1/costs?from=2026-11-01&to=2026-12-01&format=csv&team=a%26b&team=c&limit=2&offset=2>; rel="next"',
    );
    expect(await link('limit=2&offset=2')).toBeUndefined();
    expect(await link('limit=0')).toBeUndefined();
  });
});

describe('GET /api/v1/resources', () => {
  const address = '/api/v1/resources?from=2026-11-01&to=2026-11-08';
  const resources: ResourcesResponse = {
    ...{ currency: 'USD', basis: 'billed', previousFrom: '2026-10-25', total: 2, sum: '3', previousSum: '0' },
    resources: [
      { resourceId: 'i-1', resourceName: 'web', cost: '2', previousCost: '0', owners: ['a'], tags: { team: ['a'] } },
    ],
    others: { count: 1, cost: '1', previousCost: '0' },
  };

  it('asks for the slice that the filters name', async () => {
    const { questions, asked } = fakeQuestions({ resources });
    await using server = await serve({ questions: () => questions });
    const { json } = await server.ask(`${address}&team=payments&basis=billed&limit=1`);
    expect(resourcesResponse.parse(json())).toEqual(resources);
    expect(asked.resources).toEqual([
      {
        from: '2026-11-01',
        to: '2026-11-08',
        basis: 'billed',
        limit: 1,
        matchers: [{ label: 'team', operator: '=', value: 'payments' }],
      },
    ]);
  });

  test.each([
    { query: '', detail: /^no filter names a slice/, hint: /a filter such as team=payments/ },
    { query: '&team=a&limit=0', detail: /^limit is "0": write a whole number from 1 to 1000$/, hint: /limit/ },
    { query: '&team=a&asof=2026-11-20', detail: /^"asof" is no parameter$/, hint: /team/ },
  ])('refuses "$query"', async ({ query, detail, hint }) => {
    const { questions } = fakeQuestions({ resources });
    await using server = await serve({ questions: () => questions });
    const { status, json } = await server.ask(`${address}${query}`);
    expect(status).toBe(400);
    expect(json()).toMatchObject({
      detail: expect.stringMatching(detail) as string,
      hint: expect.stringMatching(hint) as string,
    });
  });
});
