/** What no tool for imports sees: types inside `.svelte` files, and circles among folders. */
import { expect, test } from 'vitest';
import { arrowsOf, importsOf } from '../../scripts/architecture/imports.ts';

const imports = importsOf('.');

test('the imports of the project are found, those inside Svelte files too', () => {
	expect(imports.length).toBeGreaterThan(1_000);
	expect(imports.some(({ from }) => from.endsWith('.svelte'))).toBe(true);
});

const forbidden: [name: string, from: RegExp, to: RegExp][] = [
	[
		'charts, ui, views and accounts know no server, app or routes',
		/^src\/lib\/(charts|ui|views|accounts)\//,
		/^src\/(lib\/server|app|routes)\//
	],
	[
		'kinds know domain and words',
		/^src\/lib\/kinds\//,
		/^src\/(?!lib\/(kinds|domain|paraglide)\/)/
	],
	['domain knows itself alone', /^src\/lib\/domain\//, /^src\/(?!lib\/domain\/)/],
	[
		'server knows domain, kinds and itself',
		/^src\/lib\/server\//,
		/^src\/(?!lib\/(server|domain|kinds)\/)/
	]
];

test.each(forbidden)('%s', (_name, from, to) => {
	const wrong = imports.filter((one) => from.test(one.from) && to.test(one.to));
	expect(wrong).toEqual([]);
});

/** What can be reached from a folder by following imports between folders. */
function reachable(start: string, arrows: Map<string, Set<string>>): Set<string> {
	const found = new Set<string>();
	const open = [start];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		for (const to of arrows.get(next) ?? []) {
			if (!found.has(to)) open.push(to);
			found.add(to);
		}
	}
	return found;
}

test('no folder is reached again from what it imports', () => {
	const arrows = arrowsOf(imports);
	const folders = new Map([...arrows].map(([from, to]) => [from, new Set(to.keys())]));
	const circles = [...folders.keys()].filter((folder) => reachable(folder, folders).has(folder));
	expect(circles).toEqual([]);
});
