import { draw, keyOf } from '../draw.js';
import { TEAMS } from '../tables/teams.js';
import type { Fleet } from './fleet.js';

const ENVIRONMENTS = {
  prod: ['prod', 'prod', 'prod', 'production', 'production', 'prd'],
  staging: ['staging', 'staging', 'stage'],
  dev: ['dev', 'dev', 'development'],
} as const;

/** Tags of one resource of a fleet as JSON, spelled as carefully as people do; empty without tags. */
export function memberTags(fleet: Fleet, key: number): string {
  if (fleet.tagging === 'none') {
    return '';
  }
  const luck = (word: string) => draw(keyOf(key, word), 0);
  const spellings = ENVIRONMENTS[fleet.environment];
  const spelling = spellings[Math.floor(luck('environment') * spellings.length)] ?? fleet.environment;
  const environment = { [luck('environment key') < 0.12 ? 'env' : 'environment']: spelling };
  if (fleet.tagging === 'partial') {
    return JSON.stringify({ ...environment, ...fleet.tags });
  }
  const { product, costCenter } = TEAMS[fleet.team];
  return JSON.stringify({
    [teamKey(luck('team key'))]: luck('team') < 0.04 ? nearMiss(fleet.team, luck('near miss')) : fleet.team,
    product,
    ...environment,
    'cost-center': costCenter,
    ...fleet.tags,
  });
}

function teamKey(luck: number): string {
  if (luck < 0.07) {
    return 'owner';
  }
  if (luck < 0.09) {
    return 'Team';
  }
  return luck < 0.1 ? 'TEAM' : 'team';
}

function nearMiss(team: string, luck: number): string {
  if (luck < 0.5) {
    return team.slice(0, 1).toUpperCase() + team.slice(1);
  }
  return team.includes('-') ? team.replace('-', ' ') : `${team}-team`;
}
