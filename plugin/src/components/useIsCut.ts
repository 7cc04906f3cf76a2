import { useEffect, useState } from 'react';

/** Whether an element is wider inside than out, as long as it lives. The first is its ref. */
export function useIsCut(): [(element: HTMLElement | null) => void, boolean] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    if (element === null) return undefined;
    const look = () => setCut(element.scrollWidth > element.clientWidth);
    const watcher = new ResizeObserver(look);
    for (const part of [element, ...element.children]) watcher.observe(part);
    return () => watcher.disconnect();
  }, [element]);
  return [setElement, isCut];
}
