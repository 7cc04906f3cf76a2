import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { RequestHandler } from 'express';
import { extendGzip } from '../exposition/extendGzip.js';
import { prefersOpenMetrics } from '../exposition/prefersOpenMetrics.js';
import type { RefreshStatus, ServerRooms } from '../ServerRooms.js';
import type { Snapshot } from '../Snapshot.js';

type Format = 'text' | 'openMetrics';

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

const gzipAsync = promisify(gzip);

/** `/metrics`: the bytes of the snapshot as they were rendered at its refresh, then the process metrics of this moment. */
export function metricsRoute({ snapshot, selfMetrics, refreshStatus }: ServerRooms): RequestHandler {
  return async (request, response) => {
    const format = prefersOpenMetrics(request.headers.accept) ? 'openMetrics' : 'text';
    const served = snapshot();
    response.set({
      'Content-Type': CONTENT_TYPES[format],
      'Cache-Control': 'no-cache',
      Vary: 'Accept, Accept-Encoding',
      ...(served && { ETag: entityTag(served, refreshStatus(), format) }),
    });
    if (served && request.fresh) {
      response.status(304).end();
      return;
    }

    const own = Buffer.from(await selfMetrics[format]());
    const gzipped = request.acceptsEncodings(['gzip', 'identity']) === 'gzip';
    const pieces = await (gzipped ? gzipPieces(served, format, own) : plainPieces(served, format, own));
    if (gzipped) {
      response.set('Content-Encoding', 'gzip');
    }
    response.set('Content-Length', String(pieces.reduce((bytes, piece) => bytes + piece.length, 0)));
    // The cached bytes are written as they are: joining them with the rest would copy megabytes at each scrape.
    for (const piece of request.method === 'HEAD' ? [] : pieces) {
      response.write(piece);
    }
    response.end();
  };
}

/** Weak, because process metrics differ at each scrape; money and the fate of the last refresh are what it stands for. */
function entityTag({ digest }: Snapshot, { lastSuccess, lastRunSuccessful }: RefreshStatus, format: Format): string {
  return `W/"${digest.slice(0, 32)}-${lastSuccess ?? 'never'}-${String(lastRunSuccessful)}-${format}"`;
}

async function gzipPieces(served: Snapshot | undefined, format: Format, own: Buffer): Promise<readonly Buffer[]> {
  if (served === undefined) {
    return [await gzipAsync(own)];
  }
  return extendGzip(format === 'text' ? served.textGzip : served.openMetricsGzip, own);
}

function plainPieces(served: Snapshot | undefined, format: Format, own: Buffer): readonly Buffer[] {
  return served === undefined ? [own] : [served[format], own];
}
