import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';

/** Every record as an array or as an object of csv-parse. */
export async function csvParse({ file, shape }) {
  return {
    run: async () => {
      let records = 0;
      const parser = createReadStream(file)
        .pipe(createGunzip())
        .pipe(parse(shape === 'objects' ? { columns: true } : { from_line: 2 }));
      for await (const record of parser) records += record === undefined ? 0 : 1;
      return { records };
    },
  };
}
