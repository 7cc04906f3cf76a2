import { t } from '@grafana/i18n';
import { Alert, Button, ConfirmModal, LoadingPlaceholder, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import type { ReactNode } from 'react';
import type { Installation } from './useInstallation';

/** What a person can do about what was found, and what is said of it. */
export interface Offer {
  /** Whether something of ours is there: then installing is updating, and it can be removed. */
  readonly isInstalled: boolean;
  readonly canInstall: boolean;
  readonly canRemove: boolean;
  /** What installing changes, in words; the question before it repeats them. */
  readonly summary: ReactNode;
  readonly installQuestion: string;
  readonly removeQuestion: string;
  readonly install: () => void;
  readonly remove: () => void;
}

interface InstallationViewProps<Found> {
  /** What is installed, such as "alert rules". */
  readonly what: string;
  readonly installation: Installation<Found>;
  readonly offerOf: (found: Found) => Offer;
  /** What changes, one by one. */
  readonly table: (found: Found) => ReactNode;
}

/** What would be installed against what Grafana has; first the differences, then the buttons. */
export function InstallationView<Found>({ what, installation, offerOf, table }: InstallationViewProps<Found>) {
  const { now, readAgain } = installation;
  switch (now.state) {
    case 'loading':
      return <LoadingPlaceholder text={t('outlay.installation.loading', 'Comparing the {{what}}…', { what })} />;
    case 'failed':
      return (
        <Alert severity="error" title={t('outlay.installation.unread', 'The {{what}} could not be compared', { what })}>
          <Stack direction="column" gap={1} alignItems="flex-start">
            <span>{now.words}</span>
            <ReadAgain onClick={readAgain} />
          </Stack>
        </Alert>
      );
    case 'ready':
    case 'running': {
      const offer = offerOf(now.found);
      return (
        <Stack direction="column" gap={2}>
          {offer.summary}
          {table(now.found)}
          <Actions what={what} offer={offer} isRunning={now.state === 'running'} onReadAgain={readAgain} />
          <Status installation={installation} />
        </Stack>
      );
    }
  }
}

interface ActionsProps {
  readonly what: string;
  readonly offer: Offer;
  readonly isRunning: boolean;
  readonly onReadAgain: () => void;
}

function Actions({ what, offer, isRunning, onReadAgain }: ActionsProps) {
  const [asked, setAsked] = useState<'install' | 'remove' | null>(null);
  const doing = offer.isInstalled
    ? t('outlay.installation.update', 'Update')
    : t('outlay.installation.install', 'Install');
  const removing = t('outlay.installation.remove', 'Remove');
  const close = () => setAsked(null);
  const confirm = (act: () => void) => () => {
    close();
    act();
  };
  return (
    <>
      <Stack direction="row" gap={1} wrap="wrap">
        <Button disabled={isRunning || !offer.canInstall} onClick={() => setAsked('install')}>
          {doing}
        </Button>
        {offer.isInstalled && (
          <Button
            variant="destructive"
            fill="outline"
            disabled={isRunning || !offer.canRemove}
            onClick={() => setAsked('remove')}
          >
            {removing}
          </Button>
        )}
        <ReadAgain onClick={onReadAgain} isDisabled={isRunning} />
      </Stack>
      <ConfirmModal
        isOpen={asked === 'install'}
        title={t('outlay.installation.title', '{{doing}} the {{what}}', { doing, what })}
        body={offer.installQuestion}
        confirmText={doing}
        confirmVariant="primary"
        onConfirm={confirm(offer.install)}
        onDismiss={close}
      />
      <ConfirmModal
        isOpen={asked === 'remove'}
        title={t('outlay.installation.title', '{{doing}} the {{what}}', { doing: removing, what })}
        body={offer.removeQuestion}
        confirmText={removing}
        onConfirm={confirm(offer.remove)}
        onDismiss={close}
      />
    </>
  );
}

function Status<Found>({ installation: { now } }: { readonly installation: Installation<Found> }) {
  return (
    <div role="status" aria-live="polite">
      {now.state === 'running' &&
        (now.of === 0
          ? t('outlay.installation.beginning', 'Reading once more before anything changes…')
          : t('outlay.installation.progress', '{{done}} of {{of}} done…', { done: now.done, of: now.of }))}
      {now.state === 'ready' && now.outcome !== null && (
        <Alert severity={now.outcome.severity} title={now.outcome.words} />
      )}
    </div>
  );
}

function ReadAgain({ onClick, isDisabled = false }: { readonly onClick: () => void; readonly isDisabled?: boolean }) {
  return (
    <Button variant="secondary" icon="sync" disabled={isDisabled} onClick={onClick}>
      {t('outlay.installation.read-again', 'Read again')}
    </Button>
  );
}
