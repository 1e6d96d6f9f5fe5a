/** The configuration as docs/high-availability.md prints it, so that what is printed is what was run. */
import { readFileSync } from 'node:fs';

const page = readFileSync('docs/high-availability.md', 'utf8');

/** One block of the page, with other addresses, folders and passwords in their places. */
export function printed(name: string, places: Record<string, string>): string {
	const block = page
		.split('\n```')
		.find((part) => /^\w+ /.test(part) && part.includes(`${name}\n`));
	const [, ...lines] = block?.split('\n') ?? [];
	if (lines.length === 0) throw new Error(`docs/high-availability.md prints no ${name}.`);
	return Object.entries(places).reduce(
		(text, [place, value]) => text.replaceAll(place, value),
		lines.join('\n') + '\n'
	);
}
