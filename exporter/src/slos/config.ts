import { z } from 'zod';
import type { Slo } from './Slo.js';
import { sloConfig } from './settings/sloConfig.js';

/** The objectives; ids and the units of unit costs are names of series, so each stands once. */
export function slosConfig(query: z.ZodType<string>) {
  return z
    .array(sloConfig(query))
    .superRefine(refuseRepeats, { when: () => true })
    .default([])
    .describe('Service level objectives in money.');
}

function refuseRepeats(slos: unknown, context: z.RefinementCtx): void {
  for (const key of ['id', 'unit'] as const) {
    const names = (Array.isArray(slos) ? slos : []).map(
      (slo) => (slo as Readonly<Record<string, unknown>> | null)?.[key],
    );
    names.forEach((name, index) => {
      if (typeof name !== 'string' || names.indexOf(name) === index) return;
      const message = `"${name}" is used twice; every ${key === 'id' ? 'objective' : 'unit'} needs a name of its own`;
      context.addIssue({ code: 'custom', path: [index, key], message });
    });
  }
}

/** What the rest of the configuration has for objectives. */
export interface Surroundings {
  readonly dimensions: readonly string[];
  readonly hasPrometheus: boolean;
}

/** Refuses what shows only beside the rest of the configuration; places begin with `slos`. */
export function refuseMistakenSlos(slos: readonly Slo[], surroundings: Surroundings, context: z.RefinementCtx): void {
  const { dimensions, hasPrometheus } = surroundings;
  slos.forEach((slo, index) => {
    const refuse = (path: readonly string[], message: string): void =>
      context.addIssue({ code: 'custom', path: ['slos', index, ...path], message });
    for (const { path, name } of namedDimensions(slo)) {
      if (!dimensions.includes(name)) refuse(path, `"${name}" is no dimension; there are ${dimensions.join(', ')}`);
    }
    if (!hasPrometheus && (slo.kind === 'unit_cost' || slo.kind === 'ratio')) {
      refuse(['kind'], `kind ${slo.kind} asks Prometheus; say which: prometheus: { url: http://127.0.0.1:9090 }`);
    }
  });
}

function namedDimensions(slo: Slo): readonly { readonly path: readonly string[]; readonly name: string }[] {
  const scope = 'scope' in slo ? Object.keys(slo.scope) : [];
  const labels = 'labels' in slo ? Object.entries(slo.labels) : [];
  return [
    ...scope.map((name) => ({ path: ['scope', name], name })),
    ...labels.map(([label, name]) => ({ path: ['labels', label], name })),
  ];
}
