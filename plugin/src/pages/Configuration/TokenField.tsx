import { t } from '@grafana/i18n';
import { Field, SecretInput } from '@grafana/ui';
import React from 'react';
import type { TokenState } from './settings';

interface TokenFieldProps {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly token: TokenState;
  readonly onChange: (token: TokenState) => void;
}

/** A secret that can be set and reset, never read. */
export function TokenField({ id, label, description, token, onChange }: TokenFieldProps) {
  return (
    <Field label={label} description={description} htmlFor={id}>
      <SecretInput
        id={id}
        autoComplete="off"
        isConfigured={token.state === 'stored'}
        value={token.state === 'typed' ? token.text : ''}
        placeholder={t('outlay.configuration.token', 'Token')}
        onReset={() => onChange({ state: 'typed', text: '' })}
        onChange={({ currentTarget }) => onChange({ state: 'typed', text: currentTarget.value })}
      />
    </Field>
  );
}
