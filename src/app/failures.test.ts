import { expect, test, vi } from 'vitest';
import { isDatabaseAway } from '#lib/server/db/away.ts';
import { codeOf, unexpected, wordsOf } from './failures.ts';
import { watchOutages } from './outages.ts';

const withCode = (code: string, more: object = {}) =>
	Object.assign(new Error('failed'), { code, ...more });

test.each([
	withCode('ECONNREFUSED'),
	withCode('ECONNRESET'),
	withCode('57P01'),
	withCode('57P03'),
	withCode('53300'),
	withCode('08006'),
	withCode('25006'),
	withCode('08P01'),
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
	withCode('08P01', { routine: 'exec_bind_message' }),
	withCode('ENOENT', { syscall: 'open' }),
	new Error('x'),
	'text',
	null
])('%s does not', (cause) => {
	expect(isDatabaseAway(cause)).toBe(false);
});

test('however many are refused, the log says once that it began and once that it is over', async () => {
	vi.useFakeTimers();
	const log = vi.spyOn(console, 'error').mockImplementation(() => {});
	log.mockClear();
	const end = new AbortController();
	let here = true;
	const watching = watchOutages(async () => here, end.signal);
	// what other tests have refused is over first
	await vi.advanceTimersByTimeAsync(10_000);
	log.mockClear();
	here = false;
	const answers = Array.from({ length: 50 }, () => unexpected(withCode('57P01'), 'GET', '/'));
	expect(new Set(answers.map(({ reference }) => reference)).size).toBe(1);
	await vi.advanceTimersByTimeAsync(20_000);
	here = true;
	await vi.advanceTimersByTimeAsync(5_000);
	const { reference } = answers[0]!;
	expect(log.mock.calls.map(([line]) => line as string)).toEqual([
		`[${reference}] The database does not answer: Error: failed`,
		expect.stringMatching(
			new RegExp(
				`^\\[${reference}\\] The database answers again, after 2\\d s; refused meanwhile: 50\\.$`
			)
		)
	]);
	end.abort();
	await vi.advanceTimersByTimeAsync(1_000);
	await watching;
	vi.useRealTimers();
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
