import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { family } from './family.js';
import type { Family, Sample } from './family.js';
import { renderExposition } from './renderExposition.js';

const spendByTeam = family('finops_month_to_date_cost', [
  { labels: { team: 'payments', provider: 'aws', currency: 'USD' }, value: '20.520226728991' },
  { labels: { provider: 'azure', currency: 'USD', team: 'none' }, value: '-3' },
]);
const added = family('finops_ingest_cost_added_total', [{ labels: { source: 'aws', currency: 'USD' }, value: '7' }]);
const series = family('finops_exporter_series', [{ labels: {}, value: 2 }]);

describe('renderExposition', () => {
  it('writes families in catalogue order, labels sorted, samples as given and amounts to the last digit', async () => {
    const { text, series: count } = await renderExposition([series, added, spendByTeam]);

    expect(text.toString()).toBe(
      [
        '# HELP finops_month_to_date_cost Effective cost of the charges that started in the current UTC month.',
        '# TYPE finops_month_to_date_cost gauge',
        'finops_month_to_date_cost{currency="USD",provider="aws",team="payments"} 20.520226728991',
        'finops_month_to_date_cost{currency="USD",provider="azure",team="none"} -3',
        '# HELP finops_ingest_cost_added_total Effective cost that publications added to days of the source.',
        '# TYPE finops_ingest_cost_added_total counter',
        'finops_ingest_cost_added_total{currency="USD",source="aws"} 7',
        '# HELP finops_exporter_series Series with billing labels in the served snapshot.',
        '# TYPE finops_exporter_series gauge',
        'finops_exporter_series 2',
        '',
      ].join('\n'),
    );
    expect(count).toBe(4);
  });

  it('names the family of a counter without _total in OpenMetrics, and leaves the end open', async () => {
    const { openMetrics } = await renderExposition([added]);
    expect(openMetrics.toString()).toBe(
      [
        '# HELP finops_ingest_cost_added Effective cost that publications added to days of the source.',
        '# TYPE finops_ingest_cost_added counter',
        'finops_ingest_cost_added_total{currency="USD",source="aws"} 7',
        '',
      ].join('\n'),
    );
  });

  it('escapes quotes of a help text in OpenMetrics only', async () => {
    const { text, openMetrics } = await renderExposition([
      family('finops_exporter_series_dropped', [{ labels: {}, value: 0 }]),
    ]);
    expect(text.toString()).toContain('folded into "other" to');
    expect(openMetrics.toString()).toContain(String.raw`folded into \"other\" to`);
  });

  it('gzips the same bytes and takes the digest of the text', async () => {
    const { text, textGzip, openMetrics, openMetricsGzip, digest } = await renderExposition([spendByTeam, added]);
    expect(gunzipSync(textGzip)).toEqual(text);
    expect(gunzipSync(openMetricsGzip)).toEqual(openMetrics);
    expect(digest).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('leaves out a family without samples, and is empty without families', async () => {
    const { text, textGzip, series: count } = await renderExposition([family('finops_source_up', [])]);
    expect(text).toHaveLength(0);
    expect(gunzipSync(textGzip)).toHaveLength(0);
    expect(count).toBe(0);
  });

  test.each([
    { name: 'an exact amount', value: '-0.000000000001', text: '-0.000000000001' },
    { name: 'a budget that is not exhausted', value: Infinity, text: '+Inf' },
    { name: 'minus infinity', value: -Infinity, text: '-Inf' },
    { name: 'not a number', value: NaN, text: 'NaN' },
    { name: 'infinity as text', value: '+Inf', text: '+Inf' },
    { name: 'a timestamp', value: 1_795_351_020.5, text: '1795351020.5' },
    { name: 'a huge number', value: 1e21, text: '1e+21' },
  ])('writes $name as $text', async ({ value, text }) => {
    const rendered = await renderExposition([family('finops_exporter_series', [{ labels: {}, value }])]);
    expect(rendered.text.toString()).toMatch(
      new RegExp(`\\nfinops_exporter_series ${text.replace('+', '\\+').replace('.', '\\.')}\\n$`),
    );
  });

  test.each([
    { name: 'text that is no decimal', families: [sampleOf({}, '1 2')], message: 'value "1 2"' },
    { name: 'a label name that is not one', families: [sampleOf({ 'a b': 'x' }, 1)], message: '"a b" is not a label' },
    { name: 'a family given twice', families: [series, series], message: 'finops_exporter_series is given twice' },
    {
      name: 'a name of the history plane',
      families: [{ name: 'finops_cost_daily', samples: [] } satisfies Family],
      message: 'finops_cost_daily is history',
    },
  ])('refuses $name', async ({ families, message }) => {
    await expect(renderExposition(families)).rejects.toThrow(message);
  });

  it('reads back as what was written, whatever the bill contains', async () => {
    const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
    const hostile = fc.constantFrom('\\', '"', '\n', '\\n', '"} 1\n', '\u0000', '\ud800', '# EOF', '{a="b"}', '\r');
    const value = fc.array(fc.oneof(anyText, hostile)).map((parts) => parts.join(''));
    const samples = fc.array(fc.record({ provider: value, team: value, zone: value }), { minLength: 1, maxLength: 20 });

    await fc.assert(
      fc.asyncProperty(samples, async (labelSets) => {
        const written = labelSets.map((labels, index) => ({ labels: { ...labels, currency: 'USD' }, value: index }));
        const { text } = await renderExposition([family('finops_month_to_date_cost', written)]);
        const expected = written.map(({ labels, value: number }) => ({
          labels: Object.fromEntries(Object.entries(labels).map(([name, text]) => [name, wellFormed(text)])),
          value: String(number),
        }));
        expect(parse(text.toString())).toEqual(expected);
      }),
    );
  });

  it('keeps the order and number of many samples', async () => {
    const many = Array.from({ length: 5_001 }, (_, index) => ({ labels: { source: `s${index}` }, value: index }));
    const { text } = await renderExposition([family('finops_source_rows', many)]);
    expect(parse(text.toString())).toEqual(many.map(({ labels, value }) => ({ labels, value: String(value) })));
  });
});

function sampleOf(labels: Sample['labels'], value: Sample['value']): Family {
  return { name: 'finops_exporter_series', samples: [{ labels, value }] };
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

/** A reader of the text format, written from its description: names, quoted values with three escapes, a number. */
function parse(text: string): Sample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const labels: Record<string, string> = {};
    let at = line.indexOf('{') + 1;
    while (line[at] !== '}') {
      const equals = line.indexOf('=', at);
      const [value, end] = quoted(line, equals + 1);
      labels[line.slice(at, equals)] = value;
      at = line[end] === ',' ? end + 1 : end;
    }
    return { labels, value: line.slice(at + 2) };
  });
}

function quoted(line: string, opening: number): [string, number] {
  let value = '';
  let at = opening + 1;
  while (line[at] !== '"') {
    const escaped = line[at] === '\\';
    const character = line[escaped ? at + 1 : at] ?? '';
    value += escaped && character === 'n' ? '\n' : character;
    at += escaped ? 2 : 1;
  }
  return [value, at + 1];
}
