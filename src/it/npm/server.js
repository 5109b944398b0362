import {spawn} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

export const JAR = process.env.CANNERY_JAR ?? new URL('../../../target/cannery.jar', import.meta.url).pathname;

export const JAVA = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';

const CONTRACTS = process.env.CANNERY_CONTRACTS ?? new URL('contracts', import.meta.url).pathname;

/** Starts the standalone jar on a free port, and resolves when it has said where it listens. */
export function startServer(contracts = CONTRACTS) {
  const stubs = mkdtempSync(join(tmpdir(), 'stubs-'));
  const options = ['serve', '--port', '0', '--contracts', contracts, '--stubs', stubs];
  // it runs for seconds only
  const child = spawn(JAVA, ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-jar', JAR, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    const said = [];
    createInterface({input: child.stderr}).on('line', line => said.push(line));
    createInterface({input: child.stdout}).on('line', line => {
      said.push(line);
      const address = line.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      if (address) {
        resolve({
          baseURL: `${address[0]}/v1`,
          requestsWith: text => requestsWith(address[0], text),
          stop: () => stop(child),
        });
      }
    });
    child.on('error', reject);
    child.on('close', () => reject(new Error(`the server ended before it listened, it said:\n${said.join('\n')}`)));
  });
}

/** The requests with this text that the server has seen, the oldest first, as WireMock's journal tells them. */
async function requestsWith(address, text) {
  const journal = await (await fetch(`${address}/__admin/requests`)).json();
  return journal.requests
    .map(entry => entry.request)
    .filter(request => request.body.includes(text))
    .sort((one, other) => one.loggedDate - other.loggedDate);
}

function stop(child) {
  return new Promise(resolve => {
    child.on('exit', resolve);
    child.kill();
  });
}
