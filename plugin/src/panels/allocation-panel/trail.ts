import { foldNodes, type AllocationNode } from './AllocationNode';

/** From the root to what is in focus. */
export type Trail = readonly [AllocationNode, ...AllocationNode[]];

export function focusOf(trail: Trail): AllocationNode {
  return trail.at(-1) ?? trail[0];
}

/** The trail down to a node that is drawn somewhere below the focus. */
export function trailTo(trail: Trail, target: AllocationNode): Trail {
  const focus = focusOf(trail);
  const steps: AllocationNode[] = [];
  let node = focus;
  for (const name of target.path.slice(focus.path.length)) {
    const child = node.children.find((candidate) => candidate.path.at(-1) === name);
    if (child === undefined) break;
    steps.push(child);
    node = child;
  }
  const [root, ...above] = trail;
  return [root, ...above, ...steps, ...(target.kind === 'folded' ? [target] : [])];
}

/** The same trail through newly read values, as far as its names are still there. */
export function followTrail(root: AllocationNode, trail: Trail): Trail {
  const steps: AllocationNode[] = [];
  let node = root;
  for (const step of trail.slice(1)) {
    const next = step.kind === 'folded' ? refold(node, step) : node.children.find((child) => child.id === step.id);
    if (next === undefined) break;
    steps.push(next);
    node = next;
  }
  return [root, ...steps];
}

function refold(parent: AllocationNode, folded: AllocationNode): AllocationNode | undefined {
  const ids = new Set(folded.children.map((child) => child.id));
  const hidden = parent.children.filter((child) => ids.has(child.id));
  return hidden.length === 0 ? undefined : foldNodes(parent, hidden);
}
