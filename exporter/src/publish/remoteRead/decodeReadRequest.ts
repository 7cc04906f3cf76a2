import protobuf from 'protobufjs/minimal.js';
import type { Instant } from '../../domain/Day.js';
import type { LabelMatcher } from '../CostQuestions.js';
import { Refusal } from './Refusal.js';
import type { RemoteReadLimits } from './RemoteReadLimits.js';

/** One query of a read request. Both bounds are inclusive and may lie beyond any calendar. */
export interface ReadQuery {
  readonly from: Instant;
  readonly to: Instant;
  readonly matchers: readonly LabelMatcher[];
}

type Limits = Pick<RemoteReadLimits, 'queries' | 'matchers'>;

// Field number × 8 + wire type, from prometheus.ReadRequest and its parts:
// https://github.com/prometheus/prometheus/blob/main/prompb/remote.proto
const REQUEST = { queries: 0x0a, lastField: 1 };
const QUERY = { from: 0x08, to: 0x10, matchers: 0x1a, lastField: 3 };
const MATCHER = { type: 0x08, name: 0x12, value: 0x1a, lastField: 3 };
const OPERATORS = ['=', '!=', '=~', '!~'] as const;

/**
 * The queries of a `prometheus.ReadRequest`. Refuses with 400 what is cut, has a field of another wire type or more
 * parts than the limits allow; skips fields that newer clients add. Answers are always samples, so the accepted
 * response types are skipped too.
 */
export function decodeReadRequest(bytes: Uint8Array, limits: Limits): readonly ReadQuery[] {
  try {
    return decodeQueries(bytes, limits);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(400, `the body is not a ReadRequest of Prometheus: ${reason}`, { cause: error });
  }
}

function decodeQueries(bytes: Uint8Array, limits: Limits): readonly ReadQuery[] {
  const queries: ReadQuery[] = [];
  let matchersLeft = limits.matchers;
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === REQUEST.queries) {
      if (queries.length === limits.queries) {
        throw new Refusal(400, `a read request has more than ${limits.queries} queries; send them in several requests`);
      }
      const query = decodeQuery(reader.bytes(), matchersLeft);
      matchersLeft -= query.matchers.length;
      queries.push(query);
    } else {
      skip(reader, tag, REQUEST.lastField);
    }
  }
  return queries;
}

function decodeQuery(bytes: Uint8Array, matchersLeft: number): ReadQuery {
  let from = 0;
  let to = 0;
  const matchers: LabelMatcher[] = [];
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === QUERY.from) from = readInstant(reader);
    else if (tag === QUERY.to) to = readInstant(reader);
    else if (tag === QUERY.matchers) {
      if (matchers.length === matchersLeft) {
        throw new Refusal(400, 'a read request has too many matchers; join values in one pattern such as team=~"a|b"');
      }
      matchers.push(decodeMatcher(reader.bytes()));
    } else skip(reader, tag, QUERY.lastField);
  }
  return { from, to, matchers };
}

/** Far beyond any calendar the nearest float will do; Prometheus asks so when a request has no bounds. */
function readInstant(reader: protobuf.Reader): Instant {
  const value: unknown = reader.int64();
  return Number(String(value));
}

function decodeMatcher(bytes: Uint8Array): LabelMatcher {
  let type = 0;
  let label = '';
  let value = '';
  const reader = protobuf.Reader.create(bytes);
  while (reader.pos < reader.len) {
    const tag = reader.tag();
    if (tag === MATCHER.type) type = reader.uint32();
    else if (tag === MATCHER.name) label = reader.stringVerify();
    else if (tag === MATCHER.value) value = reader.stringVerify();
    else skip(reader, tag, MATCHER.lastField);
  }
  const operator = OPERATORS[type];
  if (operator === undefined) throw new RangeError(`matcher type ${type} is unknown`);
  if (label === '') throw new RangeError('a matcher has no label name');
  return { label, operator, value };
}

function skip(reader: protobuf.Reader, tag: number, lastField: number): void {
  const field = tag >>> 3;
  if (field <= lastField) throw new RangeError(`field ${field} has wire type ${tag & 7}`);
  reader.skipType(tag & 7, 0, field);
}
