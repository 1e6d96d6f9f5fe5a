/** What may be said of an alignment, of a plan that lives elsewhere and of what that states. */
import { decimals, type Problem } from '../entries/entered.ts';
import { dayProblem } from '../entries/plan-days.ts';
import type { IsoDate } from '../records/records.ts';
import { isWebAddress } from '../records/web-address.ts';
import type { ProvenanceKind } from '../records/vocabulary.ts';
import { shareDecimals } from './shares.ts';

export interface OriginEntry {
	provenance_kind: ProvenanceKind;
	quotation: string | null;
	provenance_reason: string | null;
	publication_title: string | null;
	published_on: IsoDate | null;
	publication_address: string | null;
}

const anywhere = { periodStart: null, periodEnd: null };

const dayProblems = (days: Record<string, IsoDate | null>): Problem[] =>
	Object.entries(days).flatMap(([field, day]) => {
		const found = dayProblem('measured', day, anywhere);
		return found ? [{ field, ...found }] : [];
	});

const addressProblems = (field: string, address: string | null): Problem[] =>
	address === null || isWebAddress(address) ? [] : [{ field, problem: 'not_an_address' }];

/** Each kind of provenance asks for what it rests on; only a demonstration may rest on nothing. */
function originProblems(entry: OriginEntry, demonstration: boolean): Problem[] {
	const { provenance_kind: kind, quotation, publication_title } = entry;
	const problems: Problem[] = [];
	if (kind === 'demo' && !demonstration)
		problems.push({ field: 'provenance_kind', problem: 'demo_of_published' });
	if (kind === 'source' && quotation === null)
		problems.push({ field: 'quotation', problem: 'required' });
	if (kind === 'public_record' && publication_title === null)
		problems.push({ field: 'publication_title', problem: 'required' });
	return [
		...problems,
		...dayProblems({ published_on: entry.published_on }),
		...addressProblems('publication_address', entry.publication_address)
	];
}

export interface AlignmentEntry extends OriginEntry {
	aligned_to: string | null;
	share: string | null;
	valid_from: IsoDate | null;
	valid_to: IsoDate | null;
}

/** @param demonstration whether it is of a plan that is invented */
export function alignmentProblems(entry: AlignmentEntry, demonstration: boolean): Problem[] {
	const { aligned_to, share, valid_from, valid_to } = entry;
	const problems = dayProblems({ valid_from, valid_to });
	if (aligned_to === null) problems.push({ field: 'aligned_to', problem: 'not_chosen' });
	if (share !== null && !(Number(share) > 0 && Number(share) <= 100))
		problems.push({ field: 'share', problem: 'share_out_of_range' });
	else if (share !== null && decimals(Number(share)) > shareDecimals)
		problems.push({ field: 'share', problem: 'too_many_decimals', most: shareDecimals });
	if (valid_from !== null && valid_to !== null && valid_to < valid_from)
		problems.push({ field: 'valid_to', problem: 'end_before_start', day: valid_from });
	return [...problems, ...originProblems(entry, demonstration)];
}

export interface OutsidePlanEntry extends OriginEntry {
	outside_address: string | null;
	outside_language: string;
	edition_on: IsoDate | null;
}

/** `id`, `fil`, `zh-Hant`. */
const languageTag = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i;

export function outsidePlanProblems(entry: OutsidePlanEntry, demonstration: boolean): Problem[] {
	const problems = dayProblems({ edition_on: entry.edition_on });
	if (!languageTag.test(entry.outside_language))
		problems.push({ field: 'outside_language', problem: 'not_a_language' });
	return [
		...problems,
		...addressProblems('outside_address', entry.outside_address),
		...originProblems(entry, demonstration)
	];
}

export interface OutsideStatementEntry extends OriginEntry {
	statement_of: string | null;
}

export const outsideStatementProblems = (
	entry: OutsideStatementEntry,
	demonstration: boolean
): Problem[] => [
	...(entry.statement_of === null
		? [{ field: 'statement_of', problem: 'not_chosen' } as const]
		: []),
	...originProblems(entry, demonstration)
];
