import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Markup } from './Markup.js';
import { STYLES } from './STYLES.js';

const styleHash = createHash('sha256').update(STYLES).digest('base64');
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends a page under a policy that allows its own stylesheet and nothing else. */
export function sendPage(response: Response, page: Markup): void {
  response.set('Content-Security-Policy', POLICY).type('text/html').send(page.text);
}
