import { expect, it, test } from 'vitest';
import { rulesConfig } from './rulesConfig.js';

it('needs no setting', () => {
  expect(rulesConfig.parse(undefined)).toMatchObject({
    job: 'outlay',
    folder_uid: 'outlay',
    owner: 'platform',
  });
});

test.each([
  {
    rules: { runbooks: 'https://wiki.test/r/' },
    message: 'write an http or https address without a slash at its end, such as https://wiki.example.com/runbooks',
  },
  {
    rules: { runbooks: 'https://wiki.test/$HOME' },
    message: 'write an http or https address without a slash at its end, such as https://wiki.example.com/runbooks',
  },
  {
    rules: { folder: 'a/b' },
    message: 'write the title of one folder, without / and $',
  },
  {
    rules: { folder_uid: 'a b' },
    message: 'use at most 40 letters, digits, dashes and underscores',
  },
  {
    rules: { datasource_uid: 'x'.repeat(41) },
    message: 'use at most 40 letters, digits, dashes and underscores',
  },
  {
    rules: { job: 'a"b' },
    message: 'write the job name as in the scrape configuration, such as outlay',
  },
  { rules: { owner: '$OWNER' }, message: 'leave out quotes, braces and $' },
  { rules: { jobb: 'a' }, message: 'Unrecognized key: "jobb"' },
])('$rules: $message', ({ rules, message }) => {
  expect(rulesConfig.safeParse(rules).error?.issues.map((issue) => issue.message)).toEqual([message]);
});
