import { expect, test } from 'vitest';
import { bundleOf } from '#infra/parts/bundle.ts';
import { CONNECT, resources, short, synthesized, WITH_ALL_DOORS } from './synthesized.ts';

const [without = expect.fail('there is no desk stack')] = synthesized('prod');
const [desk = expect.fail('there is no desk stack')] = synthesized('prod', undefined, WITH_ALL_DOORS);

test('nothing of the telephone is deployed where no stage names an instance', () => {
  expect(JSON.stringify(without.template)).not.toMatch(/phone-contact|connect\.amazonaws/);
});

test('the contact flows of that one instance may invoke the door, and no other caller', () => {
  const [[, contact] = expect.fail('there is no door')] = resources([desk], 'AWS::Lambda::Function').filter(
    ([, { Properties }]) => short(desk, Properties.FunctionName) === 'phone-contact',
  );
  expect(contact.Properties).toMatchObject({ Timeout: 8 });
  const invited = resources([desk], 'AWS::Lambda::Permission')
    .map(([, { Properties }]) => Properties)
    .filter(({ FunctionName }) => short(desk, FunctionName) === 'phone-contact');
  expect(invited).toEqual([
    {
      Action: 'lambda:InvokeFunction',
      FunctionName: expect.anything(),
      Principal: 'connect.amazonaws.com',
      SourceArn: CONNECT,
      SourceAccount: '111122223333',
    },
  ]);
});

test('a caller does not wait for a heavy door', () => {
  const { text, modules } = bundleOf('functions/phone/contact.ts');
  console.log(`${Math.ceil(text.byteLength / 1000)} kB, ${modules} modules: phone/contact`);
  expect([text.byteLength <= 400_000, modules <= 500]).toEqual([true, true]);
});
