import type { Request, RequestHandler } from 'express';
import { Problem } from '../problems/Problem.js';
import type { AccessPolicy } from './AccessPolicy.js';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const HOST_HEADER = /^(\[[0-9a-f:.]+\]|[^:@/?#[\]]+)(:\d*)?$/;

/**
 * Refuses requests under a name that is not ours: a page elsewhere can point its own name at this address
 * (DNS rebinding), but the browser then sends that name as the Host. Ports do not matter.
 */
export function checkHost(access: AccessPolicy): RequestHandler {
  const names = new Set([...LOOPBACK_NAMES, ...access.hosts.map(hostName)]);
  return (request, _response, next) => {
    const header = request.headers.host ?? '';
    const name = HOST_HEADER.exec(header.toLowerCase())?.[1];
    if (name === undefined || !(names.has(name) || name === ownAddress(request))) {
      throw new Problem(421, `"${header}" is not a name of this server`, {
        hint: 'use localhost or the bound address, or add the name to the allowed hosts',
      });
    }
    next();
  };
}

function hostName(host: string): string {
  const name = host.toLowerCase();
  return name.includes(':') && !name.startsWith('[') ? `[${name}]` : name;
}

/** The address that this connection was made to, as a Host header writes it. */
function ownAddress(request: Request): string {
  return hostName((request.socket.localAddress ?? '').replace(/^::ffff:/, ''));
}
