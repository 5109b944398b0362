import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {createOpenAI} from '@ai-sdk/openai';
import {APICallError, generateText, Output, stepCountIs, streamText, tool} from 'ai';
import {
  ADVICE, assertWaited, Booking, BOOKING, BREAK, City, HANG_UP, HELLO, HURRY, MISSED, MODEL, REFUSED, STUMBLE, WEATHER, weatherIn,
} from './requests.js';
import {startServer} from './server.js';

const tools = {get_weather: tool({inputSchema: City, execute: weatherIn})};

/** The SDK takes Responses if it is not told which API to use. */
const APIS = {
  'chat completions': provider => provider.chat(MODEL),
  responses: provider => provider(MODEL),
};

for (const [api, choose] of Object.entries(APIS)) {
  describe(api, () => {
    let server;
    let model;

    before(async () => {
      server = await startServer();
      model = choose(createOpenAI({apiKey: 'any', baseURL: server.baseURL}));
    }, {timeout: 60_000});

    after(() => server?.stop());

    test('the whole answer is the canned text', async () => {
      const {text, finishReason} = await generateText({model, prompt: HELLO, temperature: 0.2});

      assert.equal(text, 'Hi! How can I help?');
      assert.equal(finishReason, 'stop');
    });

    test('the streamed answer is the same text, with its usage', async () => {
      const {text, usage} = streamText({model, prompt: HELLO, temperature: 0.2});

      assert.equal(await text, 'Hi! How can I help?');
      assert.ok((await usage).outputTokens > 0);
    });

    test('the loop of tools goes through both turns', async () => {
      const {text, steps} = await generateText({model, prompt: WEATHER, tools, stopWhen: stepCountIs(5)});

      assert.equal(text, ADVICE);
      assert.deepEqual(steps.map(step => step.finishReason), ['tool-calls', 'stop']);
    });

    test('the loop of tools goes through both turns when streamed', async () => {
      const {text} = streamText({model, prompt: WEATHER, tools, stopWhen: stepCountIs(5)});

      assert.equal(await text, ADVICE);
    });

    test('structured output is parsed', async () => {
      const {output} = await generateText({model, prompt: BOOKING, output: Output.object({schema: Booking})});

      assert.deepEqual(output, {code: 'XK42', nights: 3});
    });

    test('a refused request throws in the words of the live API', async () => {
      await assert.rejects(generateText({model, prompt: HELLO, temperature: 3}), error => {
        assert.ok(APICallError.isInstance(error));
        assert.equal(error.statusCode, 400);
        assert.match(error.message, REFUSED);
        return true;
      });
    });

    test('a miss says in the exception which field was wrong', async () => {
      await assert.rejects(generateText({model, prompt: HELLO, temperature: 0.9}), error => {
        assert.ok(APICallError.isInstance(error));
        assert.equal(error.statusCode, 404);
        assert.match(error.message, MISSED);
        return true;
      });
    });

    test('a rate limit is waited for as long as it says', async () => {
      const {text} = await generateText({model, prompt: HURRY});

      assert.equal(text, 'Thanks for waiting.');
      assertWaited(await server.requestsWith(HURRY), 1_200);
    });

    test('a failed request is sent once more', async () => {
      const {text} = await generateText({model, prompt: STUMBLE});

      assert.equal(text, 'Up again.');
      assert.equal((await server.requestsWith(STUMBLE)).length, 2);
    });

    test('a stream that breaks off does not pass for a whole answer', async () => {
      const {text} = streamText({model, prompt: BREAK, maxRetries: 0, onError: () => {}});

      await assert.rejects(async () => await text);
    });

    test('a stream without its last event passes for an answer that ended for another reason', async () => {
      const {text, finishReason} = streamText({model, prompt: HANG_UP});

      assert.equal(await text, 'This wil');
      assert.equal(await finishReason, 'other');
    });
  });
}
