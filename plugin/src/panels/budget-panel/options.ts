const MODES = ['auto', 'one', 'many'] as const;

export interface BudgetPanelOptions {
  /** `auto`: the chart for one budget, the list for many. */
  readonly mode: (typeof MODES)[number];
  /** The budget to show when there are many; variables are allowed. Empty: the one that runs out first. */
  readonly budget: string;
  /** Stands for the currency of the series; empty: as the series say. */
  readonly currency: string;
  readonly showBand: boolean;
  readonly showWindows: boolean;
}

export const DEFAULTS: BudgetPanelOptions = {
  mode: 'auto',
  budget: '',
  currency: '',
  showBand: true,
  showWindows: true,
};

/** Options of any earlier version, or typed by hand: what is not understood becomes the default, what is unknown goes. */
export function migrateOptions({ options }: { readonly options?: unknown }): BudgetPanelOptions {
  const given: Readonly<Record<string, unknown>> =
    typeof options === 'object' && options !== null ? { ...options } : {};
  return {
    mode: MODES.find((mode) => mode === given['mode']) ?? DEFAULTS.mode,
    budget: textOr(given['budget'], DEFAULTS.budget),
    currency: textOr(given['currency'], DEFAULTS.currency),
    showBand: typeof given['showBand'] === 'boolean' ? given['showBand'] : DEFAULTS.showBand,
    showWindows: typeof given['showWindows'] === 'boolean' ? given['showWindows'] : DEFAULTS.showWindows,
  };
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}
