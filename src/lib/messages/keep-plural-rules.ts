import type { Plugin } from 'vite';

const made = 'new Intl.PluralRules(locale, options)';
const kept = `
const pluralRules = new Map();
function rulesOf(locale, options) {
	const key = locale + JSON.stringify(options);
	if (!pluralRules.has(key)) pluralRules.set(key, ${made});
	return pluralRules.get(key);
}
`;

/**
 * The compiled messages make new plural rules for each sentence, which took half of the time of a
 * timeline of a thousand activities; this keeps one for each locale.
 */
export function keepPluralRules(): Plugin {
	return {
		name: 'keep-plural-rules',
		transform(code, id) {
			if (!id.endsWith('/paraglide/registry.js')) return null;
			if (!code.includes(made))
				this.error('The compiled messages make plural rules otherwise now.');
			return { code: code.replace(made, 'rulesOf(locale, options)') + kept, map: null };
		}
	};
}
