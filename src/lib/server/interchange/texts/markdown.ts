/** Markdown without what only sets letters: headings, lists and tables stay as they are written. */
import { plainText } from './plain.ts';

const changes: [RegExp, string][] = [
	[/<!--[^]*?-->/g, ''],
	[/^```.*$/gm, ''],
	// pictures, then links: what is read of them
	[/!\[([^\]\n]*)\]\([^)\s]*\)/g, '$1'],
	[/\[([^\]\n]+)\]\([^)\s]*(?:\s"[^"\n]*")?\)/g, '$1'],
	[/(\*\*|__)(?=\S)([^*_\n]+?)\1/g, '$2'],
	[/(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![*\w])/g, '$1'],
	[/(?<![_\w])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![_\w])/g, '$1'],
	[/`([^`\n]+)`/g, '$1'],
	// a heading underlined is one like the others
	[/^(?![#>|\s-])(\S.*)\n=+[^\S\n]*$/gm, '# $1'],
	[/^(?![#>|\s-])(\S.*)\n-{3,}[^\S\n]*$/gm, '## $1'],
	[/^>\s?/gm, ''],
	[/\\([\\`*_{}[\]()#+\-.!|])/g, '$1']
];

export const markdownText = (bytes: Uint8Array): string =>
	changes.reduce((text, [pattern, by]) => text.replace(pattern, by), plainText(bytes));
