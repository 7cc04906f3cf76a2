import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { normalValue } from '../domain/Attribution.js';
import { SourceError } from '../domain/SourceError.js';

/** What of a Backstage entity names owners; everything else is left as it is. */
const entity = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string().min(1),
    labels: z.record(z.string(), z.string()).nullish(),
    annotations: z.record(z.string(), z.string()).nullish(),
  }),
  spec: z.record(z.string(), z.unknown()).nullish(),
});

/** Fields of each entity of a catalog-info.yaml, by its name in lower case. References such as `group:default/payments` lose all but their name. */
export function readBackstage(text: string, file: string): Record<string, Record<string, string>> {
  const entries: Record<string, Record<string, string>> = {};
  parseAllDocuments(text, { uniqueKeys: true }).forEach((document, index) => {
    const place = `${file}: document ${index + 1}`;
    const [problem] = document.errors;
    if (problem !== undefined) throw new SourceError(`${place}: ${problem.message.split('\n')[0] ?? ''}`);
    const content: unknown = document.toJS({ maxAliasCount: 100 });
    if (content === null) return;
    const { success, data } = entity.safeParse(content);
    if (!success) throw new SourceError(`${place}: is no entity; write kind, and a name under metadata`);
    const key = normalValue(data.metadata.name);
    if (Object.hasOwn(entries, key)) throw new SourceError(`${place}: "${key}" stands twice; keep one of them`);
    entries[key] = fieldsOf(data);
  });
  return entries;
}

function fieldsOf({ kind, metadata, spec }: z.infer<typeof entity>): Record<string, string> {
  const texts = Object.entries(spec ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return {
    kind,
    ...prefixed('labels', metadata.labels),
    ...prefixed('annotations', metadata.annotations),
    ...Object.fromEntries(texts.map(([name, value]) => [name, referenceName(value)])),
  };
}

function prefixed(prefix: string, values: Readonly<Record<string, string>> | null | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [`${prefix}.${name}`, value]));
}

function referenceName(reference: string): string {
  return /^(?:[a-z]+:)?(?:[\w.-]+\/)?([\w.-]+)$/i.exec(reference)?.[1] ?? reference;
}
