import { folderPath } from '../grafana/folder';
import type { GrafanaApi } from '../grafana/GrafanaApi';
import { GrafanaFailure, orNull } from '../grafana/GrafanaApi';
import type { Fields, ServedRules } from './servedRules';
import { isFields } from './servedRules';

/** A rule as Grafana has it. */
export interface InstalledRule extends Fields {
  readonly uid: string;
  readonly title: string;
  readonly folderUID: string;
  readonly ruleGroup: string;
}

export interface InstalledGroup {
  readonly title: string;
  readonly interval: number;
  readonly rules: readonly InstalledRule[];
}

/** What of the rules is in Grafana already. */
export interface InstalledRules {
  readonly folder: { readonly uid: string; readonly exists: boolean };
  /** The groups of the folder, whoever made them. */
  readonly groups: readonly InstalledGroup[];
  /** Rules of ours that are in another folder. */
  readonly elsewhere: readonly InstalledRule[];
}

/** Uids of rules that the exporter writes begin with it. */
const PREFIX = 'outlay-';

/** Whether the exporter wrote the rule. What others put beside its rules is never changed or deleted. */
export function isOurs({ uid }: { readonly uid: string }): boolean {
  return uid.startsWith(PREFIX);
}

export function groupPath(folderUid: string, group: string): string {
  return `/api/v1/provisioning/folder/${encodeURIComponent(folderUid)}/rule-groups/${encodeURIComponent(group)}`;
}

/** Reads from Grafana what installing `served` would meet. */
export async function readInstalledRules(served: ServedRules, grafana: GrafanaApi): Promise<InstalledRules> {
  const folderUid = served.folder.uid;
  const [folder, answer] = await Promise.all([
    orNull(grafana.get(folderPath(folderUid))),
    grafana.get('/api/v1/provisioning/alert-rules'),
  ]);
  const rules = readRules(answer);
  const titles = [...new Set(rules.filter((rule) => rule.folderUID === folderUid).map((rule) => rule.ruleGroup))];
  const groups = await Promise.all(
    titles.map(async (title) => readGroup(await orNull(grafana.get(groupPath(folderUid, title))))),
  );
  const servedUids = new Set(served.groups.flatMap((group) => group.rules.map((rule) => rule.uid)));
  return {
    folder: { uid: folderUid, exists: folder !== null },
    groups: groups.flatMap((group) => group ?? []),
    elsewhere: rules.filter((rule) => rule.folderUID !== folderUid && servedUids.has(rule.uid)),
  };
}

/** Null for a group that was deleted since it was listed. */
function readGroup(answer: unknown): InstalledGroup | null {
  if (answer === null) return null;
  if (!isFields(answer) || typeof answer['title'] !== 'string' || typeof answer['interval'] !== 'number') {
    throw new GrafanaFailure(200, 'Grafana answered with something else than a rule group');
  }
  return { title: answer['title'], interval: answer['interval'], rules: readRules(answer['rules'] ?? []) };
}

function readRules(answer: unknown): readonly InstalledRule[] {
  if (!Array.isArray(answer) || !answer.every(isRule)) {
    throw new GrafanaFailure(200, 'Grafana answered with something else than alert rules');
  }
  return answer;
}

function isRule(rule: unknown): rule is InstalledRule {
  return isFields(rule) && ['uid', 'title', 'folderUID', 'ruleGroup'].every((name) => typeof rule[name] === 'string');
}
