/** docs/security.md names tests: each of them is there, so that no promise rests on nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** A file of tests, and the names that follow it up to the next. */
const named = readFileSync('docs/security.md', 'utf8')
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.flatMap((line) => line.split(/(?=`(?:tests|src)\/)/).slice(1))
	.map((part) => ({
		file: /^`([^`]+)`/.exec(part)![1]!,
		names: [...part.matchAll(/“([^”]+)”/g)].map(([, name]) => name!)
	}));

/** Quotes and line breaks of the source do not count. */
const plain = (text: string) => text.replaceAll(/['"`’\s]+/g, ' ');

test('the table names tests of every kind', () => {
	expect(named.length).toBeGreaterThan(60);
});

test.each(named)('$file has the tests that are named', ({ file, names }) => {
	expect(existsSync(file)).toBe(true);
	const source = plain(readFileSync(file, 'utf8'));
	expect(names.filter((name) => !source.includes(plain(name)))).toEqual([]);
});
