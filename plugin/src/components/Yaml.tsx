import { t } from '@grafana/i18n';
import { ClipboardButton, Stack } from '@grafana/ui';
import React from 'react';

/** A piece of configuration to copy or to commit: the plugin proposes, it never changes what the exporter reads. */
export function Yaml({ text }: { readonly text: string }) {
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <pre aria-label={t('outlay.yaml.label', 'Proposed configuration')} style={{ width: '100%', margin: 0 }}>
        {text}
      </pre>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => text}>
        {t('outlay.yaml.copy', 'Copy')}
      </ClipboardButton>
    </Stack>
  );
}
