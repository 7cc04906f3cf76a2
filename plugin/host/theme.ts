import { createTheme } from '@grafana/data';
import { config } from '@grafana/runtime';

const mode = new URLSearchParams(location.search).get('theme') === 'light' ? 'light' : 'dark';

/** The theme that the address asks for; dark unless it says light. */
export const theme = createTheme({ colors: { mode } });

/** Plugins that ask the runtime for the theme get the same one. */
export function installTheme(): void {
  config.theme2 = theme;
}
