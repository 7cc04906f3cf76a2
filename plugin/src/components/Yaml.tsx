import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { ClipboardButton, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';

interface YamlProps {
  readonly text: string;
  /** Where a person puts it, said before it. */
  readonly where?: string;
}

/** A piece of configuration to copy or to commit: the plugin proposes, it never changes what the exporter reads. */
export function Yaml({ text, where }: YamlProps) {
  const styles = useStyles2(getStyles);
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      {where !== undefined && <p className={styles.where}>{where}</p>}
      <pre aria-label={t('outlay.yaml.label', 'Proposed configuration')} className={styles.text}>
        {text}
      </pre>
      <ClipboardButton size="sm" variant="secondary" icon="copy" getText={() => text}>
        {t('outlay.yaml.copy', 'Copy')}
      </ClipboardButton>
    </Stack>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    where: css({ color: theme.colors.text.secondary, margin: 0 }),
    text: css({ width: '100%', margin: 0 }),
  };
}
