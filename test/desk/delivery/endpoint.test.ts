import { describe, expect, test } from 'vitest';
import { addressAllowed, checkEndpoint } from '#desk/delivery/webhook.ts';
import { refusal } from './refusal.ts';

describe('an endpoint on the internet', () => {
  test.each([
    ['https://hr.example.com/desk?key=1', { host: 'hr.example.com', port: 443 }],
    ['https://hr.example.com:8443/desk', { host: 'hr.example.com', port: 8443 }],
    ['https://8.8.8.8/', { host: '8.8.8.8', port: 443 }],
    ['https://[2606:4700::1111]/', { host: '2606:4700::1111', port: 443 }],
  ])('W7 may be %s', (url, endpoint) => expect(checkEndpoint(url, 'public')).toEqual({ url, ...endpoint }));

  test.each([
    'http://hr.example.com/',
    'ftp://hr.example.com/',
    'file:///etc/passwd',
    'hr.example.com',
    '',
    'https://',
    'https://user@hr.example.com/',
    'https://user:password@hr.example.com/',
    'https://:password@hr.example.com/',
    'https://localhost/',
    'https://localhost./',
    'https://desk.localhost/',
    'https://printer/',
    'https://printer.local/',
    'https://ip-10-0-0-1.ec2.internal/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://[fd00:ec2::254]/',
    'https://10.0.0.1:8443/',
  ])('W7 may not be %j', (url) => {
    expect(refusal(() => checkEndpoint(url, 'public'))).toMatchObject({
      code: 'endpoint-refused',
      pointers: ['/url'],
    });
  });

  test('W7 is not repeated in the refusal: what was refused may hold a password', () => {
    expect(
      refusal(() => checkEndpoint('https://user:hunter2@hr.example.com/', 'public')).message,
    ).not.toContain('hunter2');
  });
});

describe('an endpoint inside the company', () => {
  test.each([
    'http://localhost:8080/desk',
    'http://127.0.0.1:8080/desk',
    'https://10.1.2.3/desk',
    'http://[::1]:8080/',
    'http://printer/',
    'https://hr.example.com/',
  ])('W7 may be %s', (url) => expect(checkEndpoint(url, 'private').url).toBe(url));

  test.each([
    'http://169.254.169.254/',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://[fd00:ec2::254]/',
    'http://user:password@localhost/',
    'gopher://localhost/',
  ])('W7 may not be %s', (url) =>
    expect(refusal(() => checkEndpoint(url, 'private')).code).toBe('endpoint-refused'),
  );
});

/** One address at each end of a range, and the first one outside. */
const INSIDE = [
  '10.0.0.0',
  '10.255.255.255',
  '100.64.0.0',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.255',
  '172.16.0.0',
  '172.31.255.255',
  '192.168.0.0',
  '192.168.255.255',
  '::1',
  'fc00::',
  'fd12:3456::1',
  'fdff:ffff::1',
];
const NOWHERE = [
  '0.0.0.0',
  '0.255.255.255',
  '169.254.0.0',
  '169.254.169.254',
  '169.254.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'febf::1',
  'fec0::1',
  'ff02::1',
  'fd00:ec2::254',
  'fd00:ec2::23',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::1',
  '3fff::1',
  '5f00::1',
  '100::1',
  '64:ff9b:1::1',
  '::8.8.8.8',
  '::7f00:1',
];
const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '128.0.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '169.253.255.255',
  '192.167.255.255',
  '192.169.0.0',
  '198.20.0.0',
  '223.255.255.255',
  '2001:200::1',
  '2606:4700:4700::1111',
  '2a00:1450:4001:80b::200e',
  '64:ff9b::8.8.8.8',
];
const NOT_AN_ADDRESS = [
  '',
  'localhost',
  '8.8.8',
  '8.8.8.8.8',
  '256.1.1.1',
  '010.0.0.1',
  '0x8.8.8.8',
  '8.8.8.8 ',
  '-1.0.0.1',
  '1::2::3',
  ':::',
  ':',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7:8::',
  '12345::',
  'g::',
  'fe80::1%eth0',
  '[::1]',
  '::ffff:256.1.1.1',
  '1.2.3.4::',
  '2606:4700::1111/64',
];

describe('an address that a name was resolved to', () => {
  test.each(PUBLIC)('W7 %s may be connected to', (ip) => {
    expect([addressAllowed(ip, 'public'), addressAllowed(ip, 'private')]).toEqual([true, true]);
  });

  test.each(INSIDE)('W7 %s only by a private endpoint', (ip) => {
    expect([addressAllowed(ip, 'public'), addressAllowed(ip, 'private')]).toEqual([false, true]);
  });

  test.each(NOWHERE)('W7 %s by none', (ip) => {
    expect([addressAllowed(ip, 'public'), addressAllowed(ip, 'private')]).toEqual([false, false]);
  });

  test.each(NOT_AN_ADDRESS)('W7 %j is none', (ip) => {
    expect([addressAllowed(ip, 'public'), addressAllowed(ip, 'private')]).toEqual([false, false]);
  });

  test('W7 mapped or translated, is what it carries, and mapped ones are never public', () => {
    const both = (ip: string) => [addressAllowed(ip, 'public'), addressAllowed(ip, 'private')];
    expect(both('::ffff:10.0.0.1')).toEqual([false, true]);
    expect(both('::FFFF:a00:1')).toEqual([false, true]);
    expect(both('::ffff:8.8.8.8')).toEqual([false, true]);
    expect(both('::ffff:169.254.169.254')).toEqual([false, false]);
    expect(both('64:ff9b::10.0.0.1')).toEqual([false, true]);
    expect(both('64:ff9b::a9fe:a9fe')).toEqual([false, false]);
  });
});
