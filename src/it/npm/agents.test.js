import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import {Agent, OpenAIProvider, Runner, tool} from '@openai/agents';
import {
  ADVICE, Booking, BOOKING, BREAK, City, HANG_UP, HELLO, MISSED, MODEL, REFUSED, STUMBLE, WEATHER, weatherIn,
} from './requests.js';
import {startServer} from './server.js';

let server;
let runner;

before(async () => {
  server = await startServer();
  runner = new Runner({
    modelProvider: new OpenAIProvider({apiKey: 'any', baseURL: server.baseURL}),
    tracingDisabled: true,
  });
}, {timeout: 60_000});

after(() => server?.stop());

const getWeather = tool({name: 'get_weather', description: 'The weather in a city', parameters: City, execute: weatherIn});
const agent = (settings = {}) => new Agent({name: 'Travel desk', model: MODEL, ...settings});

test('the whole answer is the canned text', async () => {
  const result = await runner.run(agent({modelSettings: {temperature: 0.2}}), HELLO);

  assert.equal(result.finalOutput, 'Hi! How can I help?');
});

test('the streamed answer is the same text', async () => {
  const result = await runner.run(agent({modelSettings: {temperature: 0.2}}), HELLO, {stream: true});
  let text = '';
  for await (const piece of result.toTextStream()) {
    text += piece;
  }

  assert.equal(text, 'Hi! How can I help?');
  assert.equal(result.finalOutput, text);
});

test('the loop of tools goes through both turns', async () => {
  const result = await runner.run(agent({tools: [getWeather]}), WEATHER);

  assert.equal(result.finalOutput, ADVICE);
  assert.equal(result.rawResponses.length, 2);
});

test('the loop of tools goes through both turns when streamed', async () => {
  const result = await runner.run(agent({tools: [getWeather]}), WEATHER, {stream: true});
  await result.completed;

  assert.equal(result.finalOutput, ADVICE);
});

test('structured output is parsed', async () => {
  const result = await runner.run(agent({outputType: Booking}), BOOKING);

  assert.deepEqual(result.finalOutput, {code: 'XK42', nights: 3});
});

test('a refused request throws in the words of the live API', async () => {
  await assert.rejects(runner.run(agent({modelSettings: {temperature: 3}}), HELLO), {status: 400, message: REFUSED});
});

test('a miss says in the exception which field was wrong', async () => {
  await assert.rejects(runner.run(agent({modelSettings: {temperature: 0.9}}), HELLO), {status: 404, message: MISSED});
});

test('a failed request is sent once more', async () => {
  const result = await runner.run(agent(), STUMBLE);

  assert.equal(result.finalOutput, 'Up again.');
  assert.equal((await server.requestsWith(STUMBLE)).length, 2);
});

test('a stream that breaks off does not pass for a whole answer', async () => {
  const result = await runner.run(agent(), BREAK, {stream: true});

  await assert.rejects(result.completed);
});

test('a stream without its last event does not pass for a whole answer', async () => {
  const result = await runner.run(agent(), HANG_UP, {stream: true});

  await assert.rejects(result.completed, /did not produce a final response/);
});
