import { useCallback, useState } from 'react';

/** What a drawing is as wide as until its place is known. */
const UNKNOWN = 600;

/** The width of an element in pixels, as it changes. React 18 has no clean-up of refs, so the observer goes with its element. */
export function useWidth(): [(element: HTMLElement | null) => void, number] {
  const [width, setWidth] = useState(UNKNOWN);
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined && entry.contentRect.width > 0) setWidth(entry.contentRect.width);
    });
    observer.observe(element);
  }, []);
  return [ref, width];
}
