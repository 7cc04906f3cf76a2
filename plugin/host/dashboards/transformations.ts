import { standardTransformers, standardTransformersRegistry, transformDataFrame } from '@grafana/data';
import type { DataFrame, DataTransformerConfig, TransformerRegistryItem } from '@grafana/data';
import { lastValueFrom } from 'rxjs';

const USED = [
  standardTransformers.mergeTransformer,
  standardTransformers.filterFieldsByNameTransformer,
  standardTransformers.organizeFieldsTransformer,
  standardTransformers.sortByTransformer,
];

/** Grafana registers the transformations of its core; these are the ones that our dashboards use. */
export function registerTransformations(): void {
  for (const { id, name, description } of USED) {
    const transformation = () => Promise.resolve(USED.find((one) => one.id === id));
    const item = { id, name, description, editor: () => null, transformation };
    standardTransformersRegistry.register(item as unknown as TransformerRegistryItem);
  }
}

/** Throws where a panel names a transformation that is not registered, which Grafana would leave out in silence. */
export async function transformed(
  frames: DataFrame[],
  transformations: readonly DataTransformerConfig[] = [],
): Promise<DataFrame[]> {
  for (const { id } of transformations) standardTransformersRegistry.get(id);
  return lastValueFrom(transformDataFrame([...transformations], frames));
}
