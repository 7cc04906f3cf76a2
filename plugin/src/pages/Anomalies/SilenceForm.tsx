import { t } from '@grafana/i18n';
import { Alert, Button, Field, Input, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { useConnection } from '../../api/ClientContext';
import { dayOf } from '../../format/days';
import { plain } from '../../format/plain';
import { useAttempt } from './useAttempt';
import type { Silences } from './useSilences';

const DAY = 86_400_000;
const USUAL_DAYS = 7;

interface SilenceFormProps {
  readonly incident: string;
  readonly note: string;
  readonly silences: Pick<Silences, 'create'>;
}

/** Keeps Grafana from notifying anybody of an incident while what was planned goes on. */
export function SilenceForm({ incident, note, silences }: SilenceFormProps) {
  const { now } = useConnection();
  const [last, setLast] = useState(dayOf(now + USUAL_DAYS * DAY));
  const { failure, isBusy, attempt } = useAttempt();
  const until = new Date(Date.parse(last) + DAY);
  const isPast = Number.isNaN(until.getTime()) || until.getTime() <= now;
  const comment =
    note.trim() === ''
      ? t('outlay.silence.comment', 'Planned, see incident {{incident}}', plain({ incident }))
      : t('outlay.silence.commentWithNote', 'Planned: {{note}}', plain({ note: note.trim() }));
  return (
    <Stack direction="column" gap={1} alignItems="flex-start">
      <Field
        label={t('outlay.silence.last', 'Last day without notifications')}
        description={t(
          'outlay.silence.what',
          'Silences this incident in Grafana, page and ticket, until the end of that day in UTC. Other incidents still notify.',
        )}
        invalid={isPast}
        error={t('outlay.silence.past', 'Choose today or a day to come.')}
        noMargin
      >
        <Input
          id={`silence-${incident}`}
          type="date"
          width={20}
          min={dayOf(now)}
          value={last}
          onChange={(event) => setLast(event.currentTarget.value)}
        />
      </Field>
      <Button
        size="sm"
        variant="secondary"
        icon="bell-slash"
        disabled={isBusy || isPast}
        onClick={() => void attempt(() => silences.create(incident, until, comment))}
      >
        {t('outlay.silence.create', 'Silence notifications')}
      </Button>
      {failure !== null && <Alert severity="error" title={failure} />}
    </Stack>
  );
}
