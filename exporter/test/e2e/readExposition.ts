export interface ExposedSample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The samples of a text exposition by metric name. */
export function readExposition(text: string): ReadonlyMap<string, readonly ExposedSample[]> {
  const metrics = new Map<string, ExposedSample[]>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const match = /^([a-z_:0-9]+)(?:\{(.*)\})? (\S+)$/i.exec(line);
    if (match === null) throw new Error(`"${line}" is no sample`);
    const [, name = '', labels = '', value = ''] = match;
    const samples = metrics.get(name) ?? [];
    samples.push({ labels: labelsOf(labels), value: Number(value.replace('Inf', 'Infinity')) });
    metrics.set(name, samples);
  }
  return metrics;
}

const ESCAPED = { n: '\n', '"': '"', '\\': '\\' } as const;

function labelsOf(text: string): ExposedSample['labels'] {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']) => [
      name,
      value.replace(/\\(.)/g, (_, character: keyof typeof ESCAPED) => ESCAPED[character]),
    ]),
  );
}
