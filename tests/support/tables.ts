/** The tables that a page or a file holds, as text. */

const cellsOf = (line: string): string[] =>
	[...line.matchAll(/(?<=^|,)(?:"((?:[^"]|"")*)"|([^,]*))(?=,|$)/g)].map(
		([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''
	);

/** The rows of a CSV without line breaks in its cells, by the names of its columns. */
export function csvRows(text: string): Record<string, string>[] {
	const [head = [], ...rows] = text.replace('\uFEFF', '').trimEnd().split('\r\n').map(cellsOf);
	return rows.map((cells) =>
		Object.fromEntries(head.map((name, index) => [name, cells[index] ?? '']))
	);
}

const plainText = (html: string): string =>
	html
		.replaceAll(/<!--.*?-->|<[^>]*>/gs, ' ')
		.replaceAll('&amp;', '&')
		.replaceAll(/\s+/g, ' ')
		.trim();

/** The body of a page's table that has some words in it, as text of its cells. */
export function pageTable(html: string, words: string): string[][] {
	const tables = [...html.matchAll(/<table[\s\S]*?<\/table>/g)];
	const [table = ''] = tables.find(([one]) => one.includes(words)) ?? [];
	const [, body = ''] = /<tbody[^>]*>([\s\S]*?)<\/tbody>/.exec(table) ?? [];
	return [...body.matchAll(/<tr[\s\S]*?<\/tr>/g)].map(([row]) =>
		[...row.matchAll(/<t[hd][\s\S]*?<\/t[hd]>/g)].map(([cell]) => plainText(cell))
	);
}
