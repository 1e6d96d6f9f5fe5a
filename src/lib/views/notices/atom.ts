/** A feed as Atom (RFC 4287) writes it. */
import { writable } from '#lib/ui/xml.ts';

export interface FeedEntry {
	/** Unique on this server, and the same for ever. */
	key: string;
	title: string;
	at: Date;
	/** The path of the page on which it can be read. */
	path: string;
}

export interface Feed {
	/** The server's own address. */
	origin: string;
	/** Its own path, and that of the page that says the same. */
	path: string;
	page: string;
	title: string;
	author: string;
	language: string;
	/** Where it has no entries. */
	begun: Date;
	entries: FeedEntry[];
}

const escaped = (text: string) =>
	writable(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');

function entryOf({ origin, path }: Feed, { key, title, at, path: page }: FeedEntry): string {
	return [
		'<entry>',
		`<id>${escaped(`${origin}${path}#${key}`)}</id>`,
		`<title>${escaped(title)}</title>`,
		`<updated>${at.toISOString()}</updated>`,
		`<link rel="alternate" type="text/html" href="${escaped(origin + page)}"/>`,
		'</entry>'
	].join('\n');
}

/** @returns the document; what it says changes with its entries alone */
export function atom(feed: Feed): string {
	const { origin, path, page, title, author, language, begun, entries } = feed;
	const updated = entries[0]?.at ?? begun;
	return [
		'<?xml version="1.0" encoding="utf-8"?>',
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(language)}">`,
		`<id>${escaped(origin + path)}</id>`,
		`<title>${escaped(title)}</title>`,
		`<updated>${updated.toISOString()}</updated>`,
		`<author><name>${escaped(author)}</name></author>`,
		`<link rel="self" type="application/atom+xml" href="${escaped(origin + path)}"/>`,
		`<link rel="alternate" type="text/html" href="${escaped(origin + page)}"/>`,
		...entries.map((entry) => entryOf(feed, entry)),
		'</feed>',
		''
	].join('\n');
}
