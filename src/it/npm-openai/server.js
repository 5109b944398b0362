import {spawn} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

const JAR = process.env.CANNERY_JAR ?? new URL('../../../target/cannery.jar', import.meta.url).pathname;

/** Starts the standalone jar on a free port, and resolves when it has said where it listens. */
export function startServer(contracts) {
  const stubs = mkdtempSync(join(tmpdir(), 'stubs-'));
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const child = spawn(java, ['-jar', JAR, 'serve', '--port', '0', '--contracts', contracts, '--stubs', stubs], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    const said = [];
    createInterface({input: child.stdout}).on('line', line => {
      said.push(line);
      const address = line.match(/http:\/\/127\.0\.0\.1:(\d+)/);
      if (address) {
        resolve({baseURL: `${address[0]}/v1`, stop: () => stop(child)});
      }
    });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`the server ended before it listened, it said:\n${said.join('\n')}`)));
  });
}

function stop(child) {
  return new Promise(resolve => {
    child.on('exit', resolve);
    child.kill();
  });
}
