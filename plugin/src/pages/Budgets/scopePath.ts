import type { BudgetDefinition } from '@outlay/contract/api';
import { pageUrl } from '../../routes';
import { pathToText } from '../Allocation/question';

/** What most people want to see next inside of a scope. */
const NEXT = 'cloud_service';

/** Where the costs in the scope of a budget are; null when no path says it, as with two values of one dimension. */
export function scopeUrl(definition: BudgetDefinition | undefined): string | null {
  if (definition === undefined) return null;
  const scope = Object.entries(definition.scope ?? {});
  if (scope.length === 0) return pageUrl('allocation');
  if (scope.some(([, values]) => values.length !== 1)) return null;
  const levels = scope.map(([dimension]) => dimension);
  const path = pathToText(
    scope.map(([, [value = '']]) => value),
    levels,
  );
  return pageUrl('allocation', { levels: [...new Set([...levels, NEXT])].join(','), path });
}
