import { expect, test, vi } from 'vitest';
import { codeOf, isDatabaseAway, unexpected, wordsOf } from './failures.ts';

const withCode = (code: string, more: object = {}) =>
	Object.assign(new Error('failed'), { code, ...more });

test.each([
	withCode('ECONNREFUSED'),
	withCode('ECONNRESET'),
	withCode('57P01'),
	withCode('57P03'),
	withCode('53300'),
	withCode('08006'),
	withCode('ENOENT', { syscall: 'connect' }),
	new Error('timeout exceeded when trying to connect'),
	new Error('Connection terminated unexpectedly'),
	new AggregateError([withCode('ECONNREFUSED')])
])('%s means that the database is away', (cause) => {
	expect(isDatabaseAway(cause)).toBe(true);
	vi.spyOn(console, 'error').mockImplementation(() => {});
	expect(unexpected(cause, 'GET', '/').status).toBe(503);
});

test.each([
	withCode('23505'),
	withCode('ENOENT', { syscall: 'open' }),
	new Error('x'),
	'text',
	null
])('%s does not', (cause) => {
	expect(isDatabaseAway(cause)).toBe(false);
});

test('the log keeps no parameter of a query', () => {
	const cause = Object.assign(new Error('invalid input syntax for type bigint: "secret"'), {
		name: 'error',
		severity: 'ERROR',
		code: '22P02',
		detail: 'Key (email)=(secret@example.org) already exists.',
		routine: 'pg_strtoint64_safe'
	});
	expect(wordsOf(cause)).toContain('code 22P02');
	expect(wordsOf(cause)).not.toContain('secret');
});

test('nobody outside can write a line of the log', () => {
	const lines = wordsOf(new Error('bad\n[00000000] GET / all is well\r\u2028again\u001b[2J')).split(
		'\n'
	);
	expect(lines[0]).toBe('Error: bad [00000000] GET / all is well again [2J');
	expect(lines.slice(1).every((line) => line.startsWith('    at '))).toBe(true);
});

test('what SvelteKit refuses by itself has a code too', () => {
	expect([404, 405, 413, 415, 500].map(codeOf)).toEqual([
		'not_found',
		'wrong_method',
		'too_large',
		'wrong_type',
		'unexpected'
	]);
});
