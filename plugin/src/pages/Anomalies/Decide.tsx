import { t } from '@grafana/i18n';
import { Alert, Button, Field, Stack, TextArea } from '@grafana/ui';
import type { IncidentChange, IncidentView } from '@outlay/contract/api';
import React, { useState } from 'react';
import { ApiError } from '../../api/ApiError';
import { useConnection } from '../../api/ClientContext';
import { Yaml } from '../../components/Yaml';
import { windowYaml } from './causeText';
import { SilenceForm } from './SilenceForm';
import type { Silences } from './useSilences';

interface DecideProps {
  readonly incident: IncidentView;
  readonly silences: Silences;
  /** Called when the exporter has taken a decision. */
  readonly decided: (decision: IncidentChange) => void;
}

/** What a person makes of an incident. Viewers see what was decided, not the buttons that they may not press. */
export function Decide({ incident, silences, decided }: DecideProps) {
  const { client, canEdit } = useConnection();
  const [note, setNote] = useState(incident.note ?? '');
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [showWindow, setShowWindow] = useState(false);
  if (!canEdit) return null;

  const decide = async (state: IncidentChange['state']) => {
    setBusy(true);
    setFailure(null);
    try {
      await client.changeIncident(incident.id, { state, note });
      decided({ state, note });
    } catch (error) {
      setFailure(error instanceof ApiError ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };
  const choices = choicesFor(incident.state);
  return (
    <Stack direction="column" gap={1}>
      <Field
        label={t('outlay.decide.note', 'Note')}
        description={t('outlay.decide.why', 'Kept in the ledger beside your name.')}
        noMargin
      >
        <TextArea
          id={`note-${incident.id}`}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </Field>
      <Stack direction="row" gap={1} wrap="wrap">
        {choices.map(({ state, text }) => (
          <Button key={state} size="sm" variant="secondary" disabled={isBusy} onClick={() => void decide(state)}>
            {text}
          </Button>
        ))}
        <Button size="sm" fill="text" aria-expanded={showWindow} onClick={() => setShowWindow(!showWindow)}>
          {t('outlay.decide.window', 'It was planned…')}
        </Button>
      </Stack>
      {failure !== null && <Alert severity="error" title={failure} />}
      {showWindow && (
        <>
          <Yaml text={windowYaml(incident, note)} />
          {incident.isAlerting && silences.canCreate && silences.over(incident.id) === null && (
            <SilenceForm incident={incident.id} note={note} silences={silences} />
          )}
        </>
      )}
    </Stack>
  );
}

function choicesFor(current: IncidentView['state']): readonly { state: IncidentChange['state']; text: string }[] {
  const all = [
    { state: 'acknowledged', text: t('outlay.decide.acknowledge', 'Acknowledge') },
    { state: 'explained', text: t('outlay.decide.explain', 'Explained') },
    { state: 'false', text: t('outlay.decide.false', 'False alarm') },
    { state: 'open', text: t('outlay.decide.reopen', 'Open again') },
  ] as const;
  return all.filter(({ state }) => state !== current);
}
