import type { InterpolateFunction, ScopedVars } from '@grafana/data';
import { VariableFormatID } from '@grafana/schema';

const VARIABLE = /\$\{([^}]+)\}|\$(\w+)/g;
const FIELD_LABEL = '__field.labels.';

/** Writes variables of the dashboard into texts, and labels of the field into data links: `${__field.labels.team}`. */
export function interpolate(variables: Readonly<Record<string, string>>): InterpolateFunction {
  return (text, scopedVars, format) =>
    text.replace(VARIABLE, (whole, braced?: string, bare?: string) => {
      const name = braced ?? bare ?? '';
      const value = name.startsWith(FIELD_LABEL)
        ? labelOf(name.slice(FIELD_LABEL.length), scopedVars)
        : variables[name];
      if (value === undefined) return whole;
      return format === VariableFormatID.UriEncode ? encodeURIComponent(value) : value;
    });
}

function labelOf(name: string, scopedVars?: ScopedVars): string {
  return scopedVars?.__dataContext?.value.field.labels?.[name] ?? '';
}
