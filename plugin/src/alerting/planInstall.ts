import { differences } from './differences';
import type { InstalledGroup, InstalledRule, InstalledRules } from './installedRules';
import { isOurs } from './installedRules';
import type { Fields, ServedGroup, ServedRule, ServedRules } from './servedRules';
import { ServedRulesError } from './servedRules';

export type Change = 'added' | 'changed' | 'removed' | 'same';

export interface RulePlan {
  readonly uid: string;
  readonly title: string;
  readonly change: Change;
  /** What changes in the rule, such as `for` or `data.A.model.expr`. */
  readonly fields: readonly string[];
  /** A rule that somebody paused stays so. */
  readonly isPaused: boolean;
  /** False for a rule that somebody else put into the group; it is kept as it is. */
  readonly isOurs: boolean;
}

/** The body of a PUT of a rule group. */
export interface GroupBody {
  readonly title: string;
  readonly folderUid: string;
  readonly interval: number;
  readonly rules: readonly Fields[];
}

export interface GroupPlan {
  readonly title: string;
  readonly change: Change;
  /** What changes in the group itself. */
  readonly fields: readonly string[];
  readonly rules: readonly RulePlan[];
  /** What the group becomes; null for one that is deleted. */
  readonly body: GroupBody | null;
}

export interface InstallPlan {
  readonly folder: { readonly uid: string; readonly title: string; readonly isNew: boolean };
  readonly groups: readonly GroupPlan[];
  /** Titles of rules that a file provisions: Grafana lets nobody change them. */
  readonly locked: readonly string[];
  readonly isNothingToDo: boolean;
}

/** What installing `served` changes in Grafana. Groups and rules of others are left alone. */
export function planInstall(served: ServedRules, installed: InstalledRules): InstallPlan {
  const present = new Map([...installed.groups.flatMap((group) => group.rules), ...installed.elsewhere].map(byUid));
  const servedTitles = new Set(served.groups.map((group) => group.title));
  const stays = new Set(served.groups.flatMap((group) => group.rules.map((rule) => rule.uid)));
  const groups = [
    ...served.groups.map((group) => planGroup({ group, served, installed, present, stays })),
    ...installed.groups
      .filter((group) => !servedTitles.has(group.title) && group.rules.some(isOurs))
      .map((group) => planWithoutOurs(group, installed.folder.uid, stays)),
  ];
  const isNew = !installed.folder.exists;
  return {
    folder: { ...served.folder, isNew },
    groups,
    locked: [...stays].flatMap((uid) => present.get(uid) ?? []).flatMap((rule) => (isLocked(rule) ? [rule.title] : [])),
    isNothingToDo: !isNew && groups.every((group) => group.change === 'same'),
  };
}

/** What removing everything of ours changes; nothing of others is deleted. */
export function planRemoval(installed: InstalledRules): readonly GroupPlan[] {
  return installed.groups
    .filter((group) => group.rules.some(isOurs))
    .map((group) => planWithoutOurs(group, installed.folder.uid, new Set()));
}

interface Meeting {
  readonly group: ServedGroup;
  readonly served: ServedRules;
  readonly installed: InstalledRules;
  readonly present: ReadonlyMap<string, InstalledRule>;
  readonly stays: ReadonlySet<string>;
}

function planGroup({ group, served, installed, present, stays }: Meeting): GroupPlan {
  if (group.rules.length === 0) throw new ServedRulesError(`group ${group.title} has no rules`);
  const before = installed.groups.find(({ title }) => title === group.title);
  const place = { folderUID: served.folder.uid, ruleGroup: group.title };
  const bodies = group.rules.map((rule) => bodyOf(rule, place, present.get(rule.uid)));
  const rules = bodies.map((rule) => planRule(rule, present.get(rule.uid)));
  const others = (before?.rules ?? []).filter((rule) => !isOurs(rule));
  const gone = (before?.rules ?? []).filter((rule) => isOurs(rule) && !stays.has(rule.uid));
  const fields = before !== undefined && before.interval !== group.interval ? ['interval'] : [];
  const all = [...rules, ...gone.map(removedRule), ...others.map(keptRule)];
  const isSame = fields.length === 0 && all.every(({ change }) => change === 'same');
  return {
    title: group.title,
    change: before === undefined ? 'added' : isSame ? 'same' : 'changed',
    fields,
    rules: all,
    body: {
      title: group.title,
      folderUid: served.folder.uid,
      interval: group.interval,
      rules: [...bodies, ...others.map(writable)],
    },
  };
}

/** A group that is served no longer goes, unless somebody else has rules in it. Rules that move away are told there. */
function planWithoutOurs(group: InstalledGroup, folderUid: string, stays: ReadonlySet<string>): GroupPlan {
  const others = group.rules.filter((rule) => !isOurs(rule));
  const gone = group.rules.filter((rule) => isOurs(rule) && !stays.has(rule.uid));
  const { title, interval } = group;
  return {
    title,
    change: others.length === 0 ? 'removed' : 'changed',
    fields: [],
    rules: [...gone.map(removedRule), ...others.map(keptRule)],
    body: others.length === 0 ? null : { title, folderUid, interval, rules: others.map(writable) },
  };
}

/** Grafana takes `isPaused` from the body whatever it was, so a rule that exists keeps what its people chose. */
function bodyOf(rule: ServedRule, place: Fields, before: InstalledRule | undefined): ServedRule {
  const isPaused = before === undefined ? rule['isPaused'] === true : isPausedNow(before);
  return { ...rule, ...place, isPaused };
}

function planRule(rule: ServedRule, before: InstalledRule | undefined): RulePlan {
  const { uid, title } = rule;
  const isPaused = rule['isPaused'] === true;
  if (before === undefined) return { uid, title, change: 'added', fields: [], isPaused, isOurs: true };
  const fields = differences(before, rule);
  return { uid, title, change: fields.length === 0 ? 'same' : 'changed', fields, isPaused, isOurs: true };
}

function removedRule(rule: InstalledRule): RulePlan {
  return { ...keptRule(rule), change: 'removed' };
}

function keptRule(rule: InstalledRule): RulePlan {
  const { uid, title } = rule;
  return { uid, title, change: 'same', fields: [], isPaused: isPausedNow(rule), isOurs: isOurs(rule) };
}

/** Without what only Grafana writes. */
function writable({ id: _id, updated: _updated, provenance: _provenance, ...rule }: InstalledRule): Fields {
  return rule;
}

function isPausedNow(rule: InstalledRule): boolean {
  return rule['isPaused'] === true;
}

/** Rules of the API can be taken over; those of a file, or of another tool, cannot. */
function isLocked(rule: InstalledRule): boolean {
  return !['', 'api', undefined, null].some((provenance) => provenance === rule['provenance']);
}

function byUid(rule: InstalledRule): readonly [string, InstalledRule] {
  return [rule.uid, rule];
}
