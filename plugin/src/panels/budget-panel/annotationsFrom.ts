import type { DataFrame } from '@grafana/data';
import type { Annotation } from './BudgetRow';

/** Annotations of a dashboard: they come as frames of their own, or as frames of that topic among the others. */
export function annotationsFrom(frames: readonly DataFrame[]): Annotation[] {
  return frames.flatMap(({ fields, length }) => {
    const cell = (index: number, ...names: string[]): unknown =>
      names
        .map((name): unknown => fields.find((field) => field.name === name)?.values[index])
        .find((value) => value != null);
    return Array.from({ length }, (_, index) => index).flatMap((index): Annotation[] => {
      const time = cell(index, 'time', 'Time');
      const timeEnd = cell(index, 'timeEnd');
      if (typeof time !== 'number' || !Number.isFinite(time)) return [];
      return [
        {
          time,
          timeEnd: typeof timeEnd === 'number' && timeEnd > time ? timeEnd : null,
          text: [cell(index, 'title'), cell(index, 'text')]
            .filter((part) => typeof part === 'string' && part !== '')
            .join(': '),
          budget: textOf(cell(index, 'budget')),
        },
      ];
    });
  });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
