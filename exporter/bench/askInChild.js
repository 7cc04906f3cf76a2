import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const CLIENT = `
  const [url, times, options] = JSON.parse(process.argv[1]);
  const { body, ...rest } = options;
  let bytes = 0;
  for (let i = 0; i < times; i += 1) {
    const response = await fetch(url, { ...rest, ...(body && { body: Buffer.from(body, 'base64') }) });
    if (!response.ok) throw new Error(response.status + ' ' + (await response.text()));
    bytes = (await response.arrayBuffer()).byteLength;
  }
  console.log(bytes);`;

/**
 * Asks an address several times, one after another, from another process, so that the server's work can be told from the
 * client's. `body` is base64. Returns the bytes of the last answer.
 */
export async function askInChild(url, times, options = {}) {
  const question = JSON.stringify([url, times, options]);
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', CLIENT, question], {
    timeout: 300_000,
    killSignal: 'SIGKILL',
  });
  return Number(stdout);
}
