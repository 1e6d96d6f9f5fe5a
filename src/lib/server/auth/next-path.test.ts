import { expect, test } from 'vitest';
import { nextPath } from './next-path.ts';

test.each(['/', '/account', '/plans/bangsamoro?as_of=2026-06-30', '/a%2F%2Fb'])(
	'%s is a path of this site',
	(path) => {
		expect(nextPath(path, '/else')).toBe(path);
	}
);

test.each([
	null,
	'',
	'account',
	'//evil.example',
	'/\\evil.example',
	'\\\\evil.example',
	'/\t/evil.example',
	'/.//evil.example',
	'/a/..//evil.example',
	'https://evil.example',
	'javascript:alert(1)',
	'/ok\r\nset-cookie: a=b',
	'/' + 'a'.repeat(3000)
])('%j is not', (path) => {
	expect(nextPath(path, '/else')).toBe('/else');
});
