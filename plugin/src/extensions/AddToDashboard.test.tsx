import { PluginContextProvider } from '@grafana/data';
import type { PluginMeta } from '@grafana/data';
import { setPluginComponentHook } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import type { ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { AddToDashboard } from './AddToDashboard';
import { allocationPanel, budgetPanel, withDataSource } from './panelModels';

const PANEL = budgetPanel('ml');

interface FormProps {
  readonly buildPanel: () => object;
  readonly onClose: () => void;
  readonly options: object;
}

function offer(component: ((props: FormProps) => ReactNode) | null, isLoading = false): void {
  setPluginComponentHook((id) => {
    expect(id).toBe('grafana/add-to-dashboard-form/v1');
    return { component, isLoading } as ReturnType<Parameters<typeof setPluginComponentHook>[0]>;
  });
}

async function open(prometheusUid?: string, panel = PANEL): Promise<void> {
  const meta = { jsonData: { prometheusUid } } as unknown as PluginMeta;
  render(
    <PluginContextProvider meta={meta}>
      <AddToDashboard panel={panel} />
    </PluginContextProvider>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Add to dashboard' }));
}

describe('the way to a dashboard', () => {
  it('is the form of Grafana, which gets the panel on the chosen Prometheus', async () => {
    const built = vi.fn();
    offer(({ buildPanel, onClose, options }) => {
      built(buildPanel(), options);
      return <button onClick={onClose}>save</button>;
    });
    await open('prom');
    expect(built).toHaveBeenCalledWith(withDataSource(PANEL, 'prom'), { useAbsolutePath: true });
    await userEvent.click(screen.getByRole('button', { name: 'save' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('says that the default data source is asked where none is chosen', async () => {
    offer(() => 'form');
    await open();
    expect(screen.getByText(/It asks the default data source/)).toBeInTheDocument();
  });

  it('says what the panel needs', async () => {
    offer(() => 'form');
    await open('prom', allocationPanel({ title: 'Costs', levels: ['team'], path: [], basis: '', days: '', view: '' }));
    expect(screen.getByText(/among publish.labels of outlay.yaml: team\./)).toBeInTheDocument();
  });

  it('waits for the form', async () => {
    offer(null, true);
    await open('prom');
    expect(screen.getByText('Loading')).toBeInTheDocument();
  });

  it('is the panel as text where Grafana has no such form', async () => {
    const user = userEvent.setup();
    offer(null);
    await open('prom');
    const shown = screen.getByLabelText('Panel as JSON').textContent ?? '';
    expect(JSON.parse(shown)).toEqual(withDataSource(PANEL, 'prom'));
    expect(screen.getByText(/Inspect, Panel JSON/)).toBeInTheDocument();
    const written = vi.spyOn(navigator.clipboard, 'writeText');
    Object.defineProperty(window, 'isSecureContext', { configurable: true, value: true });
    await user.click(screen.getByRole('button', { name: 'Copy panel' }));
    expect(written).toHaveBeenCalledWith(shown);
    await user.click(screen.getByText('Close'));
    expect(screen.queryByLabelText('Panel as JSON')).toBeNull();
  });
});
