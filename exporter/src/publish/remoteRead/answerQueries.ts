import protobuf from 'protobufjs/minimal.js';
import type { HistoryQuestions, HistorySeries } from '../CostQuestions.js';
import { createCompressor } from './createCompressor.js';
import type { CompressedPart } from './createCompressor.js';
import { encodeTimeSeries, sampleBuffer } from './encodeTimeSeries.js';
import type { PlannedSeries } from './planQuery.js';
import { Refusal } from './Refusal.js';
import type { RemoteReadLimits } from './RemoteReadLimits.js';
import { literal, snappyBlock } from './snappyBlock.js';

/** A `prometheus.ReadResponse` as one snappy block, in chunks. */
export interface Answer {
  readonly chunks: readonly Uint8Array[];
  readonly series: number;
  readonly samples: number;
}

// Field number × 8 + wire type of `results` in prometheus.ReadResponse.
const RESULTS = 0x0a;

/**
 * Asks the store and encodes its answers batch by batch, one result for each list of plans. Other work gets its turn
 * every few milliseconds. Refuses with 422 what is larger than the limits; stops on the signal.
 */
export async function answerQueries(
  plans: readonly (readonly PlannedSeries[])[],
  questions: HistoryQuestions,
  limits: Pick<RemoteReadLimits, 'samples' | 'answerBytes'>,
  signal: AbortSignal,
): Promise<Answer> {
  const buffer = sampleBuffer();
  const parts: CompressedPart[] = [];
  let series = 0;
  let samples = 0;
  let bytes = 0;
  for (const planned of plans) {
    const result = createCompressor();
    for await (const one of answeredSeries(planned, questions, signal)) {
      series += 1;
      samples += one.times.length;
      if (samples > limits.samples || bytes + result.length() > limits.answerBytes) {
        throw tooLarge(limits.samples, questions.dimensions);
      }
      for (const chunk of encodeTimeSeries(one, buffer)) await result.append(chunk);
    }
    const body = result.finish();
    bytes += body.length;
    parts.push(literal(protobuf.Writer.create().uint32(RESULTS).uint32(body.length).finish()), body);
  }
  return { chunks: snappyBlock(parts), series, samples };
}

async function* answeredSeries(
  planned: readonly PlannedSeries[],
  questions: HistoryQuestions,
  signal: AbortSignal,
): AsyncGenerator<HistorySeries> {
  for (const { labels, question } of planned) {
    for await (const batch of questions.history(question, signal)) {
      for (const series of batch) {
        signal.throwIfAborted();
        yield { ...series, labels: { ...series.labels, ...labels } };
      }
    }
  }
}

function tooLarge(samples: number, dimensions: readonly string[]): Refusal {
  return new Refusal(
    422,
    `the answer has more than ${samples} samples or is too long; sum it to fewer series with by="${dimensions.at(-1) ?? ''}" ` +
      `(dimensions: ${dimensions.join(', ')}), add matchers or ask for fewer days`,
  );
}
