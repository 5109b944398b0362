import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {HumanMessage, ToolMessage} from '@langchain/core/messages';
import {tool} from '@langchain/core/tools';
import {ChatOpenAI} from '@langchain/openai';
import {
  ADVICE, Booking, BOOKING, BREAK, City, HANG_UP, HELLO, HURRY, MISSED, MODEL, REFUSED, STUMBLE, WEATHER, weatherIn,
} from './requests.js';
import {startServer} from './server.js';

const getWeather = tool(weatherIn, {name: 'get_weather', description: 'The weather in a city', schema: City});
const APIS = {
  'chat completions': {useResponsesApi: false, ending: 'stop'},
  responses: {useResponsesApi: true, ending: 'completed'},
};

for (const [api, {useResponsesApi, ending}] of Object.entries(APIS)) {
  describe(api, () => {
    let server;

    before(async () => {
      server = await startServer();
    }, {timeout: 60_000});

    after(() => server?.stop());

    const chat = (settings = {}) =>
      new ChatOpenAI({model: MODEL, apiKey: 'any', configuration: {baseURL: server.baseURL}, useResponsesApi, ...settings});

    test('the whole answer is the canned text', async () => {
      const answer = await chat({temperature: 0.2}).invoke(HELLO);

      assert.equal(answer.text, 'Hi! How can I help?');
      assert.equal(answer.response_metadata.finish_reason ?? answer.response_metadata.status, ending);
    });

    test('the streamed answer is the same text', async () => {
      assert.equal(await streamed(chat({temperature: 0.2}), HELLO), 'Hi! How can I help?');
    });

    test('a tool call and its result are the two turns of a conversation', async () => {
      const model = chat().bindTools([getWeather]);
      const question = new HumanMessage(WEATHER);

      const asked = await model.invoke([question]);
      const result = await getWeather.invoke(asked.tool_calls[0]);
      assert.ok(result instanceof ToolMessage);
      const answer = await model.invoke([question, asked, result]);

      assert.equal(answer.text, ADVICE);
    });

    test('structured output is parsed', async () => {
      const model = chat().withStructuredOutput(Booking, {name: 'booking', method: 'jsonSchema'});

      assert.deepEqual(await model.invoke(BOOKING), {code: 'XK42', nights: 3});
    });

    test('a refused request throws in the words of the live API', async () => {
      await assert.rejects(chat({temperature: 3}).invoke(HELLO), {status: 400, message: REFUSED});
    });

    test('a miss says in the exception which field was wrong', async () => {
      await assert.rejects(chat({temperature: 0.9}).invoke(HELLO), {status: 404, message: MISSED});
    });

    test('a rate limit is tried again', async () => {
      const answer = await chat().invoke(HURRY);

      assert.equal(answer.text, 'Thanks for waiting.');
      assert.equal((await server.requestsWith(HURRY)).length, 2);
    });

    test('a failed request is sent once more', async () => {
      const answer = await chat().invoke(STUMBLE);

      assert.equal(answer.text, 'Up again.');
      assert.equal((await server.requestsWith(STUMBLE)).length, 2);
    });

    test('a stream that breaks off does not pass for a whole answer', async () => {
      await assert.rejects(streamed(chat(), BREAK));
    });

    test('a stream without its last event passes for a whole answer', async () => {
      assert.equal(await streamed(chat(), HANG_UP), 'This wil');
    });
  });
}

async function streamed(model, prompt) {
  let text = '';
  for await (const chunk of await model.stream(prompt)) {
    text += chunk.text;
  }
  return text;
}
