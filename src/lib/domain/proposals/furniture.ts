/** What surrounds a page and is none of its words: numbers, menus, addresses, what a site adds. */

const patterns = [
	/^(?:page|halaman|pahina)?\s*\d{1,4}(?:\s*(?:\/|of|dari|ng)\s*\d{1,4})?$/iu,
	/^[-–—]\s*\d{1,4}\s*[-–—]$/u,
	/^(?:https?:\/\/|www\.)\S+$/iu,
	/^(?:table of contents|contents|contact us|back to top|home|menu|search|share|print|advertisements?|analytics|daftar isi|talaan ng nilalaman)$/iu,
	/^(?:leave a reply|log ?(?:in|out)|fill in your details|you are commenting|connecting to|skip to)\b/iu,
	/^(?:user|site) tools$/iu,
	/^\S*(?:\.com logo|twitter picture|facebook photo|google\+? photo)$/iu,
	/^\S+\s+(?:logo|picture|photo)$/iu,
	/\blast modified\b.*\d{4}/iu,
	/^[a-z0-9_]+(?::[a-z0-9_]+)+$/u,
	/^(?:©|copyright\b|all rights reserved)/iu
];

export const isFurniture = (words: string): boolean =>
	patterns.some((pattern) => pattern.test(words.trim()));
