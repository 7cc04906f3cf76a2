import { describe, expect, it } from 'vitest';
import { planInstall, planRemoval } from './planInstall';
import { installed, installedRule, served, servedRule } from './testing/rules';

const NOTHING = installed({}, { folder: { uid: 'outlay', exists: false } });

it('adds everything to a Grafana that has nothing', () => {
  const plan = planInstall(served({ g: [servedRule('outlay-a'), servedRule('outlay-b')] }), NOTHING);
  expect(plan.folder).toEqual({ uid: 'outlay', title: 'Outlay', isNew: true });
  expect(plan.groups).toMatchObject([
    { title: 'g', change: 'added', rules: [{ change: 'added' }, { change: 'added' }] },
  ]);
  expect(plan.isNothingToDo).toBe(false);
});

it('sends a new rule as it is served, to its folder and group', () => {
  const rule = servedRule('outlay-a');
  const body = planInstall(served({ g: [rule] }), NOTHING).groups[0]?.body;
  expect(body).toEqual({
    ...{ title: 'g', folderUid: 'outlay', interval: 60 },
    rules: [{ ...rule, folderUID: 'outlay', ruleGroup: 'g', isPaused: false }],
  });
});

it('has nothing to do where everything is installed', () => {
  const plan = planInstall(served({ g: [servedRule('outlay-a')] }), installed({ g: [installedRule('outlay-a')] }));
  expect(plan.groups).toMatchObject([{ change: 'same', fields: [], rules: [{ change: 'same', fields: [] }] }]);
  expect(plan.isNothingToDo).toBe(true);
});

it('has a folder to make where it is missing, though the rules are the same', () => {
  const state = installed({ g: [installedRule('outlay-a')] }, { folder: { uid: 'outlay', exists: false } });
  expect(planInstall(served({ g: [servedRule('outlay-a')] }), state).isNothingToDo).toBe(false);
});

it('names what changes in a rule and its group', () => {
  const state = installed({ g: [installedRule('outlay-a', { for: '5m', labels: { severity: 'ticket' } })] });
  const slower = { ...state, groups: state.groups.map((group) => ({ ...group, interval: 120 })) };
  expect(planInstall(served({ g: [servedRule('outlay-a')] }), slower).groups).toMatchObject([
    { change: 'changed', fields: ['interval'], rules: [{ change: 'changed', fields: ['for', 'labels.severity'] }] },
  ]);
});

it('removes rules that are served no longer', () => {
  const state = installed({ g: [installedRule('outlay-a'), installedRule('outlay-old')] });
  const [group] = planInstall(served({ g: [servedRule('outlay-a')] }), state).groups;
  expect(group).toMatchObject({
    change: 'changed',
    rules: [{ change: 'same' }, { uid: 'outlay-old', change: 'removed' }],
  });
  expect(group?.body?.rules.map((rule) => rule['uid'])).toEqual(['outlay-a']);
});

it('deletes a group that is served no longer, instead of putting an empty one', () => {
  const state = installed({ g: [installedRule('outlay-a')], gone: [installedRule('outlay-b', { ruleGroup: 'gone' })] });
  const plan = planInstall(served({ g: [servedRule('outlay-a')] }), state);
  expect(plan.groups[1]).toMatchObject({
    title: 'gone',
    change: 'removed',
    body: null,
    rules: [{ change: 'removed' }],
  });
  expect(plan.isNothingToDo).toBe(false);
});

it('refuses a group without rules', () => {
  expect(() => planInstall(served({ g: [] }), NOTHING)).toThrow('group g has no rules');
});

describe('a pause', () => {
  it.each([{ isPaused: true }, { isPaused: false }])('of $isPaused stays as people have it', ({ isPaused }) => {
    const state = installed({ g: [installedRule('outlay-a', { isPaused, for: '5m' })] });
    const [group] = planInstall(served({ g: [servedRule('outlay-a', { isPaused: !isPaused })] }), state).groups;
    expect(group?.rules).toMatchObject([{ change: 'changed', fields: ['for'], isPaused }]);
    expect(group?.body?.rules).toMatchObject([{ isPaused }]);
  });

  it('is no reason to install', () => {
    const state = installed({ g: [installedRule('outlay-a', { isPaused: true })] });
    expect(planInstall(served({ g: [servedRule('outlay-a')] }), state).isNothingToDo).toBe(true);
  });

  it('moves with its rule to another group and from another folder', () => {
    const moved = installedRule('outlay-a', { isPaused: true, ruleGroup: 'old' });
    const away = installedRule('outlay-b', { isPaused: true, folderUID: 'other' });
    const plan = planInstall(
      served({ g: [servedRule('outlay-a'), servedRule('outlay-b')] }),
      installed({ old: [moved] }, { elsewhere: [away] }),
    );
    expect(plan.groups[0]?.rules).toMatchObject([
      { change: 'changed', fields: ['ruleGroup'], isPaused: true },
      { change: 'changed', fields: ['folderUID'], isPaused: true },
    ]);
    expect(plan.groups[1]).toMatchObject({ title: 'old', change: 'removed', rules: [] });
  });
});

describe('rules of others', () => {
  const others = installedRule('mine', { isPaused: true, provenance: 'api' });

  it('stay in a group of ours, without what only Grafana writes', () => {
    const [group] = planInstall(served({ g: [servedRule('outlay-a')] }), installed({ g: [others] })).groups;
    expect(group?.rules[1]).toMatchObject({ uid: 'mine', change: 'same', isOurs: false });
    const kept = group?.body?.rules[1];
    expect(kept).toMatchObject({ uid: 'mine', isPaused: true });
    expect(Object.keys(kept ?? {})).not.toEqual(expect.arrayContaining(['id']));
    expect(kept).not.toHaveProperty('provenance');
  });

  it('stay when the rest of their group is served no longer', () => {
    const state = installed({ gone: [installedRule('outlay-b'), others] });
    const [, group] = planInstall(served({ g: [servedRule('outlay-a')] }), state).groups;
    expect(group).toMatchObject({ change: 'changed', body: { rules: [{ uid: 'mine' }] } });
  });

  it('in a group of their own are none of our business', () => {
    const state = installed({ g: [installedRule('outlay-a')], theirs: [others] });
    const plan = planInstall(served({ g: [servedRule('outlay-a')] }), state);
    expect(plan.groups.map(({ title }) => title)).toEqual(['g']);
    expect(plan.isNothingToDo).toBe(true);
  });

  it('stay when ours are removed', () => {
    const state = installed({
      g: [installedRule('outlay-a'), others],
      h: [installedRule('outlay-c')],
      theirs: [others],
    });
    expect(planRemoval(state)).toMatchObject([
      { title: 'g', change: 'changed', body: { rules: [{ uid: 'mine' }] } },
      { title: 'h', change: 'removed', body: null },
    ]);
  });
});

it.each([
  { provenance: 'file', locked: ['outlay-a'] },
  { provenance: 'converted_prometheus', locked: ['outlay-a'] },
  { provenance: 'api', locked: [] },
  { provenance: '', locked: [] },
])('tells rules of provenance "$provenance" that nobody can change', ({ provenance, locked }) => {
  const state = installed({}, { elsewhere: [installedRule('outlay-a', { provenance, folderUID: 'file' })] });
  expect(planInstall(served({ g: [servedRule('outlay-a')] }), state).locked).toEqual(locked);
});
