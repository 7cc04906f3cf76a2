/** The length of UTF-8 text without an unfinished character at its end. */
export function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return characterBytes(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Length of the character that a lead byte announces; 1 for bytes that never lead one. */
function characterBytes(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 1;
}
