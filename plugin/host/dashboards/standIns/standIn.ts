import { identityOverrideProcessor, PanelPlugin } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import type { ComponentType } from 'react';

/** A stand-in for a core panel, with the custom field options that overrides may set, and what they are unless set. */
export function standIn<Options extends object>(
  View: ComponentType<PanelProps<Options>>,
  custom: Readonly<Record<string, unknown>> = {},
): PanelPlugin<Options> {
  return new PanelPlugin<Options>(View).useFieldConfig({
    useCustomConfig: (builder) => {
      for (const [path, defaultValue] of Object.entries(custom)) {
        builder.addCustomEditor({
          ...{ id: path, path, name: path, defaultValue, settings: {} },
          ...{ editor: () => null, override: () => null },
          ...{ process: identityOverrideProcessor, shouldApply: () => true },
        });
      }
    },
  });
}
