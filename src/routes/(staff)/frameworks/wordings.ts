/** What words of a framework are, as its forms ask for it. */
import { m } from '#lib/paraglide/messages.js';

export const wordings = ['source', 'public_record', 'editorial'] as const;

const wordingWords = {
	source: m.framework_words_source,
	public_record: m.framework_words_public_record,
	editorial: m.framework_words_editorial
};

export const wordingChoices = () =>
	wordings.map((value) => ({ value, word: wordingWords[value]() }));
