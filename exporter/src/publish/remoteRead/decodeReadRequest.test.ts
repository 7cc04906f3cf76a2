import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { encodeReadRequest } from '../../../test/remoteReadMessages.js';
import type { LabelMatcher } from '../CostQuestions.js';
import { decodeReadRequest } from './decodeReadRequest.js';
import { REMOTE_READ_LIMITS } from './RemoteReadLimits.js';

const matcher: LabelMatcher = { label: 'team', operator: '=~', value: 'zoë|搜索' };
const query = { from: 1_758_000_000_000, to: 1_792_000_000_000, matchers: [matcher] };

describe('decodeReadRequest', () => {
  it('reads every operator and both bounds', () => {
    const operators = ['=', '!=', '=~', '!~'] as const;
    const queries = [
      { ...query, matchers: operators.map((operator) => ({ ...matcher, operator })) },
      { from: -1, to: 0, matchers: [] },
    ];
    expect(decode(encodeReadRequest(queries))).toEqual(queries);
  });

  it('reads bounds beyond any calendar, which stand for none', () => {
    const unbounded = { from: -9_223_309_901_257_974_000, to: 9_223_309_901_257_974_000, matchers: [] };
    expect(decode(encodeReadRequest([unbounded]))).toEqual([unbounded]);
  });

  test.each([
    { name: 'a cut request', bytes: encodeReadRequest([query]).slice(0, -4), reason: 'index out of range' },
    { name: 'a query that is a number', bytes: [0x08, 0x01], reason: 'field 1 has wire type 0' },
    {
      name: 'a matcher that is a double',
      bytes: inQuery(0x19, 0, 0, 0, 0, 0, 0, 0, 0),
      reason: 'field 3 has wire type 1',
    },
    { name: 'a bound that is text', bytes: inQuery(0x0a, 0), reason: 'field 1 has wire type 2' },
    { name: 'a field number of zero', bytes: [0x00, 0x00], reason: 'field 0 has wire type 0' },
    { name: 'a wire type that does not exist', bytes: [0x1f, 0x00], reason: 'invalid wire type 7' },
    { name: 'a varint without end', bytes: inQuery(0x08, ...Array<number>(11).fill(0xff)), reason: 'invalid varint' },
    {
      name: 'a matcher of a fifth type',
      bytes: inMatcher(0x08, 4, 0x12, 1, 0x61),
      reason: 'matcher type 4 is unknown',
    },
    { name: 'a matcher without a label', bytes: inMatcher(0x1a, 1, 0x61), reason: 'a matcher has no label name' },
    { name: 'a label that is not UTF-8', bytes: inMatcher(0x12, 1, 0xff), reason: 'utf-8' },
  ])('refuses $name', ({ bytes, reason }) => {
    expect(() => decode(Uint8Array.from(bytes))).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(reason) as string }),
    );
  });

  it('refuses more queries or matchers than the limits', () => {
    const many = (count: number) => encodeReadRequest(Array.from({ length: count }, () => query));
    expect(decode(many(20))).toHaveLength(20);
    expect(() => decode(many(21))).toThrow('more than 20 queries');

    const broad = { ...query, matchers: Array.from({ length: 60 }, () => matcher) };
    expect(() => decode(encodeReadRequest([broad, broad]))).toThrow('too many matchers');
  });

  it('reads or refuses any bytes, and fails in no other way', () => {
    const mutated = fc.tuple(fc.nat(60), fc.nat(255)).map(([index, byte]) => {
      const bytes = encodeReadRequest([query]);
      bytes[index % bytes.length] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 80 }), mutated), (bytes) => {
        try {
          decode(bytes);
        } catch (error) {
          expect(error).toMatchObject({ name: 'Refusal', status: 400 });
        }
      }),
    );
  });
});

function decode(bytes: Uint8Array) {
  return decodeReadRequest(bytes, REMOTE_READ_LIMITS);
}

function inQuery(...bytes: readonly number[]): readonly number[] {
  return [0x0a, bytes.length, ...bytes];
}

function inMatcher(...bytes: readonly number[]): readonly number[] {
  return inQuery(0x1a, bytes.length, ...bytes);
}
