import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { answeredHosts } from './hosts.ts';

const answers = answeredHosts({
	ORIGIN: 'https://tanaw.example',
	ALLOWED_HOSTS: 'tanaw.gov.ph, [2001:db8::1]:8080'
});

test.each([
	'tanaw.example',
	'TANAW.example.',
	'tanaw.example:8443',
	'tanaw.gov.ph',
	'[2001:db8::1]',
	'localhost:3000',
	'127.0.0.1:3000',
	'[::1]:3000',
	hostname(),
	'192.0.2.7:3000'
])('%s is answered', (host) => {
	expect(answers(host, '192.0.2.7')).toBe(true);
});

test.each([
	'evil.example',
	'tanaw.example.evil.example',
	'192.0.2.8',
	'tanaw.example/x',
	'user@tanaw.example',
	'tanaw.example, evil.example',
	'',
	'a'.repeat(9_000)
])('%j is not', (host) => {
	expect(answers(host, '::ffff:192.0.2.7')).toBe(false);
});
