import { t } from '@grafana/i18n';
import { percent } from '../../format/money';
import type { AllocationNode } from './AllocationNode';
import { changeOf, changeText } from './change';

/** What a node is called on screen. */
export function nameOf(node: AllocationNode): string {
  if (node.kind === 'folded')
    return t('outlay.panels.allocation.more', '{{count}} more', { count: node.children.length });
  if (node.kind === 'credits') return t('outlay.panels.allocation.credits', 'Credits');
  return node.path.length === 0 ? t('outlay.panels.allocation.all', 'All') : node.name;
}

export interface Fact {
  readonly name: string;
  readonly text: string;
}

interface Telling {
  readonly format: (value: number) => string;
  /** What the shares are of. */
  readonly whole: AllocationNode;
  readonly isEnlarged?: boolean;
}

/** All that is known of a node, for its tooltip and for who cannot see it. */
export function factsOf(node: AllocationNode, { format, whole, isEnlarged = false }: Telling): Fact[] {
  const cost = { name: t('outlay.panels.allocation.cost', 'Cost'), text: format(node.value) };
  return [
    cost,
    ...shareFact(node, whole),
    ...previousFacts(node, format),
    ...creditFact(node, format),
    ...sizeFact(node, isEnlarged),
  ];
}

/**
 * The same in one sentence. It begins with the words that are drawn, in their order, so that who speaks to the page can
 * say what they see (WCAG 2.5.3).
 */
export function sentenceOf(node: AllocationNode, telling: Telling): string {
  const change = changeOf(node.value, node.previous);
  const drawn = [nameOf(node), telling.format(node.value), ...(change === null ? [] : [changeText(change)])].join(' ');
  const facts = factsOf(node, telling).map(({ name, text }) => `${name} ${text}`);
  return [drawn, ...(node.level === null ? [] : [node.level]), ...facts.slice(1)].join(', ');
}

/** The share of a node in the whole, where both are costs: a share of credits would mislead. */
export function shareOf(node: AllocationNode, whole: AllocationNode): string | null {
  return whole.value > 0 && node.value >= 0 ? percent(node.value / whole.value) : null;
}

function shareFact(node: AllocationNode, whole: AllocationNode): Fact[] {
  const text = shareOf(node, whole);
  const name = t('outlay.panels.allocation.shareOf', 'Share of {{whole}}', {
    whole: nameOf(whole),
    interpolation: { escapeValue: false },
  });
  return text === null ? [] : [{ name, text }];
}

function previousFacts(node: AllocationNode, format: Telling['format']): Fact[] {
  const change = changeOf(node.value, node.previous);
  if (change === null || node.previous === null) return [];
  return [
    { name: t('outlay.panels.allocation.previous', 'Previous'), text: format(node.previous) },
    { name: t('outlay.panels.allocation.change', 'Change'), text: changeText(change) },
  ];
}

function creditFact(node: AllocationNode, format: Telling['format']): Fact[] {
  if (node.kind === 'credits' || node.credit === 0 || node.children.length === 0) return [];
  return [{ name: t('outlay.panels.allocation.ofWhichCredits', 'Of which credits'), text: format(node.credit) }];
}

function sizeFact(node: AllocationNode, isEnlarged: boolean): Fact[] {
  if (!isEnlarged || node.kind === 'credits') return [];
  return [
    {
      name: t('outlay.panels.allocation.size', 'Size'),
      text: t('outlay.panels.allocation.enlarged', 'drawn larger than its share, to be seen'),
    },
  ];
}
