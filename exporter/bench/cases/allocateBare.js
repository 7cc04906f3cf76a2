import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { MEMORY, THREADS } from '../benchConfig.js';
import { RULED_COLUMNS, RULED_TAGS } from './allocateMethodology.js';

/**
 * The least that allocation could begin with: DuckDB sums one cost of every charge by day and by what the rules look at.
 * Resources stay out: a group-by that keeps them apart is as long as the bills.
 */
export async function allocateBare({ store }) {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(THREADS),
    memory_limit: MEMORY,
    temp_directory: join(store, 'tmp'),
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  return {
    run: async () => {
      await connection.run(`create temp table groups as ${groupBy(rawParts(store))}`);
    },
  };
}

function groupBy(files) {
  const list = (texts) => texts.map((text) => `'${text}'`).join(', ');
  const tags = RULED_TAGS.map((tag, index) => `tags[${index + 1}] as "${tag}"`);
  return `select day, ${[...RULED_COLUMNS, ...tags].join(', ')}, sum(EffectiveCost) as cost
    from (
      select ChargePeriodStart::date as day, ${RULED_COLUMNS.join(', ')}, EffectiveCost,
        json_extract_string(Tags, [${list(RULED_TAGS.map((tag) => `/${tag}`))}]) as tags
      from read_parquet([${list(files)}])
    )
    group by all`;
}

/** The files of charges; the rollups beside them end in `.daily.parquet`. */
function rawParts(store) {
  const folder = join(store, 'parts');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.parquet') && !name.endsWith('.daily.parquet'))
    .map((name) => join(folder, name));
}
