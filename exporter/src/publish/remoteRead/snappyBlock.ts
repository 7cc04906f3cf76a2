import protobuf from 'protobufjs/minimal.js';
import type { CompressedPart } from './createCompressor.js';

/** One snappy block of several parts, as the chunks to send: https://github.com/google/snappy/blob/main/format_description.txt */
export function snappyBlock(parts: readonly CompressedPart[]): readonly Uint8Array[] {
  const length = parts.reduce((total, part) => total + part.length, 0);
  return [protobuf.Writer.create().uint32(length).finish(), ...parts.flatMap((part) => part.elements)];
}

/** Up to 60 bytes as they are. */
export function literal(bytes: Uint8Array): CompressedPart {
  return { length: bytes.length, elements: [Uint8Array.of((bytes.length - 1) << 2, ...bytes)] };
}
