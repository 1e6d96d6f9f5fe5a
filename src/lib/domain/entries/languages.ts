/** How each language writes numbers and days: data for the one grammar that reads them. */

export const entryLanguages = ['en', 'fil', 'id', 'pt'] as const;
export type EntryLanguage = (typeof entryLanguages)[number];

export interface Writing {
	/** What stands before decimals, and what between thousands. */
	decimal: '.' | ',';
	thousands: '.' | ',';
	/** Whether `3/10/2026` can only be 3 October; where it cannot be told it is asked. */
	dayFirst: boolean;
	/** By each name of a month, in small letters, its number from 1. */
	months: ReadonlyMap<string, number>;
}

const numbered = (...languages: string[]) =>
	new Map(
		languages.flatMap((names) =>
			names.split(' ').flatMap((month, index) => {
				return month.split('|').map((name): [string, number] => [name, index + 1]);
			})
		)
	);

const english =
	'january|jan february|feb march|mar april|apr may june|jun july|jul august|aug ' +
	'september|sep|sept october|oct november|nov december|dec';
const filipino =
	'enero|ene pebrero|peb marso abril|abr mayo hunyo|hun hulyo|hul agosto|ago ' +
	'setyembre|set oktubre|okt nobyembre|nob disyembre|dis';
const indonesian =
	'januari|jan februari|feb maret|mar april|apr mei juni|jun juli|jul agustus|agu|agt ' +
	'september|sep oktober|okt november|nov desember|des';

const portuguese =
	'janeiro|jan fevereiro|fev março|marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago ' +
	'setembro|set outubro|out novembro|nov dezembro|dez';

export const writings: Record<EntryLanguage, Writing> = {
	en: { decimal: '.', thousands: ',', dayFirst: false, months: numbered(english) },
	fil: { decimal: '.', thousands: ',', dayFirst: false, months: numbered(english, filipino) },
	id: { decimal: ',', thousands: '.', dayFirst: true, months: numbered(indonesian) },
	pt: { decimal: ',', thousands: '.', dayFirst: true, months: numbered(portuguese) }
};

/** The language in which a person enters; English where nothing is known of theirs. */
export const entryLanguage = (tag: string): EntryLanguage =>
	entryLanguages.find((language) => language === tag.split('-')[0]) ?? 'en';
