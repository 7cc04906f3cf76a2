import protobuf from 'protobufjs';
import * as snappy from 'snappyjs';
import type { Instant } from '../src/domain/Day.js';
import type { ReadQuery } from '../src/publish/remoteRead/decodeReadRequest.js';

/** The messages of the remote read protocol, for a reader and writer that share no code with ours. */
const SCHEMA = `
  syntax = "proto3";
  message ReadRequest { repeated Query queries = 1; repeated int32 accepted_response_types = 2; }
  message Query { int64 start = 1; int64 end = 2; repeated Matcher matchers = 3; Hints hints = 4; }
  message Matcher { int32 type = 1; string name = 2; string value = 3; }
  message Hints { int64 step_ms = 1; string func = 2; }
  message ReadResponse { repeated Result results = 1; }
  message Result { repeated Series timeseries = 1; }
  message Series { repeated Label labels = 1; repeated Sample samples = 2; }
  message Label { string name = 1; string value = 2; }
  message Sample { double value = 1; int64 timestamp = 2; }
`;
const { root } = protobuf.parse(SCHEMA, { keepCase: true });

/** A `ReadRequest` as Prometheus writes it, before compression. */
export function encodeReadRequest(queries: readonly ReadQuery[]): Uint8Array {
  const ReadRequest = root.lookupType('ReadRequest');
  return ReadRequest.encode(
    ReadRequest.fromObject({
      queries: queries.map(({ from, to, matchers }) => ({
        start: from,
        end: to,
        matchers: matchers.map(({ label, operator, value }) => ({
          type: ['=', '!=', '=~', '!~'].indexOf(operator),
          name: label,
          value,
        })),
        hints: { step_ms: 60_000, func: 'sum' },
      })),
      accepted_response_types: [0],
    }),
  ).finish();
}

/** One series of a decoded answer; labels in the order they were sent. */
export interface DecodedSeries {
  readonly labels: readonly (readonly [name: string, value: string])[];
  readonly samples: readonly (readonly [time: Instant, value: number])[];
}

/** The series of each result of a `ReadResponse` in a snappy block. */
export function decodeReadResponse(block: Uint8Array): readonly (readonly DecodedSeries[])[] {
  const ReadResponse = root.lookupType('ReadResponse');
  const response = ReadResponse.toObject(ReadResponse.decode(snappy.uncompress(block)), {
    longs: Number,
    arrays: true,
    defaults: true,
  }) as Response;
  return response.results.map((result) =>
    result.timeseries.map(({ labels, samples }) => ({
      labels: labels.map(({ name, value }) => [name, value] as const),
      samples: samples.map(({ timestamp, value }) => [timestamp, value] as const),
    })),
  );
}

interface Response {
  readonly results: readonly {
    readonly timeseries: readonly {
      readonly labels: readonly { readonly name: string; readonly value: string }[];
      readonly samples: readonly { readonly value: number; readonly timestamp: Instant }[];
    }[];
  }[];
}
