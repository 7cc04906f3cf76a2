import {
  FieldColorModeId,
  FieldConfigProperty,
  identityOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformersRegistry,
  ThresholdsMode,
} from '@grafana/data';
import type { FieldConfigPropertyItem, StandardEditorsRegistryItem } from '@grafana/data';

// The real editors live in Grafana itself: panels can be shown here, their editor cannot.
const EDITORS = [
  ...['number', 'slider', 'text', 'strings', 'boolean', 'select', 'radio', 'unit', 'links', 'actions', 'color'],
  ...['fieldColor', 'thresholds', 'mappings', 'timezone', 'multi-select', 'stats-picker', 'fieldName'],
];

const NoEditor = () => null;

/** What panels need to be registered before they load. */
export function installRegistries(): void {
  standardEditorsRegistry.setInit(() =>
    EDITORS.map((id) => ({ id, name: id, editor: NoEditor }) as unknown as StandardEditorsRegistryItem),
  );
  standardFieldConfigEditorRegistry.setInit(() => [
    property(FieldConfigProperty.Unit, 'unit'),
    property(FieldConfigProperty.Min, 'min'),
    property(FieldConfigProperty.Max, 'max'),
    property(FieldConfigProperty.Decimals, 'decimals'),
    property(FieldConfigProperty.DisplayName, 'displayName'),
    property(FieldConfigProperty.NoValue, 'noValue'),
    property(FieldConfigProperty.Color, 'color', { mode: FieldColorModeId.PaletteClassic }),
    property(FieldConfigProperty.Thresholds, 'thresholds', {
      mode: ThresholdsMode.Absolute,
      steps: [{ value: -Infinity, color: 'green' }],
    }),
    property(FieldConfigProperty.Mappings, 'mappings', []),
    property(FieldConfigProperty.Links, 'links'),
    property(FieldConfigProperty.Filterable, 'filterable'),
  ]);
  standardTransformersRegistry.setInit(() => []);
}

function property(id: string, path: string, defaultValue?: unknown): FieldConfigPropertyItem {
  return {
    ...{ id, path, name: id, editor: NoEditor, override: NoEditor, settings: {}, defaultValue },
    ...{ process: identityOverrideProcessor, shouldApply: () => true },
  } as unknown as FieldConfigPropertyItem;
}
