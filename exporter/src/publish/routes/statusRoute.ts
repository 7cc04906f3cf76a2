import type { RequestHandler } from 'express';
import type { ServerRooms } from '../ServerRooms.js';
import { sendPage } from '../statusPage/sendPage.js';
import { statusPage } from '../statusPage/statusPage.js';

/** `/`: the status page. */
export function statusRoute({ snapshot, refreshStatus, access, now, version, docsUrl }: ServerRooms): RequestHandler {
  return (_request, response) => {
    const view = {
      snapshot: snapshot(),
      refresh: refreshStatus(),
      now: now(),
      version,
      docsUrl,
      apiNeedsToken: !access.open && access.tokens().length === 0,
    };
    sendPage(response, statusPage(view));
  };
}
