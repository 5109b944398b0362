import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {LLMock} from '@copilotkit/aimock';
import OpenAI from 'openai';
import {JAR, JAVA} from './server.js';

const CONTRACTS = process.env.CANNERY_EXPORTS ?? new URL('../exports/contracts', import.meta.url).pathname;

let mock;
let client;

before(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fixtures-'));
  exported(['-jar', JAR, 'export', CONTRACTS, '--to', 'aimock', '--out', folder]);
  mock = new LLMock({port: 0});
  mock.loadFixtureDir(folder);
  await mock.start();
  client = new OpenAI({apiKey: 'any', baseURL: `${mock.url}/v1`, maxRetries: 0});
}, {timeout: 60_000});

after(() => mock?.stop());

/** Exit code 1 only says that aimock cannot express every rule. */
function exported(command) {
  try {
    execFileSync(JAVA, command, {stdio: 'pipe'});
  } catch (error) {
    assert.equal(error.status, 1, String(error.stdout) + error.stderr);
  }
}

const ask = (content, settings = {}) => ({model: 'gpt-5.4', messages: [{role: 'user', content}], ...settings});
const TOOLS = [{type: 'function', function: {name: 'tide_table', parameters: {type: 'object', properties: {}}}}];

test('aimock serves an exported text', async () => {
  const completion = await client.chat.completions.create(ask('Plan the berths.'));

  assert.equal(completion.choices[0].message.content, 'Three berths.');
});

test('aimock streams an exported text', async () => {
  const stream = client.chat.completions.stream(ask('Where is the fog?'));

  assert.equal(await stream.finalContent(), 'The fog lifts at noon.');
});

test('aimock serves the turns of an exported tool loop', async () => {
  const first = await client.chat.completions.create(ask('When is high water?', {tools: TOOLS}));
  const message = first.choices[0].message;
  assert.equal(message.tool_calls[0].function.name, 'tide_table');
  assert.equal(message.tool_calls[0].id, 'call_w1');

  const second = await client.chat.completions.create({
    model: 'gpt-5.4',
    tools: TOOLS,
    messages: [
      {role: 'user', content: 'When is high water?'},
      message,
      {role: 'tool', tool_call_id: message.tool_calls[0].id, content: '06:12 and 18:40'},
    ],
  });
  assert.equal(second.choices[0].message.content, 'At 06:12 and 18:40.');
});

test('aimock serves an exported error', async () => {
  await assert.rejects(client.chat.completions.create(ask('Hurry!')), error => error.status === 429);
});
