import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import OpenAI from 'openai';
import {zodFunction, zodResponseFormat} from 'openai/helpers/zod';
import {
  ADVICE, assertWaited, Booking, BOOKING, BREAK, City, HANG_UP, HELLO, HURRY, MISSED, MODEL, REFUSED, STUMBLE, WEATHER, weatherIn,
} from './requests.js';
import {startServer} from './server.js';

let server;
let client;

before(async () => {
  server = await startServer();
  client = new OpenAI({apiKey: 'any', baseURL: server.baseURL});
}, {timeout: 60_000});

after(() => server?.stop());

const ask = (content, settings = {}) => ({model: MODEL, messages: [{role: 'user', content}], ...settings});
const weather = ask(WEATHER, {
  tools: [zodFunction({name: 'get_weather', parameters: City, function: weatherIn})],
});

test('the whole answer is the canned text', async () => {
  const completion = await client.chat.completions.create(ask(HELLO, {temperature: 0.2}));

  assert.equal(completion.choices[0].message.content, 'Hi! How can I help?');
  assert.equal(completion.choices[0].finish_reason, 'stop');
});

test('the streamed answer is the same text', async () => {
  const stream = client.chat.completions.stream(ask(HELLO, {temperature: 0.2}));

  assert.equal(await stream.finalContent(), 'Hi! How can I help?');
});

test('a tool call arrives whole', async () => {
  assertIsTheToolCall(await client.chat.completions.create(weather));
});

test('a tool call arrives streamed', async () => {
  assertIsTheToolCall(await client.chat.completions.stream(weather).finalChatCompletion());
});

test('the runner of tools goes through both turns', async () => {
  const runner = client.chat.completions.runTools(weather);

  assert.equal(await runner.finalContent(), ADVICE);
});

test('structured output is parsed', async () => {
  const completion = await client.chat.completions.parse(
    ask(BOOKING, {response_format: zodResponseFormat(Booking, 'booking')}));

  assert.deepEqual(completion.choices[0].message.parsed, {code: 'XK42', nights: 3});
});

test('a refused request throws in the words of the live API', async () => {
  await assert.rejects(client.chat.completions.create(ask(HELLO, {temperature: 3})), error => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.match(error.message, REFUSED);
    assert.equal(error.param, 'temperature');
    assert.equal(error.code, 'decimal_above_max_value');
    return true;
  });
});

test('a miss says in the exception which field was wrong', async () => {
  await assert.rejects(client.chat.completions.create(ask(HELLO, {temperature: 0.9})), error => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.match(error.message, MISSED);
    return true;
  });
});

test('a rate limit is waited for as long as it says', async () => {
  const completion = await client.chat.completions.create(ask(HURRY));

  assert.equal(completion.choices[0].message.content, 'Thanks for waiting.');
  assertWaited(await server.requestsWith(HURRY), 1_200);
});

test('a failed request is sent once more', async () => {
  const completion = await client.chat.completions.create(ask(STUMBLE));

  assert.equal(completion.choices[0].message.content, 'Up again.');
  assert.equal((await server.requestsWith(STUMBLE)).length, 2);
});

test('a stream that breaks off does not pass for a whole answer', async () => {
  await assert.rejects(client.chat.completions.stream(ask(BREAK)).finalContent());
});

test('a stream without its last event does not pass for a whole answer', async () => {
  await assert.rejects(client.chat.completions.stream(ask(HANG_UP)).finalContent(), /missing finish_reason/);
});

function assertIsTheToolCall(completion) {
  const [choice] = completion.choices;
  const [call] = choice.message.tool_calls;

  assert.equal(choice.finish_reason, 'tool_calls');
  assert.equal(call.function.name, 'get_weather');
  assert.deepEqual(JSON.parse(call.function.arguments), {city: 'Paris'});
}
