import type { Cell } from './Cell';

/** How much of its label a rectangle has room for. */
export interface LabelFit {
  readonly hasName: boolean;
  readonly hasValue: boolean;
  readonly hasChange: boolean;
  readonly isOneLine: boolean;
}

// Pixels below which another word would only be cut off.
const NAME = { width: 34, height: 14 };
const VALUE_BESIDE = 110;
const CHANGE_BESIDE = 150;
const VALUE_BELOW = 38;
const CHANGE_BELOW = 54;

/** What has no name of its own is always named, however small it is drawn. */
export function fitLabel({ node, box, isOpen }: Pick<Cell, 'node' | 'box' | 'isOpen'>): LabelFit {
  const isOneLine = isOpen || box.height < VALUE_BELOW;
  return {
    isOneLine,
    hasName: node.kind !== 'plain' || (box.width >= NAME.width && box.height >= NAME.height),
    hasValue: !isOneLine || box.width >= VALUE_BESIDE,
    hasChange: isOneLine ? box.width >= CHANGE_BESIDE : box.height >= CHANGE_BELOW,
  };
}
