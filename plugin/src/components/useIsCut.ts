import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** Whether an element is wider inside than out, as long as it lives. */
export function useIsCut(): [RefObject<HTMLElement>, boolean] {
  const ref = useRef<HTMLElement>(null) as RefObject<HTMLElement>;
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const look = () => setCut(element.scrollWidth > element.clientWidth);
    const watcher = new ResizeObserver(look);
    for (const part of [element, ...element.children]) watcher.observe(part);
    return () => watcher.disconnect();
  }, []);
  return [ref, isCut];
}
