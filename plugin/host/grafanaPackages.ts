import * as emotionCss from '@emotion/css';
import * as emotionReact from '@emotion/react';
import * as grafanaData from '@grafana/data';
import * as grafanaRuntime from '@grafana/runtime';
import * as grafanaUi from '@grafana/ui';
import * as grafanaUiUnstable from '@grafana/ui/unstable';
import i18next from 'i18next';
import lodash from 'lodash';
import moment from 'moment';
import React from 'react';
import * as ReactDom from 'react-dom';
import * as ReactDomClient from 'react-dom/client';
import * as jsxRuntime from 'react/jsx-runtime';
import * as routerCompat from 'react-router-dom-v5-compat';
import * as rxjs from 'rxjs';
import * as rxjsOperators from 'rxjs/operators';

interface SystemJs {
  set(id: string, module: object): void;
  addImportMap(map: { imports: Record<string, string> }): void;
  import(url: string): Promise<Record<string, unknown>>;
}

declare global {
  interface Window {
    readonly System: SystemJs;
  }
}

/**
 * Gives plugins the packages that Grafana shares with them. Call it after every `setX` of the runtime: the copies do not
 * follow live bindings.
 */
export function sharePackages(): void {
  const packages: Record<string, object> = {
    react: React,
    'react-dom': ReactDom,
    'react-dom/client': ReactDomClient,
    'react/jsx-runtime': jsxRuntime,
    '@grafana/data': grafanaData,
    '@grafana/ui': grafanaUi,
    '@grafana/ui/unstable': grafanaUiUnstable,
    '@grafana/runtime': grafanaRuntime,
    '@emotion/css': emotionCss,
    '@emotion/react': emotionReact,
    rxjs,
    'rxjs/operators': rxjsOperators,
    lodash: { ...lodash, default: lodash, __useDefault: true },
    moment: { default: moment, __useDefault: true },
    i18next: { default: i18next, __useDefault: true },
    'react-router': routerCompat,
  };
  const imports: Record<string, string> = {};
  for (const [name, shared] of Object.entries(packages)) {
    const id = `package:${name}`;
    imports[name] = id;
    window.System.set(id, { ...shared, default: 'default' in shared ? shared.default : shared });
  }
  window.System.addImportMap({ imports });
}
