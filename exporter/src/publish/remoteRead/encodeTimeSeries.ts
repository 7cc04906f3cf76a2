import protobuf from 'protobufjs/minimal.js';
import type { Instant } from '../../domain/Day.js';
import type { HistorySeries } from '../CostQuestions.js';

// Between these moments (February 1971 to May 2109) a time takes exactly six varint bytes, so every sample has one size.
export const EARLIEST_SAMPLE: Instant = 2 ** 35;
export const LATEST_SAMPLE: Instant = 2 ** 42 - 1;

// Field number × 8 + wire type: https://github.com/prometheus/prometheus/blob/main/prompb/types.proto
const TIME_SERIES = 0x0a;
const LABEL = 0x0a;
const NAME = 0x0a;
const LABEL_VALUE = 0x12;
const SAMPLE = 0x12;
const VALUE = 0x09;
const TIMESTAMP = 0x10;

const SAMPLE_BYTES = 18;
const SLICE = 4096;

/** Room for one slice of samples, reused from series to series of one answer. */
export function sampleBuffer(): DataView<ArrayBuffer> {
  return new DataView(new ArrayBuffer(SLICE * SAMPLE_BYTES));
}

/**
 * One `timeseries` field of a `prometheus.QueryResult`, in chunks; a chunk is valid until the next one is asked for.
 * Labels are sorted by name and empty ones left out; a value that is not a number is never sent.
 */
export function* encodeTimeSeries(
  { labels, times, values }: HistorySeries,
  buffer: DataView<ArrayBuffer>,
): Generator<Uint8Array> {
  const samples = values.reduce((numbers, value) => (Number.isNaN(value) ? numbers : numbers + 1), 0);
  if (samples === 0) return;
  if ((times.at(0) ?? 0) < EARLIEST_SAMPLE || (times.at(-1) ?? 0) > LATEST_SAMPLE) {
    throw new RangeError(`sample times ${times.at(0)} to ${times.at(-1)} are outside of what was asked`);
  }

  const encodedLabels = encodeLabels(labels);
  const length = encodedLabels.length + samples * SAMPLE_BYTES;
  yield protobuf.Writer.create().uint32(TIME_SERIES).uint32(length).finish();
  yield encodedLabels;
  for (let start = 0; start < times.length; start += SLICE) {
    const end = Math.min(start + SLICE, times.length);
    yield new Uint8Array(buffer.buffer, 0, writeSamples(buffer, times, values, start, end));
  }
}

function encodeLabels(labels: Readonly<Record<string, string>>): Uint8Array {
  const writer = protobuf.Writer.create();
  for (const name of Object.keys(labels).toSorted()) {
    const value = labels[name] ?? '';
    if (value === '') continue;
    writer.uint32(LABEL).fork().uint32(NAME).string(name).uint32(LABEL_VALUE).string(value).ldelim();
  }
  return writer.finish();
}

/** Writes the samples of one slice and returns how many bytes they took. The hot loop of every answer. */
function writeSamples(
  buffer: DataView,
  times: readonly Instant[],
  values: readonly number[],
  start: number,
  end: number,
): number {
  let at = 0;
  for (let index = start; index < end; index += 1) {
    const value = values[index] ?? NaN;
    if (Number.isNaN(value)) continue;
    const time = times[index] ?? 0;
    const low = time % 2 ** 28;
    const high = Math.floor(time / 2 ** 28);
    buffer.setUint8(at, SAMPLE);
    buffer.setUint8(at + 1, SAMPLE_BYTES - 2);
    buffer.setUint8(at + 2, VALUE);
    buffer.setFloat64(at + 3, value, true);
    buffer.setUint8(at + 11, TIMESTAMP);
    buffer.setUint8(at + 12, (low & 0x7f) | 0x80);
    buffer.setUint8(at + 13, ((low >>> 7) & 0x7f) | 0x80);
    buffer.setUint8(at + 14, ((low >>> 14) & 0x7f) | 0x80);
    buffer.setUint8(at + 15, (low >>> 21) | 0x80);
    buffer.setUint8(at + 16, (high & 0x7f) | 0x80);
    buffer.setUint8(at + 17, high >>> 7);
    at += SAMPLE_BYTES;
  }
  return at;
}
