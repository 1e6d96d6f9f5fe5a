/** What no tool for imports sees: types inside `.svelte` files, and circles among folders. */
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

interface Import {
	from: string;
	to: string;
}

const aliases: Record<string, string> = { '#lib': 'src/lib', '#app': 'src/app' };
const specifier = /(?:from|import|import\()\s*['"]((?:\.{1,2}|#lib|#app)\/[^'"]+)['"]/g;

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.map((file) => posix.join('src', file.replaceAll('\\', '/')))
	.filter(
		(file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$|^src\/lib\/paraglide\//.test(file)
	);

function resolved(file: string, written: string): string {
	const [first = '', ...rest] = written.split('/');
	const alias = aliases[first];
	if (alias !== undefined) return posix.join(alias, ...rest);
	return posix.join(posix.dirname(file), written);
}

const imports: Import[] = sources.flatMap((from) =>
	[...readFileSync(from, 'utf8').matchAll(specifier)].map(([, written = '']) => ({
		from,
		to: resolved(from, written)
	}))
);

/** Routes are one folder: theirs follow addresses, not the direction of imports. */
const folderOf = (file: string) =>
	file.startsWith('src/routes/') ? 'src/routes' : posix.dirname(file);

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
	const arrows = new Map<string, Set<string>>();
	for (const { from, to } of imports) {
		const [one, other] = [folderOf(from), folderOf(to)];
		if (one !== other) arrows.set(one, (arrows.get(one) ?? new Set()).add(other));
	}
	const circles = [...arrows.keys()].filter((folder) => reachable(folder, arrows).has(folder));
	expect(circles).toEqual([]);
});
