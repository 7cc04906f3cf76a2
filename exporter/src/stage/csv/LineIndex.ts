/**
 * Which line a record starts on. Records usually stand on consecutive lines, so only the records are kept at which the
 * distance between the two numbers changes: 8 bytes each.
 */
export class LineIndex {
  #records = new Uint32Array(64);
  #lines = new Uint32Array(64);
  #size = 0;
  #distance = Number.NaN;

  /** Records are added in order, from 1. */
  add(record: number, line: number): void {
    if (line - record === this.#distance) return;
    if (this.#size === this.#records.length) {
      this.#records = doubled(this.#records);
      this.#lines = doubled(this.#lines);
    }
    this.#records[this.#size] = record;
    this.#lines[this.#size] = line;
    this.#size += 1;
    this.#distance = line - record;
  }

  /** The line of a record that was added. */
  lineOf(record: number): number {
    let low = 0;
    let high = this.#size;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#records[middle] as number) <= record) low = middle;
      else high = middle;
    }
    return (this.#lines[low] as number) + record - (this.#records[low] as number);
  }
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}
