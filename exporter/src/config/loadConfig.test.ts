import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { ConfigError } from './ConfigError.js';
import { loadConfig } from './loadConfig.js';
import { configSchema } from './schema.js';

const TESTDATA = join(import.meta.dirname, 'testdata');
const VALID = join(TESTDATA, 'valid');
const INVALID = join(TESTDATA, 'invalid');

const ENVIRONMENT = {
  OUTLAY_TOKEN: 'a-token-that-is-long-enough',
  SHORT_TOKEN: 'short',
  CURRENCY: 'CHF',
  HOME: '/home/outlay',
};

describe('configurations that are right', () => {
  test.each(yamlFiles(VALID))('%s', async (name) => {
    const config = loadConfig(join(VALID, name), ENVIRONMENT);
    const text = JSON.stringify(config, null, 2).replaceAll(TESTDATA, '<testdata>');
    await expect(`${text}\n`).toMatchFileSnapshot(join(VALID, `${name}.json`));
  });
});

describe('configurations that are wrong', () => {
  test.each(yamlFiles(INVALID))('%s', async (name) => {
    await expect(`${mistakesOf(join(INVALID, name)).join('\n')}\n`).toMatchFileSnapshot(join(INVALID, `${name}.error`));
  });

  test.each(yamlFiles(INVALID))('the mistakes of %s name the file and read like house messages', (name) => {
    for (const mistake of mistakesOf(join(INVALID, name))) {
      expect(mistake).toMatch(
        new RegExp(`^${name}: (line \\d+, column \\d+|\\(top level\\)|[a-z][\\w.[\\] ]*): [a-z"]`),
      );
      expect(mistake).not.toMatch(/\.$|Invalid|expected|received/);
    }
  });

  it('names a file that is not there, and what to do', () => {
    expect(mistakesOf(join(TESTDATA, 'nowhere.yaml'))).toEqual([
      `${join(TESTDATA, 'nowhere.yaml')}: cannot be read (ENOENT); name the file with --config, or run "outlay demo" for an example`,
    ]);
  });

  it('never repeats a secret that stands in the file', () => {
    expect(mistakesOf(join(INVALID, 'secret-in-the-file.yaml')).join()).not.toContain('abcdefghijklmnop');
  });
});

describe('dimension names', () => {
  test.each([
    ...['origin', 'currency', 'asof', 'by', 'resource_id', 'resource_name', 'source', 'window', 'day', 'age', 'lag'],
    ...['job', 'instance', 'namespace', 'pod', 'container', 'service', 'endpoint', 'le', 'quantile'],
    ...['provider', 'billing_account', 'sub_account', 'cloud_service', 'region'],
    ...['from', 'to', 'basis', 'granularity', 'offset', 'limit', 'format'],
  ])('%s means something else', (name) => {
    expect(problemsOf(name)).toEqual([`"${name}" is taken; choose another name`]);
  });

  test.each(['__name__', '', 'Team', 'cost-center', '1st', 'te am', 'team"', '_team', 'équipe'])(
    '%j is no label name of ours',
    (name) => {
      expect(problemsOf(name)).toEqual(['use lower-case letters, digits and underscores, a letter first']);
    },
  );

  test.each(['team', 'cost_center', 'k8s_namespace', 'a', 'owner2'])('%s may be chosen', (name) => {
    expect(problemsOf(name)).toEqual([]);
  });
});

function yamlFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
}

function mistakesOf(path: string): readonly string[] {
  try {
    loadConfig(path, ENVIRONMENT);
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes;
    throw error;
  }
  throw new Error(`${path} was loaded without a mistake`);
}

/** What is wrong with a dimension of this name. */
function problemsOf(name: string): string[] {
  const source = { id: 'aws', type: 'directory', path: './exports' };
  const { error } = configSchema.safeParse({ sources: [source], dimensions: { [name]: {} } });
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'invalid_key' ? issue.issues.map(({ message }) => message) : issue.message,
  );
}
