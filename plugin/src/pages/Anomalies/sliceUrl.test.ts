import { expect, test } from 'vitest';
import { sampleIncident } from '../../testing/samples';
import { pathFromText } from '../Allocation/question';
import { sliceUrl } from './sliceUrl';

const INCIDENT = sampleIncident();
const DAYS = { from: '2026-11-19', to: '2026-11-21' };

test.each([
  { name: 'a step of the path', incident: INCIDENT, depth: 1, levels: 'provider,team,cloud_service', path: ['AWS'] },
  {
    name: 'the cause',
    incident: INCIDENT,
    depth: undefined,
    levels: 'provider,team,cloud_service',
    path: ['AWS', 'ml'],
  },
  {
    name: 'a cause that was found within a scope',
    incident: sampleIncident({
      scope: { team: 'ml', region: 'eu', provider: 'AWS' },
      path: [{ dimension: 'region', value: 'eu', share: 1 }],
    }),
    depth: undefined,
    levels: 'team,provider,region,cloud_service',
    path: ['ml', 'AWS', 'eu'],
  },
  {
    name: 'a scope without a path, whatever its values hold',
    incident: sampleIncident({ path: [], scope: { cloud_service: 'A/B=50%' } }),
    depth: undefined,
    levels: 'cloud_service,team',
    path: ['A/B=50%'],
  },
  {
    name: 'everything',
    incident: sampleIncident({ path: [], scope: {} }),
    depth: undefined,
    levels: 'team,cloud_service',
    path: [],
  },
])('the costs of $name are in the days of the incident', ({ incident, depth, levels, path }) => {
  const { pathname, searchParams } = new URL(sliceUrl(incident, depth), 'http://grafana');
  expect(pathname).toBe('/a/outlay-finops-app/allocation');
  expect(searchParams.get('levels')).toBe(levels);
  expect(pathFromText(searchParams.get('path') ?? '', levels.split(','))).toEqual(path);
  expect({ from: searchParams.get('from'), to: searchParams.get('to') }).toEqual(DAYS);
});
