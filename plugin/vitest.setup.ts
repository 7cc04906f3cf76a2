import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { createElement } from 'react';
import type { ReactNode } from 'react';
import { afterEach, vi } from 'vitest';

afterEach(cleanup);

// What jsdom lacks and @grafana/ui asks for.
const nothing = () => undefined;
Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (media: string) => ({
    ...{ matches: false, media, onchange: null, dispatchEvent: () => false },
    ...{ addEventListener: nothing, removeEventListener: nothing, addListener: nothing, removeListener: nothing },
  }),
});
class Observer {
  observe = nothing;
  unobserve = nothing;
  disconnect = nothing;
  takeRecords = () => [];
}
vi.stubGlobal('ResizeObserver', Observer);
vi.stubGlobal('IntersectionObserver', Observer);
// Grafana sets the frame of a page when it starts.
vi.mock('@grafana/runtime', async (original) => ({
  ...(await original<object>()),
  PluginPage: ({ actions, children }: { readonly actions?: ReactNode; readonly children: ReactNode }) =>
    createElement('main', null, actions, children),
}));
vi.mock('react-inlinesvg', () => ({ default: () => null, cacheStore: { clear: nothing, keys: () => [] } }));
HTMLCanvasElement.prototype.getContext = (() => ({
  measureText: (text: string) => ({ width: 8 * text.length }),
})) as unknown as typeof HTMLCanvasElement.prototype.getContext;
