import { t } from '@grafana/i18n';
import { plain } from '../../format/plain';
import type { AllocationNode } from './AllocationNode';
import { changeOf, changeText } from './change';
import { percentFormat } from './percentFormat';

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

/** Names of facts. They are the same for all parts of a whole, and translating them takes longer than writing them. */
export interface FactNames {
  readonly cost: string;
  readonly share: string;
  readonly previous: string;
  readonly change: string;
  readonly credits: string;
  readonly size: string;
  readonly enlarged: string;
}

export function factNames(whole: AllocationNode): FactNames {
  return {
    cost: t('outlay.panels.allocation.cost', 'Cost'),
    share: t('outlay.panels.allocation.shareOf', 'Share of {{whole}}', plain({ whole: nameOf(whole) })),
    previous: t('outlay.panels.allocation.previous', 'Previous'),
    change: t('outlay.panels.allocation.change', 'Change'),
    credits: t('outlay.panels.allocation.ofWhichCredits', 'Of which credits'),
    size: t('outlay.panels.allocation.size', 'Size'),
    enlarged: t('outlay.panels.allocation.enlarged', 'drawn larger than its share, to be seen'),
  };
}

interface Telling {
  readonly format: (value: number) => string;
  /** What the shares are of. */
  readonly whole: AllocationNode;
  readonly names: FactNames;
  readonly isEnlarged?: boolean;
}

/** All that is known of a node, for its tooltip and for who cannot see it. */
export function factsOf(node: AllocationNode, telling: Telling): Fact[] {
  return [{ name: telling.names.cost, text: telling.format(node.value) }, ...moreFacts(node, telling)];
}

/**
 * The same in one sentence. It begins with the words that are drawn, in their order, so that who speaks to the page can
 * say what they see (WCAG 2.5.3).
 */
export function sentenceOf(node: AllocationNode, telling: Telling): string {
  const change = changeOf(node.value, node.previous);
  const drawn = [nameOf(node), telling.format(node.value), ...(change === null ? [] : [changeText(change)])].join(' ');
  const facts = moreFacts(node, telling).map(({ name, text }) => `${name} ${text}`);
  return [drawn, ...(node.level === null ? [] : [node.level]), ...facts].join(', ');
}

/** The share of a node in the whole, where both are costs: a share of credits would mislead. */
export function shareOf(node: AllocationNode, whole: AllocationNode): string | null {
  if (whole.value <= 0 || node.value < 0) return null;
  return percentFormat({ maximumFractionDigits: 1 }).format(node.value / whole.value);
}

function moreFacts(node: AllocationNode, { format, whole, names, isEnlarged = false }: Telling): Fact[] {
  const share = shareOf(node, whole);
  const change = changeOf(node.value, node.previous);
  const facts: Fact[] = share === null ? [] : [{ name: names.share, text: share }];
  if (change !== null && node.previous !== null) {
    facts.push({ name: names.previous, text: format(node.previous) });
    facts.push({ name: names.change, text: changeText(change) });
  }
  if (node.kind !== 'credits' && node.credit !== 0 && node.children.length > 0) {
    facts.push({ name: names.credits, text: format(node.credit) });
  }
  if (isEnlarged && node.kind !== 'credits') facts.push({ name: names.size, text: names.enlarged });
  return facts;
}
