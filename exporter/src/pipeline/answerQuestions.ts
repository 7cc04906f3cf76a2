import { usageOf } from '../allocate/MeasuredUsage.js';
import type { MeasuredUsage } from '../allocate/MeasuredUsage.js';
import type { Config } from '../config/schema.js';
import { BUILT_IN_DIMENSIONS } from '../domain/Dimensions.js';
import type { Methodology } from '../domain/Methodology.js';
import { QuestionError } from '../publish/CostQuestions.js';
import type { CostQuestions, HistoryQuestion, HistorySeries, LabelMatcher } from '../publish/CostQuestions.js';
import { answerAllocation } from './answerAllocation.js';
import { askCosts } from '../store/questions/askCosts.js';
import { askHistory } from '../store/questions/askHistory.js';
import { askRejects } from '../store/questions/askRejects.js';
import { askResources } from '../store/questions/askResources.js';
import type { Edition } from '../store/questions/cells.js';
import type { Store } from '../store/Store.js';
import { visibilityOf } from '../store/visibility.js';

const RESOURCE_LABELS = ['resource_id', 'resource_name'];

/**
 * Questions at the manifest that the store holds now; its files stay while one is answered.
 * Undefined while the rollups were made for other dimensions, which the next refresh mends.
 */
export function answerQuestions(
  store: Store,
  methodology: Methodology,
  { publish }: Pick<Config, 'publish'>,
  measured: MeasuredUsage,
): CostQuestions | undefined {
  const visibility = visibilityOf(methodology);
  const manifest = store.manifest();
  if (
    manifest.sequence === 0 ||
    Object.values(manifest.parts).some(({ rollup }) => rollup.visibility !== visibility.id)
  ) {
    return undefined;
  }
  const edition: Edition = { folder: store.folder, manifest, visibility };
  const owners = answerAllocation({
    engine: store.engine,
    edition,
    methodology,
    usage: usageOf(measured, methodology.pools),
  });
  const dimensions = [...Object.keys(BUILT_IN_DIMENSIONS), ...Object.keys(methodology.dimensions)];
  const check = (names: readonly string[], matchers: readonly LabelMatcher[], extra: readonly string[] = []) =>
    checkQuestion(store, [...names, ...matchers.map(({ label }) => label)], matchers, [...dimensions, ...extra]);

  return {
    dimensions,
    history: (question) => history(question),
    costs: (question) =>
      holding(async () => {
        await check(question.by, question.matchers);
        return askCosts(store.engine, edition, methodology.dimensions, question);
      }),
    rejects: (question) => holding(() => askRejects(store.engine, edition, question)),
    allocation: (question) => holding(() => owners.allocation(question)),
    explain: (question) =>
      holding(async () => {
        await check([], question.matchers, RESOURCE_LABELS);
        return owners.explain(question);
      }),
    resources: (question) =>
      holding(async () => {
        await check([], question.matchers);
        return askResources(store.engine, edition, methodology, question);
      }),
    tags: (question) => holding(() => owners.tags(question)),
    methodology: () => owners.methodology(),
  };

  async function* history(question: HistoryQuestion): AsyncGenerator<readonly HistorySeries[]> {
    const by = question.by ?? publish.labels;
    const resources = question.resources ?? false;
    if (question.asOf !== undefined && (resources || question.resolution === 'hour')) {
      throw new QuestionError(
        'only daily costs are kept as of an earlier day; ask finops_cost_daily, or leave asof out',
      );
    }
    const letGo = store.hold(manifest);
    try {
      await check(by, question.matchers, resources ? RESOURCE_LABELS : []);
      yield* askHistory(store.engine, edition, methodology.dimensions, { ...question, by, resources });
    } finally {
      letGo();
    }
  }

  async function holding<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const letGo = store.hold(manifest);
    try {
      return await ask();
    } finally {
      letGo();
    }
  }
}

async function checkQuestion(
  { engine }: Store,
  names: readonly string[],
  matchers: readonly LabelMatcher[],
  dimensions: readonly string[],
): Promise<void> {
  const unknown = names.find((name) => !dimensions.includes(name));
  if (unknown !== undefined)
    throw new QuestionError(`"${unknown}" is no dimension; there are ${dimensions.join(', ')}`);
  for (const { operator, value } of matchers) {
    if (operator === '=' || operator === '!=') continue;
    try {
      await engine.ask(`select regexp_full_match('', '${value.replaceAll("'", "''")}', 's')`);
    } catch (error) {
      throw new QuestionError(`"${value}" is not a regular expression of RE2`, { cause: error });
    }
  }
}
