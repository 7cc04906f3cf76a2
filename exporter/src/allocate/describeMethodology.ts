import { CAUSES } from '../domain/Attribution.js';
import type { Field, GivenValue, Pool, Predicate } from '../domain/Attribution.js';
import type { Dimension } from '../domain/Dimensions.js';
import type { Methodology } from '../domain/Methodology.js';

/** The rules of a methodology as a page that those who are charged can read, in Markdown. */
export function describeMethodology({ version, owner, dimensions, pools }: Methodology): string {
  const sections = [
    '# How cost is allocated',
    `Version \`${version}\`. Every allocated figure names the version of the rules that made it; another rule is another version.`,
    owner === null
      ? 'No dimension is the owner, so every charge counts where tags and columns place it, and nothing is shared.'
      : `The owner of a charge is its \`${owner}\`. What has none is \`unallocated\`, with its cause: ${CAUSES.map((cause) => `\`${cause}\``).join(', ')}.`,
    '## Dimensions',
    ...Object.entries(dimensions).flatMap(([name, definition]) => describeDimension(name, definition)),
    '## Shared cost',
    pools.length === 0
      ? 'No cost is shared.'
      : 'A charge is in the first of these pools whose conditions it meets. Each pool is split day by day; parts sum to the whole to the last unit, and a credit is split like a charge.',
    ...pools.map((pool, index) => `${index + 1}. **${pool.name}**: ${whenText(pool.when)}. ${splitText(pool)}`),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** How a pool is split, in words. */
export function splitText({ split, among }: Pool): string {
  const targets = among.length === 0 ? 'every owner with cost of its own' : among.join(', ');
  switch (split.kind) {
    case 'even':
      return `Split evenly among ${targets}.`;
    case 'proportional':
      return `Split in proportion to direct cost among ${targets}.`;
    case 'fixed':
      return `Split by fixed shares: ${Object.entries(split.shares)
        .map(([target, share]) => `${target} ${share}`)
        .join(', ')}.`;
    case 'usage':
      return `Split by usage among ${targets}: \`${split.query}\`; by direct cost on days whose usage is not known.`;
  }
}

/** A condition in words. */
export function whenText(predicate: Predicate): string {
  if ('all' in predicate) {
    return predicate.all.length === 0 ? 'every charge' : predicate.all.map(whenText).join(' and ');
  }
  if ('not' in predicate) return negationText(predicate.not);
  const field = fieldText(predicate.field);
  if ('isMissing' in predicate) return `${field} is missing`;
  if ('like' in predicate) return `${field} is like "${predicate.like}"`;
  if ('matches' in predicate) return `${field} matches /${predicate.matches}/`;
  return `${field} is ${predicate.is.map((text) => `"${text}"`).join(' or ')}`;
}

/** `not (not a and not b)` is how "a or b" is written. */
function negationText(inner: Predicate): string {
  if ('all' in inner && inner.all.length > 0 && inner.all.every((part) => 'not' in part)) {
    return `(${inner.all.map((part) => ('not' in part ? whenText(part.not) : '')).join(' or ')})`;
  }
  return `not (${whenText(inner)})`;
}

function describeDimension(name: string, definition: Dimension): string[] {
  const { tags = [name], column, values = {}, rules = [], known } = definition;
  const source =
    column !== undefined
      ? `the column ${column}`
      : tags.length === 0
        ? 'nothing else'
        : `the first tag of ${tags.map((tag) => `\`${tag}\``).join(', ')} that is not empty`;
  const aliases = Object.entries(values).map(
    ([value, spellings]) => `- \`${value}\` is also written ${spellings.join(', ')}`,
  );
  return [
    `### ${name}`,
    ...(rules.length === 0
      ? [`From ${source}.`]
      : [
          `From the first of these rules that matches, else from ${source}.`,
          rules
            .map(({ rule, when, gives }, index) => `${index + 1}. \`${rule}\`: ${whenText(when)} → ${givenText(gives)}`)
            .join('\n'),
        ]),
    ...(aliases.length === 0 ? [] : [aliases.join('\n')]),
    ...(known === undefined ? [] : [`Only these values of tags count: ${known.join(', ')}.`]),
  ];
}

function givenText(gives: GivenValue): string {
  return 'text' in gives
    ? `\`${gives.text}\``
    : `what the catalog says of ${fieldText(gives.lookup)} (${Object.keys(gives.entries).length} entries)`;
}

function fieldText(field: Field): string {
  if ('column' in field) return field.column;
  return 'tag' in field ? `the tag \`${field.tag}\`` : field.dimension;
}
