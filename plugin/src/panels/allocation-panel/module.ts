import { PanelPlugin, type PanelOptionsEditorBuilder } from '@grafana/data';
import { initPluginTranslations, t } from '@grafana/i18n';
import { Panel } from './components/Panel';
import { DEFAULT_OPTIONS, migrateOptions, type AllocationOptions } from './options';
import { suggest } from './suggestions';

void initPluginTranslations('outlay-allocation-panel');

export const plugin = new PanelPlugin<AllocationOptions>(Panel)
  .useFieldConfig()
  .setPanelOptions(addOptions)
  .setMigrationHandler(migrateOptions)
  .setSuggestionsSupplier(suggest);

function addOptions(builder: PanelOptionsEditorBuilder<AllocationOptions>) {
  builder
    .addRadio({
      path: 'view',
      name: t('outlay.panels.allocation.view', 'View'),
      defaultValue: DEFAULT_OPTIONS.view,
      settings: {
        options: [
          { value: 'treemap', label: t('outlay.panels.allocation.treemap', 'Treemap') },
          { value: 'icicle', label: t('outlay.panels.allocation.icicle', 'Icicle') },
          { value: 'bars', label: t('outlay.panels.allocation.bars', 'Ranked bars') },
          { value: 'table', label: t('outlay.panels.allocation.table', 'Table') },
        ],
      },
    })
    .addStringArray({
      path: 'levels',
      name: t('outlay.panels.allocation.levels', 'Levels'),
      description: t(
        'outlay.panels.allocation.levelsHelp',
        'Labels or text columns from the outside in, such as team, then service. Empty takes all labels, those with fewest values first.',
      ),
      defaultValue: [...DEFAULT_OPTIONS.levels],
      settings: { placeholder: 'team' },
    })
    .addTextInput({
      path: 'previousRefId',
      name: t('outlay.panels.allocation.previousQuery', 'Query of the previous period'),
      description: t(
        'outlay.panels.allocation.previousQueryHelp',
        'The letter of a query whose values are the previous period; they are matched by their labels.',
      ),
      defaultValue: DEFAULT_OPTIONS.previousRefId,
      settings: { placeholder: 'B' },
    })
    .addBooleanSwitch({
      path: 'showChange',
      name: t('outlay.panels.allocation.showChange', 'Show change'),
      defaultValue: DEFAULT_OPTIONS.showChange,
      showIf: (options) => options.previousRefId !== '',
    });
}
