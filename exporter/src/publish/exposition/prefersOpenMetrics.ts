const OPEN_METRICS = { type: 'application/openmetrics-text', version: '1.0.0' };
const TEXT = { type: 'text/plain', version: '0.0.4' };

interface MediaRange {
  readonly type: string;
  readonly version: string | undefined;
  readonly quality: number;
}

/**
 * Whether an Accept header rates OpenMetrics above the text format. Scrapers add parameters of their own
 * (`escaping=…`), so only the type, the version and q count, where general negotiation would match nothing.
 */
export function prefersOpenMetrics(accept: string | undefined): boolean {
  const ranges = (accept ?? '').split(',').map(parseRange);
  return quality(ranges, OPEN_METRICS) > quality(ranges, TEXT);
}

function parseRange(range: string): MediaRange {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const values = new Map(parameters.map((parameter) => splitOnce(parameter)));
  const given = Number(values.get('q') ?? '1');
  return { type, version: values.get('version'), quality: given >= 0 && given <= 1 ? given : 0 };
}

function splitOnce(parameter: string): [string, string] {
  const equals = parameter.indexOf('=');
  return [
    parameter.slice(0, equals).trim(),
    parameter
      .slice(equals + 1)
      .replaceAll('"', '')
      .trim(),
  ];
}

/** The q of the most specific range that matches; 0 when none does. */
function quality(ranges: readonly MediaRange[], format: typeof TEXT): number {
  const matching = ranges
    .map((range) => ({ precision: precision(range, format), quality: range.quality }))
    .filter((match) => match.precision > 0);
  const best = Math.max(...matching.map((match) => match.precision));
  return Math.max(0, ...matching.filter((match) => match.precision === best).map((match) => match.quality));
}

function precision({ type, version }: MediaRange, format: typeof TEXT): number {
  if (type === format.type) {
    return version === undefined ? 3 : version === format.version ? 4 : 0;
  }
  return type === `${format.type.split('/')[0] ?? ''}/*` ? 2 : type === '*/*' ? 1 : 0;
}
