import type { SignalViews } from '../Snapshot.js';

/** Estimates of an exporter without budgets, objectives and history, with what a test is about put over them. */
export function sampleSignals(over: Partial<SignalViews> = {}): SignalViews {
  return {
    budgets: { budgets: [], warnings: [] },
    slos: [],
    forecast: { forecasts: [], scores: [] },
    incidents: [],
    ...over,
  };
}
