import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Badge, Button, EmptyState, LinkButton, RadioButtonGroup, Stack, TextLink, useStyles2 } from '@grafana/ui';
import type { IncidentChange, IncidentsResponse, IncidentView } from '@outlay/contract/api';
import React, { useState } from 'react';
import { useRead } from '../../api/ClientContext';
import { Await } from '../../components/Await';
import { Card, Page } from '../../components/Page';
import { useUrlState } from '../../components/useUrlState';
import { money } from '../../format/money';
import { day, moment } from '../../format/time';
import { plain } from '../../format/plain';
import { CausePath } from './CausePath';
import { scopeText } from './causeText';
import { Decide } from './Decide';
import { Silenced } from './Silenced';
import { sliceUrl } from './sliceUrl';
import { StepChart } from './StepChart';
import { inTriageOrder } from './triage';
import { useSilences } from './useSilences';
import type { Silences } from './useSilences';

/** Unusual costs as a list to work through: what, since when, how much, why, and what people made of it. */
export default function Anomalies() {
  const [{ show, incident }, change] = useUrlState({ show: 'open', incident: '' });
  const incidents = useRead('incidents');
  const [decisions, setDecisions] = useState<Decisions>({});
  return (
    <Page
      title={t('outlay.anomalies.title', 'Anomalies')}
      subTitle={t('outlay.anomalies.subTitle', 'Costs that their calendar does not explain, one incident a cause.')}
      actions={
        <RadioButtonGroup
          aria-label={t('outlay.anomalies.show', 'Show')}
          value={show}
          onChange={(chosen) => change({ show: chosen, incident: '' })}
          options={[
            { value: 'open', label: t('outlay.anomalies.open', 'Open') },
            { value: 'all', label: t('outlay.anomalies.all', 'All') },
          ]}
        />
      }
    >
      <Await reading={incidents} lines={8}>
        {(data: IncidentsResponse) => (
          <IncidentList
            {...data}
            incidents={inTriageOrder(withDecisions(data.incidents, decisions)).filter(
              ({ id, state }) => show === 'all' || state === 'open' || id === incident,
            )}
            chosen={incident}
            choose={(id) => change({ incident: id })}
            decided={(id, decision) => setDecisions({ ...decisions, [id]: decision })}
          />
        )}
      </Await>
    </Page>
  );
}

/** What was decided here: the exporter has it at once, and tells of it with its next publication. */
type Decisions = Readonly<Record<string, IncidentChange>>;

function withDecisions(incidents: readonly IncidentView[], decisions: Decisions): readonly IncidentView[] {
  return incidents.map((incident) => ({ ...incident, ...decisions[incident.id] }));
}

interface IncidentListProps extends IncidentsResponse {
  readonly chosen: string;
  readonly choose: (id: string) => void;
  readonly decided: (id: string, decision: IncidentChange) => void;
}

function IncidentList({ incidents, currency, chosen, choose, decided }: IncidentListProps) {
  const styles = useStyles2(getStyles);
  const silences = useSilences();
  if (incidents.length === 0) {
    return (
      <EmptyState
        variant="completed"
        message={t('outlay.anomalies.calm', 'No unusual cost. Thirty days of bills are needed before the first.')}
      />
    );
  }
  return (
    <ul className={styles.list}>
      {incidents.map((incident) => (
        <li key={incident.id}>
          <Card
            title={scopeText(incident.scope, t('outlay.anomalies.everything', 'Everything'))}
            extra={<Badges incident={incident} isSilenced={silences.over(incident.id) !== null} />}
          >
            <p>{sentence(incident, currency)}</p>
            <CausePath incident={incident} />
            <Button
              size="sm"
              fill="text"
              variant="secondary"
              icon={chosen === incident.id ? 'angle-down' : 'angle-right'}
              aria-expanded={chosen === incident.id}
              onClick={() => choose(chosen === incident.id ? '' : incident.id)}
            >
              {t('outlay.anomalies.details', 'Days, deploys and decision')}
            </Button>
            <LinkButton size="sm" fill="text" variant="secondary" icon="sitemap" href={sliceUrl(incident)}>
              {t('outlay.anomalies.costs', 'Its costs')}
            </LinkButton>
            {chosen === incident.id && (
              <Details {...{ incident, currency, silences }} decided={(decision) => decided(incident.id, decision)} />
            )}
          </Card>
        </li>
      ))}
    </ul>
  );
}

function Badges({ incident, isSilenced }: { readonly incident: IncidentView; readonly isSilenced: boolean }) {
  return (
    <Stack direction="row" gap={1}>
      {isSilenced && <Badge color="blue" icon="bell-slash" text={t('outlay.anomalies.silenced', 'Silenced')} />}
      <StateBadge {...incident} />
    </Stack>
  );
}

function StateBadge({ state, status, isAlerting }: IncidentView) {
  if (state !== 'open') return <Badge color="blue" icon="check" text={stateText(state)} />;
  if (isAlerting) return <Badge color="orange" icon="bell" text={t('outlay.anomalies.alerting', 'Open, alerting')} />;
  return status === 'active' ? (
    <Badge color="orange" icon="exclamation-triangle" text={stateText(state)} />
  ) : (
    <Badge color="darkgrey" icon="history" text={t('outlay.anomalies.over', 'Open, over')} />
  );
}

function stateText(state: IncidentView['state']): string {
  const texts: Readonly<Record<IncidentView['state'], string>> = {
    open: t('outlay.anomalies.stateOpen', 'Open'),
    acknowledged: t('outlay.anomalies.acknowledged', 'Acknowledged'),
    explained: t('outlay.anomalies.explained', 'Explained'),
    false: t('outlay.anomalies.false', 'False alarm'),
  };
  return texts[state];
}

function sentence({ kind, impact, firstDay, lastDay }: IncidentView, currency: string): string {
  const days = firstDay === lastDay ? day(firstDay) : `${day(firstDay)} – ${day(lastDay)}`;
  const said = { amount: money(Math.abs(impact), currency), days };
  if (kind === 'leak') return t('outlay.anomalies.leak', '{{amount}} more in a slow rise, {{days}}', plain(said));
  return impact > 0
    ? t('outlay.anomalies.rise', '{{amount}} above what was expected, {{days}}', plain(said))
    : t('outlay.anomalies.drop', '{{amount}} below what was expected, {{days}}', plain(said));
}

interface DetailsProps {
  readonly incident: IncidentView;
  readonly currency: string;
  readonly silences: Silences;
  readonly decided: (decision: IncidentChange) => void;
}

function Details({ incident, currency, silences, decided }: DetailsProps) {
  const styles = useStyles2(getStyles);
  const { events, actor, note, window, firstSeen } = incident;
  const silence = silences.over(incident.id);
  return (
    <div className={styles.details}>
      <div className={styles.step}>
        <StepChart incident={incident} currency={currency} />
        <Deploys events={events} />
      </div>
      <p>
        {t('outlay.anomalies.seen', 'First seen {{moment}}.', plain({ moment: moment(firstSeen) }))}{' '}
        {window !== null && t('outlay.anomalies.window', 'Planned: {{window}}.', plain({ window }))}{' '}
        {actor !== null && t('outlay.anomalies.decided', '{{actor}}: {{note}}', plain({ actor, note: note ?? '' }))}
      </p>
      {silence !== null && <Silenced silence={silence} silences={silences} />}
      <Decide {...{ incident, silences, decided }} />
    </div>
  );
}

function Deploys({ events }: Pick<IncidentView, 'events'>) {
  const styles = useStyles2(getStyles);
  if (events.length === 0) {
    return (
      <p className={styles.deploys}>
        {t('outlay.anomalies.noDeploy', 'No deploy of this scope was reported in the three days before it.')}
      </p>
    );
  }
  return (
    <ol className={styles.deploys} aria-label={t('outlay.anomalies.deploys', 'Deploys before it')}>
      {events.map(({ id, kind, time, subject, link }) => (
        <li key={id}>
          {moment(time)} · {kind} ·{' '}
          {link === null ? (
            (subject ?? id)
          ) : (
            <TextLink href={link} external inline>
              {subject ?? id}
            </TextLink>
          )}
        </li>
      ))}
    </ol>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({ listStyle: 'none', display: 'flex', flexDirection: 'column', gap: theme.spacing(2) }),
    details: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(2), marginTop: theme.spacing(1) }),
    step: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(2) }),
    noDeploy: css({ flex: '1 1 240px' }),
    deploys: css({ flex: '1 1 240px', minWidth: 0, paddingLeft: theme.spacing(2), overflowWrap: 'anywhere' }),
  };
}
