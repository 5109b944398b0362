import OpenAI from 'openai';
import {afterEach, beforeEach, expect, inject, test} from 'vitest';

// region scope
const call = (path, method, body) => fetch(inject('scopes') + path, {method, body}).then(answer => answer.json());
const contract = 'interactions: [{name: tells a joke, request: {prompt: {contains: joke}}, response: [Knock, knock]}]';

beforeEach(async context => {
  context.scope = await call('?contracts=greetings', 'POST', contract);
  context.client = new OpenAI({apiKey: 'any', baseURL: context.scope.base_url});
});

afterEach(async ({scope, task}) => {
  const {misses} = await call(`/${scope.id}`, 'DELETE');
  if (!task.meta.mayMiss) expect(misses.map(miss => miss.explanation)).toEqual([]);
});

const ask = (client, content) => client.chat.completions.create({model: 'gpt-5.4-mini', messages: [{role: 'user', content}]});
// endregion

for (const time of ['first', 'second']) {
  test.concurrent(`successive answers begin anew in the ${time} test`, async ({client, expect}) => {
    expect((await ask(client, 'A joke!')).choices[0].message.content).toBe('Knock');
    expect((await ask(client, 'A joke!')).choices[0].message.content).toBe('knock');
    expect((await ask(client, 'Hello')).choices[0].message.content).toBe('Hi! How can I help?');
  });
}

test('a miss is explained, and told when the scope ends', async ({client, scope, task}) => {
  task.meta.mayMiss = true;
  await expect(ask(client, 'What is this?')).rejects.toThrow('No interaction matched');

  const {misses} = await call(`/${scope.id}/misses`, 'GET');
  const {unused} = await call(`/${scope.id}/unused`, 'GET');

  expect(misses[0].explanation).toContain('tells a joke');
  expect(unused.map(each => each.interaction)).toEqual(['tells a joke', 'says hello']);
});
