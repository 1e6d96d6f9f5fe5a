/** Who imports whom in `src`, by what is written in its files, those of `.svelte` included. */
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';

export interface Import {
	from: string;
	to: string;
}

const aliases: Record<string, string> = { '#lib': 'src/lib', '#app': 'src/app' };
const specifier = /(?:from|import|import\()\s*['"]((?:\.{1,2}|#lib|#app)\/[^'"]+)['"]/g;

/** All files with code but tests and what the build writes. */
export function sourcesOf(root: string): string[] {
	return readdirSync(posix.join(root, 'src'), { recursive: true, encoding: 'utf8' })
		.map((file) => posix.join('src', file.replaceAll('\\', '/')))
		.filter(
			(file) => /\.(ts|svelte)$/.test(file) && !/\.test\.ts$|^src\/lib\/paraglide\//.test(file)
		);
}

function resolved(file: string, written: string): string {
	const [first = '', ...rest] = written.split('/');
	const alias = aliases[first];
	if (alias !== undefined) return posix.join(alias, ...rest);
	return posix.join(posix.dirname(file), written);
}

export function importsOf(root: string): Import[] {
	return sourcesOf(root).flatMap((from) =>
		[...readFileSync(posix.join(root, from), 'utf8').matchAll(specifier)].map(
			([, written = '']) => ({ from, to: resolved(from, written) })
		)
	);
}

/** Routes are one folder: theirs follow addresses, not the direction of imports. */
export const folderOf = (file: string): string =>
	file.startsWith('src/routes/') ? 'src/routes' : posix.dirname(file);

/** From each folder to those that it imports, with how many imports. */
export function arrowsOf(imports: readonly Import[]): Map<string, Map<string, number>> {
	const arrows = new Map<string, Map<string, number>>();
	for (const { from, to } of imports) {
		const [one, other] = [folderOf(from), folderOf(to)];
		if (one === other || !other.startsWith('src') || other.startsWith('src/lib/paraglide'))
			continue;
		const own = arrows.get(one) ?? new Map<string, number>();
		arrows.set(one, own.set(other, (own.get(other) ?? 0) + 1));
	}
	return arrows;
}
