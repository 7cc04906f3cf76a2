import type { AppPluginMeta } from '@grafana/data';
import type { PluginSettings } from '../../PluginSettings';

export const TOKENS = ['viewerToken', 'editorToken'] as const;
export type TokenName = (typeof TOKENS)[number];

/** A token as the form has it: as it is stored, unseen, or as it was typed. */
export type TokenState = { readonly state: 'stored' } | { readonly state: 'typed'; readonly text: string };

export interface SettingsForm {
  readonly exporterUrl: string;
  readonly prometheusUid: string | null;
  readonly viewerToken: TokenState;
  readonly editorToken: TokenState;
}

/** Why an address of the exporter cannot be right. */
export type UrlProblem = 'missing' | 'no-address' | 'scheme' | 'credentials' | 'query' | 'api-path';

type Meta = Pick<AppPluginMeta<PluginSettings>, 'enabled' | 'pinned' | 'jsonData' | 'secureJsonFields'>;

export function formOf({ jsonData, secureJsonFields }: Meta): SettingsForm {
  const token = (name: TokenName): TokenState =>
    secureJsonFields?.[name] === true ? { state: 'stored' } : { state: 'typed', text: '' };
  return {
    exporterUrl: jsonData?.exporterUrl ?? '',
    prometheusUid: jsonData?.prometheusUid ?? null,
    viewerToken: token('viewerToken'),
    editorToken: token('editorToken'),
  };
}

/** The body of a save. A token is sent only when it changed against what was `saved`: Grafana keeps what is not sent. */
export function settingsBody(meta: Meta, form: SettingsForm, saved: SettingsForm) {
  const changed = TOKENS.flatMap((name) => {
    const token = form[name];
    return token.state === 'typed' && !isSameToken(token, saved[name]) ? [[name, token.text.trim()] as const] : [];
  });
  const prometheus = form.prometheusUid === null ? {} : { prometheusUid: form.prometheusUid };
  return {
    enabled: meta.enabled ?? false,
    pinned: meta.pinned ?? false,
    jsonData: { ...meta.jsonData, exporterUrl: tidyUrl(form.exporterUrl), ...prometheus },
    ...(changed.length > 0 && { secureJsonData: Object.fromEntries(changed) }),
  };
}

/** What the form is after a save: typed tokens are stored, and cannot be read again. */
export function savedForm(form: SettingsForm): SettingsForm {
  const stored = (token: TokenState): TokenState =>
    token.state === 'typed' && token.text.trim() !== '' ? { state: 'stored' } : token;
  return {
    ...form,
    exporterUrl: tidyUrl(form.exporterUrl),
    viewerToken: stored(form.viewerToken),
    editorToken: stored(form.editorToken),
  };
}

export function isSameForm(form: SettingsForm, saved: SettingsForm): boolean {
  return (
    tidyUrl(form.exporterUrl) === saved.exporterUrl &&
    form.prometheusUid === saved.prometheusUid &&
    TOKENS.every((name) => isSameToken(form[name], saved[name]))
  );
}

/** The proxy appends /api/v1/…, so an address ends without a slash. */
export function tidyUrl(text: string): string {
  return text.trim().replace(/\/+$/, '');
}

export function urlProblem(text: string): UrlProblem | null {
  const tidy = tidyUrl(text);
  if (tidy === '') return 'missing';
  if (!URL.canParse(tidy)) return 'no-address';
  const url = new URL(tidy);
  if (!['http:', 'https:'].includes(url.protocol)) return 'scheme';
  if (url.username !== '' || url.password !== '') return 'credentials';
  if (url.search !== '' || url.hash !== '') return 'query';
  return /\/(api(\/v\d+.*)?|metrics)$/.test(url.pathname) ? 'api-path' : null;
}

function isSameToken(token: TokenState, saved: TokenState): boolean {
  if (token.state === 'stored' || saved.state === 'stored') return token.state === saved.state;
  return token.text.trim() === saved.text.trim();
}
