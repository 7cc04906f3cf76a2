import { describe, expect, it } from 'vitest';
import { createLogger } from './createLogger.js';

describe('createLogger', () => {
  it('writes one JSON line with level, time, fields and message', () => {
    const { log, lines } = loggerWithLines();
    log.info({ source: 'aws', rows: 3 }, 'refreshed');
    expect(lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
        source: 'aws',
        rows: 3,
        msg: 'refreshed',
      },
    ]);
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = loggerWithLines();
    log.debug('detail');
    expect(lines()).toEqual([]);
  });

  it('removes tokens and authorization headers wherever they stand', () => {
    const { log, text } = loggerWithLines();
    log.info({ token: 'hunter2-a', request: { headers: { authorization: 'Basic hunter2-b' } } }, 'got it');
    log.info({ access: { list: { token: 'hunter2-c' } } }, 'sent "Authorization: Bearer hunter2-d" to a server');
    log.error({ err: new Error('401 for Bearer hunter2-e') }, 'request failed');
    expect(text()).not.toContain('hunter2');
    expect(text().split('\n')).toHaveLength(4);
  });

  it('keeps the stack and cause of an error', () => {
    const { log, lines } = loggerWithLines();
    log.error({ err: new Error('could not read', { cause: new Error('no such file') }) }, 'refresh failed');
    expect(lines()).toEqual([
      expect.objectContaining({ err: expect.objectContaining({ message: 'could not read: no such file' }) as object }),
    ]);
  });
});

function loggerWithLines() {
  let written = '';
  const to = { write: (line: string) => void (written += line) };
  const parsed = () =>
    written
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown);
  return { log: createLogger({ level: 'info', to }), text: () => written, lines: parsed };
}
