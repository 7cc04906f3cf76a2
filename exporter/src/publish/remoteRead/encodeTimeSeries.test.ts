import protobuf from 'protobufjs/minimal.js';
import * as snappy from 'snappyjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReadResponse } from '../../../test/remoteReadMessages.js';
import type { HistorySeries } from '../CostQuestions.js';
import { EARLIEST_SAMPLE, LATEST_SAMPLE, encodeTimeSeries, sampleBuffer } from './encodeTimeSeries.js';

const labels = { team: 'payments' };

describe('encodeTimeSeries', () => {
  it('sorts labels by name and leaves empty ones out', () => {
    const [series] = roundTrip({
      labels: { team: 'zoë', origin: 'finops', sub_account: '', __name__: 'finops_cost_daily' },
      times: [EARLIEST_SAMPLE],
      values: [1],
    });
    expect(series?.labels).toEqual([
      ['__name__', 'finops_cost_daily'],
      ['origin', 'finops'],
      ['team', 'zoë'],
    ]);
  });

  it('keeps every sample bit by bit, however many there are', () => {
    const anySamples = fc
      .uniqueArray(fc.integer({ min: EARLIEST_SAMPLE, max: LATEST_SAMPLE }), { maxLength: 50 })
      .chain((times) => fc.tuple(fc.constant(times.toSorted((a, b) => a - b)), anyValues(times.length)));
    fc.assert(
      fc.property(anySamples, ([times, values]) => {
        const expected = times.map((time, index) => [time, values[index]]);
        expect(roundTrip({ labels, times, values }).flatMap(({ samples }) => samples)).toEqual(expected);
      }),
    );

    const times = Array.from({ length: 10_000 }, (_, index) => 1_758_000_000_000 + index * 3_600_000);
    const values = times.map((time) => time / 7);
    const [long] = roundTrip({ labels, times, values });
    expect(long?.samples).toEqual(times.map((time, index) => [time, values[index]]));
  });

  it('never sends what is not a number', () => {
    const times = [1, 2, 3].map((day) => EARLIEST_SAMPLE + day);
    expect(roundTrip({ labels, times, values: [1, NaN, 3] })[0]?.samples).toEqual([
      [times[0], 1],
      [times[2], 3],
    ]);
    expect(roundTrip({ labels, times, values: [NaN, NaN, NaN] })).toEqual([]);
    expect(roundTrip({ labels, times: [], values: [] })).toEqual([]);
  });

  it('throws on a time that nobody can have asked for', () => {
    expect(() => roundTrip({ labels, times: [EARLIEST_SAMPLE - 1], values: [1] })).toThrow(RangeError);
    expect(() => roundTrip({ labels, times: [LATEST_SAMPLE + 1], values: [1] })).toThrow(RangeError);
  });
});

function anyValues(length: number): fc.Arbitrary<number[]> {
  return fc.array(fc.double({ noNaN: true }), { minLength: length, maxLength: length });
}

function roundTrip(series: HistorySeries) {
  const chunks = [...chunksOf(series)];
  const result = protobuf.Writer.create().uint32(0x0a).bytes(Buffer.concat(chunks)).finish();
  return decodeReadResponse(snappy.compress(result))[0] ?? [];
}

function* chunksOf(series: HistorySeries): Generator<Uint8Array> {
  for (const chunk of encodeTimeSeries(series, sampleBuffer())) yield chunk.slice();
}
