import {Validator} from '@seriousme/openapi-schema-validator';
import {expect, inject, test} from 'vitest';

test('the published document is sound OpenAPI', async () => {
  const text = await fetch(`${inject('scopes')}/openapi.yaml`).then(answer => answer.text());
  const validator = new Validator();

  expect(await validator.validate(text)).toEqual({valid: true});
  expect(validator.version).toBe('3.1');
  validator.resolveRefs();
});
