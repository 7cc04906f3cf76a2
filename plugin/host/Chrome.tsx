import { ThemeContext } from '@grafana/data';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { GlobalStyles, PortalContainer } from '@grafana/ui';
import React from 'react';
import type { ReactNode } from 'react';
import { CompatRouter } from 'react-router-dom-v5-compat';
import { Router } from 'react-router-dom-v5';
import { theme } from './theme';

/** What Grafana puts around everything: theme, styles, a place for portals, the address. */
export function Chrome({ children }: { readonly children: ReactNode }) {
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <PortalContainer />
      <LocationServiceProvider service={locationService}>
        <Router history={locationService.getHistory()}>
          <CompatRouter>{children}</CompatRouter>
        </Router>
      </LocationServiceProvider>
    </ThemeContext.Provider>
  );
}
