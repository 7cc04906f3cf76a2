import type { Sample } from './family.js';

type LabelBlock = (labels: Sample['labels']) => string;

const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

/**
 * Returns a writer of label blocks, `{a="x",b="y"}` with the names sorted, that escapes each name and value pair once:
 * 50,000 series hold few distinct values.
 */
export function labelBlocks(): LabelBlock {
  const pairs = new Map<string, Map<string, string>>();
  const sorted = sortedNames();

  return (labels) => {
    let block = '';
    for (const name of sorted(labels)) {
      block += `${block === '' ? '{' : ','}${pairOf(pairs, name, labels[name] ?? '')}`;
    }
    return block === '' ? '' : `${block}}`;
  };
}

/** The samples of a family mostly list their labels alike, so the last order is tried before sorting again. */
function sortedNames(): (labels: Sample['labels']) => readonly string[] {
  let last: readonly string[] = [];
  let lastSorted: readonly string[] = [];
  return (labels) => {
    const names = Object.keys(labels);
    if (names.length !== last.length || names.some((name, index) => name !== last[index])) {
      last = names;
      lastSorted = names.toSorted();
    }
    return lastSorted;
  };
}

function pairOf(pairs: Map<string, Map<string, string>>, name: string, value: string): string {
  let values = pairs.get(name);
  if (values === undefined) {
    if (!LABEL_NAME.test(name)) {
      throw new RangeError(`"${name}" is not a label name`);
    }
    values = new Map();
    pairs.set(name, values);
  }
  let pair = values.get(value);
  if (pair === undefined) {
    pair = `${name}="${escapeLabelValue(value)}"`;
    values.set(value, pair);
  }
  return pair;
}

function escapeLabelValue(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => ESCAPES[character] ?? character);
}
