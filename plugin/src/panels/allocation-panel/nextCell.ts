import type { Cell } from './Cell';

/** Where a key moves among drawn cells; null for keys that do not move. Left goes out to the parent. */
export function nextCell(cells: readonly Cell[], index: number, key: string): number | null {
  const last = cells.length - 1;
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'ArrowLeft':
      return parentOf(cells, index) ?? Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

function parentOf(cells: readonly Cell[], index: number): number | null {
  const depth = cells[index]?.depth ?? 1;
  for (let before = index - 1; before >= 0; before -= 1) {
    if ((cells[before]?.depth ?? 1) < depth) return before;
  }
  return null;
}
