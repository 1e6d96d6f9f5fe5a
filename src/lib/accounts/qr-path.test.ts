import { expect, test } from 'vitest';
import { qrPath } from './qr-path.ts';

const squaresOf = (path: string) =>
	new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));

test('has three finders within its quiet border', () => {
	const { path, size } = qrPath('otpauth://totp/Tanaw:a%40milg.gov?secret=MZXW6YTBOI&issuer=Tanaw');
	const squares = squaresOf(path);
	const finder = (left: number, top: number) =>
		Array.from({ length: 7 }, (_, y) =>
			Array.from({ length: 7 }, (_, x) => (squares.has(`${left + x} ${top + y}`) ? '#' : '.')).join(
				''
			)
		);
	const expected = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######'];
	for (const [left, top] of [
		[4, 4],
		[size - 11, 4],
		[4, size - 11]
	] as const)
		expect(finder(left, top)).toEqual(expected);
	const numbers = [...squares].flatMap((square) => square.split(' ').map(Number));
	expect([Math.min(...numbers), Math.max(...numbers)]).toEqual([4, size - 5]);
});

test('another text is another picture', () => {
	expect(qrPath('one').path).not.toBe(qrPath('two').path);
});
