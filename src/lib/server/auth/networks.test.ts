import { expect, test } from 'vitest';
import { addressOf, networksOf } from './networks.ts';

test.each([
	['203.0.113.9', '203.0.113.9'],
	['203.0.113.9:4711', '203.0.113.9'],
	[' 203.0.113.9 ', '203.0.113.9'],
	['::ffff:203.0.113.9', '203.0.113.9'],
	['[2001:db8::1]:443', '2001:db8::1'],
	['"[2001:DB8:0::1]"', '2001:db8::1'],
	['fe80::1%eth0', 'fe80::1'],
	['2001:db8:0:0:0:0:0:1', '2001:db8::1']
])('%s is %s', (text, address) => {
	expect(addressOf(text)).toBe(address);
});

test.each([
	'',
	'unknown',
	'203.0.113',
	'203.0.113.9, 10.0.0.1',
	'evil\r\nhost',
	'[::1',
	':'.repeat(9_000)
])('%j is no address', (text) => {
	expect(addressOf(text)).toBeUndefined();
});

test('a subscriber has a /64, a provider’s customer a /48', () => {
	expect(networksOf('203.0.113.9')).toEqual({ small: '203.0.113.9', wide: null });
	expect(networksOf('2001:db8:0:7::1')).toEqual({
		small: '2001:db8:0:7::/64',
		wide: '2001:db8:0::/48'
	});
	expect(networksOf('2001:db8::9:1').small).toBe(networksOf('2001:db8:0:0:5::1').small);
	expect(networksOf('::1').small).toBe('0:0:0:0::/64');
});
