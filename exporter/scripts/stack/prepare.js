/**
 * Makes the secrets of the stack of docker-compose.yml, in folders of their own, so that a container sees only those
 * that it needs. What is there stays, so a second start changes nothing; delete a file or its volume to get a new one.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folder = process.argv[2] ?? '/run/outlay';
const chosen = process.env.GRAFANA_ADMIN_PASSWORD ?? '';

keep('viewer/token');
keep('editor/token');
keep('grafana/secret-key');
keep('grafana/admin-password', chosen === '' ? undefined : chosen);

/** Written aside and renamed: whoever reads sees a whole secret or none. Containers run as users of their own. */
function keep(name, secret = randomBytes(24).toString('hex')) {
  const path = join(folder, name);
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, secret, { mode: 0o444 });
  renameSync(`${path}.new`, path);
  console.log(`made ${name}`);
}
