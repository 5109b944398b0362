import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import OpenAI from 'openai';
import {zodResponsesFunction, zodTextFormat} from 'openai/helpers/zod';
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

const ask = (input, settings = {}) => ({model: MODEL, input, ...settings});
const tools = [zodResponsesFunction({name: 'get_weather', parameters: City, function: weatherIn})];

test('the whole answer is the canned text', async () => {
  const response = await client.responses.create(ask(HELLO, {temperature: 0.2}));

  assert.equal(response.output_text, 'Hi! How can I help?');
  assert.equal(response.status, 'completed');
});

test('the streamed answer is the same text', async () => {
  const stream = client.responses.stream(ask(HELLO, {temperature: 0.2}));
  let text = '';
  stream.on('response.output_text.delta', event => (text += event.delta));

  assert.equal(textOf(await stream.finalResponse()), 'Hi! How can I help?');
  assert.equal(text, 'Hi! How can I help?');
});

for (const [form, answer] of Object.entries({
  whole: request => client.responses.create(request),
  streamed: request => client.responses.stream(request).finalResponse(),
})) {
  const resultOf = call => {
    assert.equal(call.name, 'get_weather');
    return {type: 'function_call_output', call_id: call.call_id, output: weatherIn(JSON.parse(call.arguments))};
  };

  test(`a tool call and its result are the two turns of a conversation, ${form}`, async () => {
    const asked = await client.responses.create(ask(WEATHER, {tools}));

    const answered = await answer(
      ask([{role: 'user', content: WEATHER}, ...asked.output, resultOf(asked.output[0])], {tools}));

    assert.equal(textOf(answered), ADVICE);
  });

  test(`a conversation goes on from the id of its last answer, ${form}`, async () => {
    const asked = await answer(ask(WEATHER, {tools}));

    const answered = await answer(ask([resultOf(asked.output[0])], {tools, previous_response_id: asked.id}));

    assert.equal(textOf(answered), ADVICE);
  });
}

test('structured output is parsed', async () => {
  const response = await client.responses.parse(ask(BOOKING, {text: {format: zodTextFormat(Booking, 'booking')}}));

  assert.deepEqual(response.output_parsed, {code: 'XK42', nights: 3});
});

test('a refused request throws in the words of the live API', async () => {
  await assert.rejects(client.responses.create(ask(HELLO, {temperature: 3})), error => {
    assert.ok(error instanceof OpenAI.BadRequestError);
    assert.match(error.message, REFUSED);
    assert.equal(error.param, 'temperature');
    assert.equal(error.code, 'decimal_above_max_value');
    return true;
  });
});

test('a miss says in the exception which field was wrong', async () => {
  await assert.rejects(client.responses.create(ask(HELLO, {temperature: 0.9})), error => {
    assert.ok(error instanceof OpenAI.NotFoundError);
    assert.match(error.message, MISSED);
    return true;
  });
});

test('a rate limit is waited for as long as it says', async () => {
  const response = await client.responses.create(ask(HURRY));

  assert.equal(response.output_text, 'Thanks for waiting.');
  assertWaited(await server.requestsWith(HURRY), 1_200);
});

test('a failed request is sent once more', async () => {
  const response = await client.responses.create(ask(STUMBLE));

  assert.equal(response.output_text, 'Up again.');
  assert.equal((await server.requestsWith(STUMBLE)).length, 2);
});

test('a stream that breaks off does not pass for a whole answer', async () => {
  await assert.rejects(client.responses.stream(ask(BREAK)).finalResponse());
});

test('a stream without its last event passes for an answer that is in progress', async () => {
  const response = await client.responses.stream(ask(HANG_UP)).finalResponse();

  assert.equal(response.status, 'in_progress');
  assert.equal(textOf(response), 'This wil');
});

/** The client joins output_text for whole answers only. */
function textOf(response) {
  return response.output[0].content[0].text;
}
