/** Organisations as they are pasted: one a line, its acronym behind it in brackets, a semicolon or a tab. */

import {
	asCompared,
	longestAcronym,
	longestName,
	type OrganisationKind
} from './organisation-entry.ts';

export interface ListedOrganisation {
	/** Of the text, from 1; empty lines count. */
	line: number;
	name: string;
	acronym: string;
	kind: OrganisationKind;
}

export type LineProblem = 'no_name' | 'name_long' | 'acronym_long' | 'name_twice' | 'acronym_twice';

export interface LineFault {
	line: number;
	problem: LineProblem;
	/** The name or acronym that it is about. */
	words: string;
}

/** Words that an acronym leaves out. */
const small = new Set(['of', 'and', 'the', 'for', 'on', 'in', 'to', 'ng', 'at', 'sa', 'dan', 'de']);

/** The first letters of a name's words; of a name of one word the word. */
function initials(name: string): string {
	const words = name
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word && !small.has(word.toLowerCase()));
	if (words.length < 2) return (words[0] ?? name).slice(0, longestAcronym);
	return words.map((word) => word[0]!.toUpperCase()).join('');
}

/** What it is by the words of its name. */
function kindOf(name: string): OrganisationKind {
	if (/\b(ministry|department|kementerian|kagawaran)\b/i.test(name)) return 'ministry';
	return /\b(office|bureau|tanggapan|kantor|dinas|badan)\b/i.test(name) ? 'office' : 'agency';
}

function listed(text: string, line: number): ListedOrganisation {
	const [, name = text, acronym = ''] =
		/^(.*\S)\s*\(([^()]+)\)$/.exec(text) ?? /^([^;\t]*\S)\s*[;\t]\s*(.*)$/.exec(text) ?? [];
	const plain = name.replace(/\s+/g, ' ');
	return { line, name: plain, acronym: acronym.trim() || initials(plain), kind: kindOf(plain) };
}

function faultsOf({ line, name, acronym }: ListedOrganisation): LineFault[] {
	const isName = /\p{L}/u.test(name) && !/^\(.*\)$/.test(name);
	if (!isName) return [{ line, problem: 'no_name', words: name }];
	if (name.length > longestName) return [{ line, problem: 'name_long', words: name }];
	if (acronym.length > longestAcronym) return [{ line, problem: 'acronym_long', words: acronym }];
	return [];
}

/** Lines that say what an earlier one says already. */
function repeated(all: ListedOrganisation[], what: 'name' | 'acronym'): LineFault[] {
	const seen = new Set<string>();
	return all.flatMap((one) => {
		const words = asCompared(one[what]);
		if (!seen.has(words)) {
			seen.add(words);
			return [];
		}
		return [{ line: one.line, problem: `${what}_twice` as const, words: one[what] }];
	});
}

export interface ReadOrganisations {
	organisations: ListedOrganisation[];
	/** One a line, in their order. */
	faults: LineFault[];
}

/** Reads a pasted list. An acronym that is not given is made of the first letters of the name. */
export function readOrganisations(text: string): ReadOrganisations {
	const organisations = text
		.split(/\r\n?|\n/)
		.map((line, at) => ({ text: line.trim(), line: at + 1 }))
		.filter((one) => one.text !== '')
		.map((one) => listed(one.text, one.line));
	const all = [
		...organisations.flatMap(faultsOf),
		...repeated(organisations, 'name'),
		...repeated(organisations, 'acronym')
	];
	const first = new Map<number, LineFault>();
	for (const fault of all) if (!first.has(fault.line)) first.set(fault.line, fault);
	const faults = [...first.values()].toSorted((one, other) => one.line - other.line);
	return { organisations, faults };
}
