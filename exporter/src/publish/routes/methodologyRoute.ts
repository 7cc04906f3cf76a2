import type { RequestHandler } from 'express';
import type { ServerRooms } from '../ServerRooms.js';
import { methodologyPage } from '../statusPage/methodologyPage.js';
import { sendPage } from '../statusPage/sendPage.js';
import { servedOf } from './servedOf.js';

/** `/api/v1/methodology`: the rules in words, as JSON, or as Markdown where `Accept` asks for it. */
export function methodologyRoute({ questions }: ServerRooms): RequestHandler {
  return (request, response) => {
    const methodology = servedOf(questions()).methodology();
    response.vary('Accept');
    if (request.accepts(['application/json', 'text/markdown']) === 'text/markdown') {
      response.type('text/markdown; charset=utf-8').send(methodology.markdown);
      return;
    }
    response.json(methodology);
  };
}

/** `/methodology`: the same as a page. */
export function methodologyPageRoute({ questions, version }: ServerRooms): RequestHandler {
  return (_request, response) => {
    sendPage(response, methodologyPage(servedOf(questions()).methodology(), version));
  };
}
