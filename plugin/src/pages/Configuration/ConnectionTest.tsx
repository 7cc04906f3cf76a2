import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import type { SourcesResponse } from '@outlay/contract/api';
import React, { useState } from 'react';
import type { Client } from '../../api/client';
import { moment } from '../../format/time';
import type { FailureWords } from './connectionFailure';
import { connectionFailure } from './connectionFailure';
import { SourcesTable } from '../../components/SourcesTable';

interface ConnectionTestProps {
  readonly client: Pick<Client, 'read'>;
  readonly url: string;
  /** What is tested is what is saved. */
  readonly isChanged: boolean;
}

type Test =
  | { readonly state: 'idle' | 'asking' }
  | { readonly state: 'failed'; readonly words: FailureWords }
  | { readonly state: 'answered'; readonly answer: SourcesResponse };

/** Asks the exporter through Grafana, and says what is wrong, or what it reads. */
export function ConnectionTest({ client, url, isChanged }: ConnectionTestProps) {
  const [test, setTest] = useState<Test>({ state: 'idle' });

  const ask = async () => {
    setTest({ state: 'asking' });
    try {
      setTest({ state: 'answered', answer: await client.read('sources') });
    } catch (error) {
      setTest({ state: 'failed', words: connectionFailure(error, url) });
    }
  };

  return (
    <Stack direction="column" gap={2} alignItems="flex-start">
      <Stack direction="row" gap={2} alignItems="center" wrap="wrap">
        <Button
          variant="secondary"
          icon="heart-rate"
          disabled={isChanged || test.state === 'asking'}
          onClick={() => void ask()}
        >
          {test.state === 'asking'
            ? t('outlay.connection.asking', 'Testing…')
            : t('outlay.connection.test', 'Test the connection')}
        </Button>
        {isChanged && <span>{t('outlay.connection.save-first', 'Save first: what is saved is tested.')}</span>}
      </Stack>
      <div aria-live="polite" style={{ width: '100%' }}>
        {test.state === 'failed' && (
          <Alert severity="error" title={test.words.title}>
            {test.words.next}
          </Alert>
        )}
        {test.state === 'answered' && <Answered answer={test.answer} />}
      </div>
    </Stack>
  );
}

function Answered({ answer }: { readonly answer: SourcesResponse }) {
  const down = answer.sources.filter(({ up }) => !up);
  return (
    <>
      <Alert
        severity={down.length === 0 ? 'success' : 'warning'}
        title={
          down.length === 0
            ? t('outlay.connection.works', 'The connection works')
            : t('outlay.connection.works-partly', 'The connection works, but {{names}} cannot be read', {
                names: down.map(({ id }) => id).join(', '),
                interpolation: { escapeValue: false },
              })
        }
      >
        {t('outlay.connection.published', 'Figures in {{currency}}, published {{moment}}.', {
          currency: answer.currency,
          moment: moment(answer.publishedAt),
          interpolation: { escapeValue: false },
        })}
      </Alert>
      {answer.sources.length === 0 ? (
        <p>{t('outlay.sources.none', 'The exporter has no sources. Add one to its configuration.')}</p>
      ) : (
        <SourcesTable sources={answer.sources} />
      )}
    </>
  );
}
