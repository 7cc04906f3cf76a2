import type { PanelModel } from '@grafana/data';

/** Every way to show the hierarchy. */
export const VIEWS = ['treemap', 'icicle', 'bars', 'table'] as const;
export type AllocationViewName = (typeof VIEWS)[number];

export interface AllocationOptions {
  readonly view: AllocationViewName;
  /** Labels or text columns from the outside in; empty takes all of them. */
  readonly levels: readonly string[];
  /** The query whose values are the previous period; empty for none. */
  readonly previousRefId: string;
  readonly showChange: boolean;
}

export const DEFAULT_OPTIONS: AllocationOptions = { view: 'treemap', levels: [], previousRefId: '', showChange: true };

/** Options that older or hand-written dashboards may hold, in the shape that the panel reads. */
export function migrateOptions(panel: Pick<PanelModel<Partial<AllocationOptions>>, 'options'>): AllocationOptions {
  const stored: Readonly<Record<string, unknown>> = { ...panel.options };
  return {
    view: VIEWS.find((view) => view === stored.view) ?? DEFAULT_OPTIONS.view,
    levels: levelNames(stored.levels),
    previousRefId: typeof stored.previousRefId === 'string' ? stored.previousRefId.trim() : '',
    showChange: stored.showChange !== false,
  };
}

/** A dashboard written by hand may name its levels in one text: `team, service`. */
function levelNames(stored: unknown): string[] {
  const names = typeof stored === 'string' ? stored.split(',') : Array.isArray(stored) ? stored : [];
  return names
    .filter((name) => typeof name === 'string')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
