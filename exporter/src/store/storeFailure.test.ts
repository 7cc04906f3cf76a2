import { describe, expect, it, test } from 'vitest';
import { SourceError } from '../domain/SourceError.js';
import { StoreError } from '../domain/StoreError.js';
import { storeFailure } from './storeFailure.js';

describe('storeFailure', () => {
  test.each([
    {
      name: 'a full disk, as the system tells it',
      error: system('ENOSPC', 'ENOSPC: no space left on device, write'),
      message: 'the disk of the store /data is full: free space on it',
    },
    {
      name: 'a full disk, as DuckDB tells it',
      error: new Error('IO Error: Could not write file "/data/tmp/x.parquet": No space left on device'),
      message: 'the disk of the store /data is full: free space on it',
    },
    {
      name: 'a full disk while DuckDB moves memory there',
      error: new Error("Out of Memory Error: failed to offload data block, set 'max_temp_directory_size'"),
      message: 'the disk of the store /data is full: free space on it',
    },
    {
      name: 'too little memory',
      error: new Error('Out of Memory Error: failed to allocate data of size 16.0 MiB (243.7 MiB/256.0 MiB used)'),
      message: 'the query engine needs more memory than it may use: raise store.memory',
    },
    {
      name: 'a read-only disk',
      error: system('EROFS', 'EROFS: read-only file system, open'),
      message: 'the store /data lies on a read-only file system: mount it writable',
    },
    {
      name: 'a folder of another user',
      error: system('EACCES', "EACCES: permission denied, mkdir '/data/parts'"),
      message: 'the store /data may not be written: give the folder to the user of this process',
    },
    {
      name: 'a failing disk',
      error: system('EIO', 'EIO: i/o error, fsync'),
      message: 'the disk of the store /data fails (input/output error): run "outlay verify"',
    },
  ])('says what to do about $name', ({ error, message }) => {
    const failure = storeFailure(error, '/data');
    expect(failure).toBeInstanceOf(StoreError);
    expect(failure.message.startsWith(message)).toBe(true);
    expect(failure.cause).toBe(error);
  });

  it('leaves every other error as it is: a bug keeps its stack, a source its message', () => {
    const bug = new TypeError('x is not a function');
    const source = new SourceError('permission denied');
    expect(storeFailure(bug, '/data')).toBe(bug);
    expect(storeFailure(source, '/data')).toBe(source);
  });
});

function system(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
