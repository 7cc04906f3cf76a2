import { DuckDBInstance } from '@duckdb/node-api';
import { MEMORY, THREADS } from '../benchConfig.js';

/** The least that any reader must do: DuckDB reads every column as text, and counts them so that none is left out. */
export async function bareDuckdb({ file }) {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(THREADS),
    memory_limit: MEMORY,
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  return {
    run: async () => {
      await connection.run(`select count(columns(*)) from read_csv('${file}', all_varchar = true, header = true)`);
    },
  };
}
