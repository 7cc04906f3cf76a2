import { css } from '@emotion/css';
import { rangeUtil, usePluginContext } from '@grafana/data';
import type { GrafanaTheme2, PluginContextType, TimeRange } from '@grafana/data';
import { t } from '@grafana/i18n';
import { usePluginComponent } from '@grafana/runtime';
import type { Panel } from '@grafana/schema';
import { Button, ClipboardButton, LoadingPlaceholder, Modal, Stack, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import type { PluginSettings } from '../PluginSettings';
import { plain } from '../format/plain';
import { withDataSource } from './panelModels';

/** Grafana 13 offers this form to plugins; plugin.json names it too. */
const FORM = 'grafana/add-to-dashboard-form/v1';

/** What a new dashboard shows at first: a budget has no course in an hour. */
const RANGE = { from: 'now-28d', to: 'now' };

interface FormProps {
  readonly onClose: () => void;
  readonly buildPanel: () => Panel;
  readonly timeRange?: TimeRange;
  /** The page is not at the root of Grafana, so where it leads to must not be relative to it. */
  readonly options?: { readonly useAbsolutePath: boolean };
}

/** Takes a view to a dashboard: with the form of Grafana, or as text where there is none. */
export function AddToDashboard({ panel }: { readonly panel: Panel }) {
  const [isOpen, setIsOpen] = useState(false);
  const context: PluginContextType<PluginSettings> | null = usePluginContext();
  const close = () => setIsOpen(false);
  return (
    <>
      <Button size="sm" variant="secondary" icon="apps" onClick={() => setIsOpen(true)}>
        {t('outlay.dashboard.add', 'Add to dashboard')}
      </Button>
      {isOpen && (
        <Modal
          isOpen
          title={t('outlay.dashboard.title', 'Add “{{title}}” to a dashboard', plain({ title: panel.title ?? '' }))}
          onDismiss={close}
        >
          <Form panel={withDataSource(panel, context?.meta.jsonData?.prometheusUid)} close={close} />
        </Modal>
      )}
    </>
  );
}

function Form({ panel, close }: { readonly panel: Panel; readonly close: () => void }) {
  const { component: GrafanaForm, isLoading } = usePluginComponent<FormProps>(FORM);
  if (isLoading) return <LoadingPlaceholder text={t('outlay.dashboard.loading', 'Loading')} />;
  return (
    <Stack direction="column" gap={2}>
      {panel.description !== undefined && <p>{panel.description}</p>}
      {panel.datasource === undefined && (
        <p>
          {t(
            'outlay.dashboard.defaultSource',
            'It asks the default data source, as no Prometheus is chosen on the page Configuration.',
          )}
        </p>
      )}
      {GrafanaForm === null || GrafanaForm === undefined ? (
        <CopyPanel panel={panel} close={close} />
      ) : (
        <GrafanaForm
          onClose={close}
          buildPanel={() => panel}
          timeRange={rangeUtil.convertRawToRange(RANGE)}
          options={{ useAbsolutePath: true }}
        />
      )}
    </Stack>
  );
}

/** Every Grafana takes the model of a panel where it shows it. */
function CopyPanel({ panel, close }: { readonly panel: Panel; readonly close: () => void }) {
  const styles = useStyles2(getStyles);
  const text = JSON.stringify(panel, null, 2);
  return (
    <>
      <ol className={styles.steps}>
        <li>{t('outlay.dashboard.copy', 'Copy the panel.')}</li>
        <li>{t('outlay.dashboard.open', 'Open a dashboard that you may edit, and add any visualization to it.')}</li>
        <li>
          {t('outlay.dashboard.paste', 'In the menu of that panel: Inspect, Panel JSON. Replace the text, and apply.')}
        </li>
      </ol>
      <pre className={styles.text} tabIndex={0} aria-label={t('outlay.dashboard.model', 'Panel as JSON')}>
        {text}
      </pre>
      <Modal.ButtonRow>
        <Button variant="secondary" fill="outline" onClick={close}>
          {t('outlay.dashboard.close', 'Close')}
        </Button>
        <ClipboardButton icon="copy" getText={() => text}>
          {t('outlay.dashboard.copyPanel', 'Copy panel')}
        </ClipboardButton>
      </Modal.ButtonRow>
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    steps: css({ paddingLeft: theme.spacing(3), margin: 0 }),
    text: css({ maxHeight: 240, overflow: 'auto', margin: 0 }),
  };
}
