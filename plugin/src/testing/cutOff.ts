import { act } from '@testing-library/react';
import { vi } from 'vitest';

/** From here on elements of a name are wider inside than out, which jsdom cannot measure; call the answer to measure. */
export function cutOff(label: string): () => void {
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(300);
  vi.spyOn(Element.prototype, 'scrollWidth', 'get').mockImplementation(function (this: Element) {
    return this.getAttribute('aria-label') === label ? 500 : 300;
  });
  const looks: (() => void)[] = [];
  vi.spyOn(globalThis, 'ResizeObserver').mockImplementation(
    class {
      constructor(look: ResizeObserverCallback) {
        looks.push(() => look([], this));
      }
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  return () => act(() => looks.forEach((look) => look()));
}
