/** The form by which organisations are closed, merged or split: what is typed, and what it asks. */
import { asCompared } from '#lib/domain/entries/organisation-entry.ts';
import {
	longestAcronym,
	longestName,
	organisationKinds,
	type OrganisationKind
} from '#lib/domain/entries/organisation-entry.ts';
import { readDay } from '#lib/domain/entries/days.ts';
import { entryLanguage } from '#lib/domain/entries/languages.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { EndingAsked, SuccessorAsked } from '#lib/server/organisations/ending-asked.ts';
import { problemWords } from '#lib/ui/forms/problem-words.ts';

export type EndingWay = 'close' | 'merge' | 'split';

/** As many as one form has room for. */
export const mostMerged = 6;
const slots: Record<EndingWay, number> = { close: 1, merge: 1, split: 4 };

export const successorSlots = (way: EndingWay): number[] =>
	Array.from({ length: slots[way] }, (_, at) => at);
export const mergedSlots = Array.from({ length: mostMerged }, (_, at) => at);

/** Whether a successor may be one that is yet to be made. */
export const mayBeNew = (way: EndingWay) => way !== 'close';

export interface Named {
	id: string;
	acronym: string;
	name: string;
}

type Values = Record<string, string>;
type Errors = Record<string, string>;

/** The organisation that is typed: by its acronym, its name, or both; a message where it is none or several. */
function namedBy(text: string, all: readonly Named[]): Named | string {
	const sought = asCompared(text);
	const found = all.filter(({ acronym, name }) =>
		[acronym, name, `${acronym}, ${name}`].some((called) => asCompared(called) === sought)
	);
	if (found.length > 1) return m.organisation_error_several({ name: text });
	return found[0] ?? m.organisation_error_unknown({ name: text });
}

const typedIn = (values: Values, name: string) => (values[name] ?? '').trim();

/** Those that are merged; null where one of them is not read. */
function mergedIn(values: Values, all: readonly Named[], errors: Errors): string[] {
	const ids: string[] = [];
	for (const at of mergedSlots) {
		const field = `of-${at}`;
		const text = typedIn(values, field);
		if (text === '') continue;
		const named = namedBy(text, all);
		if (typeof named === 'string') errors[field] = named;
		else if (ids.includes(named.id)) errors[field] = m.organisation_refused_successor_twice();
		else ids.push(named.id);
	}
	return ids;
}

const kindOf = (text: string | undefined): OrganisationKind =>
	organisationKinds.find((kind) => kind === text) ?? 'ministry';

/** A successor that is yet to be made; null where the fields for one are empty. */
function newIn(values: Values, at: number, errors: Errors): SuccessorAsked | null {
	const field = `new-${at}`;
	const [acronym, name] = [typedIn(values, `${field}-acronym`), typedIn(values, `${field}-name`)];
	if (acronym === '' && name === '') return null;
	if (acronym === '' || acronym.length > longestAcronym)
		errors[`${field}-acronym`] = m.organisation_error_acronym();
	if (name === '' || name.length > longestName)
		errors[`${field}-name`] = m.organisation_error_name();
	return { field, acronym, name, kind: kindOf(values[`${field}-kind`]) };
}

function successorsIn(
	way: EndingWay,
	values: Values,
	all: readonly Named[],
	errors: Errors
): SuccessorAsked[] {
	return successorSlots(way).flatMap((at) => {
		const field = `to-${at}`;
		const text = typedIn(values, field);
		const made = mayBeNew(way) ? newIn(values, at, errors) : null;
		if (text === '') return made ? [made] : [];
		if (made) errors[field] = m.organisation_error_either();
		const named = namedBy(text, all);
		if (typeof named !== 'string') return [{ field, id: named.id }];
		errors[field] = named;
		return [];
	});
}

function dayIn(values: Values, errors: Errors): string {
	const read = readDay(values['on'] ?? '', entryLanguage(getLocale()));
	if ('value' in read && read.value !== null) return read.value;
	errors['on'] = 'value' in read ? m.organisation_error_day() : problemWords(read);
	return '';
}

/** Which successor takes what, as chosen: `take-o12` is the owner's row 12. */
function choicesIn(values: Values): Record<string, number> {
	const chosen = Object.entries(values).filter(
		([name, value]) => /^take-[ok]\d{1,18}$/.test(name) && /^\d$/.test(value)
	);
	return Object.fromEntries(chosen.map(([name, value]) => [name.slice(5), Number(value)]));
}

/** What is missing of the whole: one merges several, and splits into several. */
function countErrors(way: EndingWay, asked: EndingAsked, errors: Errors): void {
	const { ids, successors } = asked;
	const intoNew = successors.some((one) => !('id' in one));
	if (way === 'merge' && ids.length < (intoNew ? 2 : 1))
		errors['of-0'] ??= m.organisation_error_merged();
	if (way === 'merge' && successors.length === 0) errors['to-0'] ??= m.organisation_error_into();
	if (way === 'split' && successors.length < 2) errors['to-0'] ??= m.organisation_error_split();
}

export interface ReadEnding {
	asked: EndingAsked;
	reason: string;
	errors: Errors;
}

/** What a form asks, and a message for each field that cannot be read. */
export function readEnding(
	way: EndingWay,
	values: Values,
	{ of, all }: { of: string | null; all: readonly Named[] }
): ReadEnding {
	const errors: Errors = {};
	const asked = {
		ids: of === null ? mergedIn(values, all, errors) : [of],
		successors: successorsIn(way, values, all, errors),
		on: dayIn(values, errors),
		choices: choicesIn(values)
	};
	const given = typedIn(values, 'reason');
	if (given === '') errors['reason'] = m.edit_error_reason();
	if (given.length > 500) errors['reason'] = m.edit_error_long({ max: 500 });
	if (Object.keys(errors).length === 0) countErrors(way, asked, errors);
	return { asked, reason: given, errors };
}
