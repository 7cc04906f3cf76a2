import type { LinkModel } from '@grafana/data';
import { ContextMenu, MenuItem } from '@grafana/ui';
import React from 'react';

interface LinksMenuProps {
  readonly links: readonly LinkModel[];
  /** What the menu belongs to; the focus goes back there. */
  readonly anchor: Element;
  readonly onClose: () => void;
}

/** The data links of one leaf. */
export function LinksMenu({ links, anchor, onClose }: LinksMenuProps) {
  const box = anchor.getBoundingClientRect();
  const close = () => {
    onClose();
    if (anchor instanceof HTMLElement) anchor.focus();
  };
  return (
    <ContextMenu
      x={box.left + Math.min(24, box.width / 2)}
      y={box.top + Math.min(24, box.height / 2)}
      onClose={close}
      renderMenuItems={() =>
        links.map((link) => (
          <MenuItem
            key={`${link.title} ${link.href}`}
            label={link.title}
            url={link.href}
            target={link.target}
            icon={link.target === '_blank' ? 'external-link-alt' : 'link'}
            onClick={link.onClick}
          />
        ))
      }
    />
  );
}
