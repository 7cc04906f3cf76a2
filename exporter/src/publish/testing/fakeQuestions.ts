import type { CostsResponse, Reject, ResourcesResponse } from '@outlay/contract/api';
import type { CostQuestions, CostsQuestion, RejectsQuestion, ResourcesQuestion } from '../CostQuestions.js';

interface FakeAnswers {
  readonly rows?: CostsResponse['rows'];
  readonly rejects?: readonly Reject[];
  readonly resources?: ResourcesResponse;
}

/** Questions that answer pages of the given rows and remember what they were asked. */
export function fakeQuestions({ rows = [], rejects = [], resources }: FakeAnswers = {}) {
  const asked = {
    costs: new Array<CostsQuestion>(),
    rejects: new Array<RejectsQuestion>(),
    resources: new Array<ResourcesQuestion>(),
  };
  const questions: CostQuestions = {
    dimensions: ['provider', 'team', 'environment'],
    async *history() {
      await Promise.resolve();
      yield [];
    },
    costs(question) {
      asked.costs.push(question);
      const { offset, limit, basis } = question;
      const page = rows.slice(offset, offset + limit);
      return Promise.resolve({ total: rows.length, offset, limit, currency: 'USD', basis, sum: '3.5', rows: page });
    },
    rejects(question) {
      asked.rejects.push(question);
      const { offset, limit } = question;
      return Promise.resolve({ total: rejects.length, offset, limit, rejects: rejects.slice(offset, offset + limit) });
    },
    allocation: () => Promise.reject(new Error('nobody asks this')),
    explain: () => Promise.reject(new Error('nobody asks this')),
    resources(question) {
      asked.resources.push(question);
      return resources === undefined ? Promise.reject(new Error('nobody asks this')) : Promise.resolve(resources);
    },
    tags: () => Promise.reject(new Error('nobody asks this')),
    methodology: () => ({
      version: 'v1',
      markdown: '# How cost is allocated\n\nBy `team`.\n',
      owner: 'team',
      dimensions: ['provider', 'team'],
    }),
  };
  return { questions, asked };
}
