import assert from 'node:assert/strict';
import {z} from 'zod';

/** What the shared contracts answer, in the words that every client takes. */
export const MODEL = 'gpt-4o-mini';
export const HELLO = 'hello there';
export const WEATHER = 'How is the weather in Paris?';
export const ADVICE = 'It is 18 °C in Paris. Take a jacket.';
export const BOOKING = 'Read this: booking XK42 for 3 nights';
export const HURRY = 'hurry up';
export const STUMBLE = 'do not stumble';
export const BREAK = 'break off';
export const HANG_UP = 'hang up';

export const REFUSED = /Invalid 'temperature': decimal above maximum value\. Expected a value <= 2, but got 3 instead\./;
export const MISSED = /Nearest: 'greets' .*: temperature: expected 0\.\.0\.3, was 0\.9/;

export const City = z.object({city: z.string()});
export const Booking = z.object({code: z.string(), nights: z.number()});

/** The tool that the contract's first turn calls. */
export function weatherIn({city}) {
  assert.equal(city, 'Paris');
  return '18 °C and windy';
}

/** Two requests, the second of which waited for as long as the answer to the first said. */
export function assertWaited([first, second, ...more], millis) {
  assert.deepEqual(more, []);
  const waited = second.loggedDate - first.loggedDate;
  assert.ok(waited >= millis, `waited ${waited} ms`);
}
