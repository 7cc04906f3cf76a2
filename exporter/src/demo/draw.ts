/** A key for {@link draw}: the seed and the words that name what is drawn, hashed to 32 bits (FNV-1a). */
export function keyOf(seed: number, ...words: readonly string[]): number {
  let hash = (0x811c9dc5 ^ seed) | 0;
  for (const character of words.join('\n')) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return hash;
}

/**
 * A number in [0, 1) that depends on nothing but the key and the place it is drawn for (murmur3's finalizer).
 * A row keeps its values however often and in whatever order it is generated.
 */
export function draw(key: number, place: number): number {
  let hash = key ^ Math.imul(place + 1, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** Lower-case hexadecimal digits that belong to a key. */
export function hexOf(key: number, digits: number): string {
  let text = '';
  for (let place = 0; text.length < digits; place += 1) {
    text += Math.floor(draw(key, 1_000_000 + place) * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  }
  return text.slice(0, digits);
}
