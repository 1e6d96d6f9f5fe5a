/** By what people call things in addresses, where they do not know the name that stands there. */

/** Words as an address would write them: `Sri Lanka, capacity` → `sri-lanka-capacity`. */
export function asSlug(words: string): string {
	const plain = words.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
	return plain.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
}

/** The capitals with which a title's words begin: `Bangsamoro E-Government Master Plan` → `begmp`. */
export function initialsOf(title: string): string {
	const capitals = title.match(/(?<![\p{L}\p{N}])\p{Lu}/gu) ?? [];
	return capitals.join('').toLowerCase();
}

interface Named {
	slug: string;
	/** Its short name, or its acronym. */
	short: string | null;
	name: string;
}

/** Whether something may be meant by a name of an address, in whatever letter case. */
export function isCalled({ slug, short, name }: Named, asked: string): boolean {
	const sought = asSlug(asked);
	if (sought === '') return false;
	return [slug, asSlug(short ?? ''), asSlug(name), initialsOf(name)].includes(sought);
}
