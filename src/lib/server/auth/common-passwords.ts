import { openedOnce } from '../opened-once.ts';
import own from './common-passwords.json' with { type: 'json' };

export interface CommonPasswords {
	all: ReadonlySet<string>;
	/** The most frequent of them. */
	first: ReadonlySet<string>;
}

const howManyFirst = 2_000;

async function read(): Promise<CommonPasswords> {
	const { dictionary } = await import('@zxcvbn-ts/language-common');
	const published = dictionary['passwords-common'] as string[];
	return {
		all: new Set([...published, ...own]),
		first: new Set(published.slice(0, howManyFirst))
	};
}

/**
 * 49,000 passwords by how often leaks hold them, published with zxcvbn, and those of this place,
 * which no such list has. Read when somebody first sets a password, since most processes never need
 * them.
 */
export const commonPasswords = openedOnce(read);
