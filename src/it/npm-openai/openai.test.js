import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import OpenAI from 'openai';
import {startServer} from './server.js';

const hello = {
  model: 'gpt-4o-mini',
  temperature: 0.2,
  messages: [{role: 'user', content: 'hello there'}],
};
const weather = {
  model: 'gpt-4o-mini',
  messages: [{role: 'user', content: 'How is the weather in Paris?'}],
  tools: [
    {
      type: 'function',
      function: {name: 'get_weather', parameters: {type: 'object', properties: {city: {type: 'string'}}}},
    },
  ],
};

let server;
let client;

before(async () => {
  server = await startServer(new URL('../contracts', import.meta.url).pathname);
  client = new OpenAI({apiKey: 'any', baseURL: server.baseURL});
}, {timeout: 60_000});

after(() => server?.stop());

test('the whole answer is the canned text', async () => {
  const completion = await client.chat.completions.create(hello);

  assert.equal(completion.choices[0].message.content, 'Hi! How can I help?');
  assert.equal(completion.choices[0].finish_reason, 'stop');
});

test('the streamed answer is the same text', async () => {
  const stream = client.chat.completions.stream(hello);

  assert.equal(await stream.finalContent(), 'Hi! How can I help?');
});

test('a tool call arrives whole', async () => {
  assertIsTheToolCall(await client.chat.completions.create(weather));
});

test('a tool call arrives streamed', async () => {
  assertIsTheToolCall(await client.chat.completions.stream(weather).finalChatCompletion());
});

test('a miss says in the exception which field was wrong', async () => {
  await assert.rejects(client.chat.completions.create({...hello, temperature: 0.9}), error => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.match(error.message, /temperature: expected 0\.\.0\.3, was 0\.9/);
    return true;
  });
});

function assertIsTheToolCall(completion) {
  const [choice] = completion.choices;
  const [call] = choice.message.tool_calls;

  assert.equal(choice.finish_reason, 'tool_calls');
  assert.equal(call.function.name, 'get_weather');
  assert.deepEqual(JSON.parse(call.function.arguments), {city: 'Paris'});
}
