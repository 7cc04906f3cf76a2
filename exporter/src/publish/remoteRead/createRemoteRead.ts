import { randomUUID } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { HistoryQuestions } from '../CostQuestions.js';
import { QuestionError } from '../CostQuestions.js';
import { answerQueries } from './answerQueries.js';
import type { Answer } from './answerQueries.js';
import { createAnswerMemory } from './createAnswerMemory.js';
import type { AnswerMemory } from './createAnswerMemory.js';
import { decodeReadRequest } from './decodeReadRequest.js';
import type { ReadQuery } from './decodeReadRequest.js';
import { limitConcurrency } from './limitConcurrency.js';
import { planQuery } from './planQuery.js';
import type { PlannedSeries } from './planQuery.js';
import { readBody } from './readBody.js';
import { Refusal } from './Refusal.js';
import { REMOTE_READ_LIMITS } from './RemoteReadLimits.js';
import type { RemoteReadLimits } from './RemoteReadLimits.js';
import { uncompress } from './uncompress.js';

export interface RemoteReadDependencies {
  /** The store at the manifest that is served, another object with every publication; undefined until there is one. */
  readonly questions: () => HistoryQuestions | undefined;
  /** The reporting currency. */
  readonly currency: () => string;
  readonly logger: Pick<Logger, 'debug' | 'error'>;
  readonly limits?: Partial<RemoteReadLimits>;
}

/**
 * Answers Prometheus's remote_read (`POST`, snappy, always samples) from the store, so that PromQL sees costs at their
 * own time and in their newest revision. Errors are one line of plain text, which Prometheus shows as a warning.
 */
export function createRemoteRead(dependencies: RemoteReadDependencies): RequestHandler {
  const limits = { ...REMOTE_READ_LIMITS, ...dependencies.limits };
  const inTurn = limitConcurrency(limits);
  const memory = createAnswerMemory();
  const recall = ({ served, plans }: Planned): Answer | undefined => memory.recall(served, plans);

  return async (request, response) => {
    const client = new AbortController();
    response.once('close', () => client.abort());
    try {
      if (request.headers['content-encoding'] !== 'snappy') {
        throw new Refusal(415, 'the Content-Encoding is not snappy; send a snappy block');
      }
      const block = await readBody(request, limits.bodyBytes);
      const queries = decodeReadRequest(uncompress(block, limits.requestBytes), limits);
      const reply = async (answer: Answer): Promise<void> => {
        dependencies.logger.debug({ queries, series: answer.series, samples: answer.samples }, 'remote read');
        await send(response, answer, limits.idleMilliseconds);
      };
      const known = recall(planned(queries, dependencies));
      if (known !== undefined) {
        await reply(known);
        return;
      }
      await inTurn(async () => {
        const asked = planned(queries, dependencies); // while it waited, others may have been published or remembered
        await reply(recall(asked) ?? (await answered(asked, memory, limits, client.signal)));
      }, client.signal);
    } catch (error) {
      if (!client.signal.aborted) refuse(response, error, dependencies.logger);
    }
  };
}

interface Planned {
  readonly served: HistoryQuestions;
  readonly plans: readonly (readonly PlannedSeries[])[];
}

function planned(queries: readonly ReadQuery[], { questions, currency }: RemoteReadDependencies): Planned {
  const served = questions();
  if (!served) throw new Refusal(503, 'no costs are published yet; the first refresh has not ended');
  const plans = queries.map((query) => planQuery(query, { dimensions: served.dimensions, currency: currency() }));
  return { served, plans };
}

async function answered(
  { served, plans }: Planned,
  memory: AnswerMemory,
  limits: RemoteReadLimits,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await answerQueries(plans, served, limits, signal);
  memory.remember(served, plans, answer);
  return answer;
}

async function send(response: Response, { chunks }: Answer, idleMilliseconds: number): Promise<void> {
  response.status(200).set({
    'Content-Type': 'application/x-protobuf',
    'Content-Encoding': 'snappy',
    'Content-Length': String(chunks.reduce((length, chunk) => length + chunk.length, 0)),
  });
  response.setTimeout(idleMilliseconds, () => response.destroy());
  await pipeline(chunks, response);
}

function refuse(response: Response, error: unknown, logger: RemoteReadDependencies['logger']): void {
  const { status, message } = refusalOf(error, logger);
  logger.debug({ status, reason: message }, 'remote read refused');
  // what is left of the body is not read, so the connection cannot be used again
  if (status === 413) response.set('Connection', 'close');
  response.status(status).type('text/plain').send(`${message}\n`);
}

function refusalOf(error: unknown, logger: RemoteReadDependencies['logger']): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof QuestionError) return new Refusal(400, error.message, { cause: error });
  const id = randomUUID();
  logger.error({ err: error, id }, 'remote read failed');
  return new Refusal(500, `the exporter failed to answer; its log tells more under ${id}`);
}
