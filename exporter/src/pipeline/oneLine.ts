const MOST_CHARACTERS = 1_000;

/**
 * A message that quotes a bill or the name of a file, as one visible line: what would break the line, move a cursor or
 * turn the direction of writing stands as `\u{1b}`, and what is longer than 1,000 characters is cut.
 */
export function oneLine(text: string): string {
  const line = text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return line.length <= MOST_CHARACTERS ? line : `${Array.from(line).slice(0, MOST_CHARACTERS).join('')}…`;
}
