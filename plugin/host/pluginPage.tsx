import { setPluginPage } from '@outlay/runtime-internals/components/PluginPage.mjs';
import React from 'react';
import type { ReactNode } from 'react';

type PluginPageProps = Record<string, ReactNode> & { readonly pageNav?: { readonly text: string } };

/** The frame of a page of an app: what Grafana has around it, without its menus. */
export function installPluginPage(): void {
  setPluginPage(({ children, pageNav, subTitle, actions }: PluginPageProps) => (
    <main style={{ padding: 16 }}>
      <h1>{pageNav?.text}</h1>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16, justifyContent: 'space-between', marginBottom: 16 }}>
        <span>{subTitle}</span>
        {actions}
      </div>
      {children}
    </main>
  ));
}
