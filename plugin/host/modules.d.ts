/** The routers that @grafana/ui brings along; vite.config.mjs says where they lie. */
declare module 'react-router-dom-v5-compat' {
  export { Route, Routes, useLocation } from 'react-router-dom';
  export const CompatRouter: React.ComponentType<{ readonly children: React.ReactNode }>;
}

declare module 'react-router-dom-v5' {
  export const Router: React.ComponentType<{ readonly history: object; readonly children: React.ReactNode }>;
}

/** A setter that @grafana/runtime does not export. */
declare module '@outlay/runtime-internals/components/PluginPage.mjs' {
  export function setPluginPage(
    page: React.ComponentType<Record<string, React.ReactNode> & { readonly pageNav?: { readonly text: string } }>,
  ): void;
}
