import { renderTextPanelMarkdown } from '@grafana/data';
import type { PanelProps } from '@grafana/data';
import React from 'react';

interface NoteOptions {
  readonly content: string;
}

/** Words in Markdown, as Grafana's panel "Text" writes them. */
export function Note({ options, replaceVariables, width, height }: PanelProps<NoteOptions>) {
  const html = renderTextPanelMarkdown(replaceVariables(options.content));
  return (
    <div
      tabIndex={0}
      className="markdown-html"
      style={{ width, height, overflow: 'auto' }}
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}
