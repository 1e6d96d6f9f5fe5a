/** What people called a file: shown beside it, and the name under which it is saved; never a path. */

const turning = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g;
const longestName = 150;

/**
 * A name as it can be shown: without signs that turn the direction of text, by which `gpj.exe` would be
 * read as `exe.jpg`, without control characters and without folders.
 */
export function shownName(name: string): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const clean = last
		.toWellFormed()
		.replaceAll(turning, '')
		.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}"<>|:*?]/gu, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
	const [, stem = clean, end = ''] = /^(.*?)(\.[a-z0-9]{1,5})?$/is.exec(clean) ?? [];
	return [...stem].slice(0, longestName).join('') + end;
}

/** The header by which a browser saves a file under its name, and opens it never. */
export function attachmentHeader(name: string): string {
	const plain = name.replaceAll(/[^\x20-\x7e]/g, '_').replaceAll(/["\\%]/g, '_');
	const encoded = encodeURIComponent(name).replaceAll(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
