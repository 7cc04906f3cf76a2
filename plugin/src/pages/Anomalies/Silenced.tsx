import { t } from '@grafana/i18n';
import { Alert, Button, Stack } from '@grafana/ui';
import React from 'react';
import type { Silence } from '../../alerting/silence';
import { plain } from '../../format/plain';
import { moment } from '../../format/time';
import type { Silences } from './useSilences';
import { useAttempt } from './useAttempt';

interface SilencedProps {
  readonly silence: Silence;
  readonly silences: Pick<Silences, 'canEnd' | 'end'>;
}

/** Until when nobody is notified of an incident, by whose wish, and the way to end that. */
export function Silenced({ silence, silences }: SilencedProps) {
  const { endsAt, createdBy, comment, id } = silence;
  const { failure, isBusy, attempt } = useAttempt();
  return (
    <Alert
      severity="info"
      title={t('outlay.silence.until', 'Silenced until {{moment}}', plain({ moment: moment(endsAt) }))}
    >
      <Stack direction="column" gap={1} alignItems="flex-start">
        <span>
          {createdBy}: {comment}
        </span>
        {silences.canEnd && (
          <Button size="sm" variant="secondary" disabled={isBusy} onClick={() => void attempt(() => silences.end(id))}>
            {t('outlay.silence.end', 'End the silence')}
          </Button>
        )}
        {failure !== null && <Alert severity="error" title={failure} />}
      </Stack>
    </Alert>
  );
}
