import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations, t } from '@grafana/i18n';
import { Panel } from './components/Panel';
import { DEFAULTS, migrateOptions } from './options';
import type { BudgetPanelOptions } from './options';
import { suggest } from './suggest';

// Texts are English in the code; until this has run, `t` warns that it has no namespace.
void initPluginTranslations('outlay-budget-panel');

export const plugin = new PanelPlugin<BudgetPanelOptions>(Panel)
  .useFieldConfig({ standardOptions: {}, disableStandardOptions: Object.values(FieldConfigProperty) })
  .setDataSupport({ annotations: true, alertStates: false })
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggest)
  .setPanelOptions((builder) =>
    builder
      .addRadio({
        path: 'mode',
        name: t('outlay.budget.option-mode', 'Show'),
        description: t('outlay.budget.option-mode-help', 'Auto shows the chart for one budget and the list for many.'),
        defaultValue: DEFAULTS.mode,
        settings: {
          options: [
            { value: 'auto', label: t('outlay.budget.mode-auto', 'Auto') },
            { value: 'one', label: t('outlay.budget.mode-one', 'One budget') },
            { value: 'many', label: t('outlay.budget.mode-many', 'List') },
          ],
        },
      })
      .addTextInput({
        path: 'budget',
        name: t('outlay.budget.option-budget', 'Budget'),
        description: t(
          'outlay.budget.option-budget-help',
          'Its id; empty: the one that runs out first. Variables are allowed.',
        ),
        defaultValue: DEFAULTS.budget,
        showIf: ({ mode }) => mode === 'one',
      })
      .addTextInput({
        path: 'currency',
        name: t('outlay.budget.option-currency', 'Currency'),
        description: t(
          'outlay.budget.option-currency-help',
          'Such as EUR; empty: the label of the series. Nothing is converted.',
        ),
        defaultValue: DEFAULTS.currency,
      })
      .addBooleanSwitch({
        path: 'showBand',
        name: t('outlay.budget.option-band', 'Forecast'),
        description: t('outlay.budget.option-band-help', 'The band from the 10th to the 90th percentile.'),
        defaultValue: DEFAULTS.showBand,
      })
      .addBooleanSwitch({
        path: 'showWindows',
        name: t('outlay.budget.option-windows', 'Pace by window'),
        defaultValue: DEFAULTS.showWindows,
      }),
  );
