/** What taking a report's workbook would do, as its page shows it: refused first. */
import { addressOf } from '#lib/domain/interchange/cells.ts';
import { columnOf } from '#lib/domain/report-workbook/columns.ts';
import { keyOf, noChange } from '#lib/domain/report-workbook/items.ts';
import type { FieldReads } from '#lib/domain/report-workbook/fields.ts';
import type { Problem } from '#lib/domain/entries/entered.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Review, ReviewedItem } from '#lib/server/interchange/report-workbooks/commands.ts';
import type { AskedItem } from '#lib/server/interchange/report-workbooks/contents.ts';
import { lineName } from '#lib/ui/budget-lines.ts';
import { day, exactMoney, number } from '#lib/ui/format.ts';
import { problemWords } from '#lib/ui/forms/problem-words.ts';
import { refusedWords } from '#app/answers.ts';
import { choiceWords, faultWords, fieldWord, strayWords } from './words.ts';

export interface ShownProblem {
	place: string;
	field: string;
	text: string;
	why: string;
}

export interface ShownItem {
	key: string;
	what: string;
	code: string;
	title: string;
	place: string;
	/** Of which it speaks; null: of none. */
	day: string | null;
	fields: { label: string; before: string | null; after: string; place: string }[];
	/** What was entered meanwhile, and by whom; null: nothing was. */
	meanwhile: { by: string | null; fields: { label: string; text: string }[] } | null;
	problems: ShownProblem[];
	questions: string[];
}

export interface ShownReview {
	refused: ShownItem[];
	conflicts: ShownItem[];
	changed: ShownItem[];
	unchanged: { key: string; code: string; title: string; place: string | null }[];
	stray: { place: string; why: string }[];
	/** Rows that are left out. */
	gone: string[];
	questions: number;
}

interface Known {
	asked: AskedItem;
	currency: string;
}

function textOf(value: string, reads: FieldReads | undefined, currency: string): string {
	if (value === '') return m.report_left_empty();
	if (reads?.as === 'choice') return choiceWords()[reads.of][value] ?? value;
	if (reads?.as === 'day') return day(value);
	if (reads?.as !== 'number' || Number.isNaN(Number(value))) return value;
	if (reads.asked.kind === 'money') return exactMoney(parseMoney(value) ?? 0n, currency);
	return reads.asked.kind === 'percent'
		? m.book_percent({ number: number(Number(value), 6) })
		: number(Number(value), 6);
}

/** A milestone by its title, a part of a KPI by its terms: two of them are called otherwise. */
function labelOf(field: string, { about }: AskedItem): string {
	const { column, part } = columnOf(field);
	if (part === null) return fieldWord(column);
	if ('milestones' in about) {
		const title = about.milestones.find(({ id }) => id === part)?.title ?? '';
		return m.report_milestone_reached({ title });
	}
	const terms = 'cells' in about ? about.cells.find(({ key }) => key === part)?.terms : undefined;
	const cell = (terms ?? []).map(({ name }) => name).join(' × ');
	return m.book_part({ cell, field: fieldWord(column) });
}

const kindWords = {
	activity: m.book_kind_activity,
	kpi: m.book_kind_kpi,
	line: m.book_kind_line
};

function titleOf({ title, about }: AskedItem): string {
	return 'line' in about
		? `${title}, ${lineName(about.line.fundSource, about.line.appropriationYear)}`
		: title;
}

const placeOf = ({ places, at }: ReviewedItem, field: string): string => {
	const place = places.get(field)?.at ?? at;
	return place ? addressOf(place) : '';
};

function textIn({ places, values }: ReviewedItem, field: string, known: Known): string {
	if (!places.has(field)) return '';
	return textOf(values[field] ?? '', known.asked.fields.get(field), known.currency);
}

function shownProblems(item: ReviewedItem, known: Known): ShownProblem[] {
	const { asked, currency } = known;
	const said = (problem: Problem) => ({
		place: placeOf(item, problem.field),
		field: labelOf(problem.field, asked),
		text: textIn(item, problem.field, known),
		why: problemWords(problem, currency)
	});
	const { refusal } = item;
	const whole =
		refusal === null
			? []
			: refusal === 'not_yours'
				? [{ name: '', why: m.book_not_yours() }]
				: [{ name: refusal.field, why: refusedWords(refusal) }];
	return [
		...item.refused.map(({ field, at, text, why }) => ({
			...{ place: addressOf(at), field: labelOf(field, asked) },
			...{ text: text.length > 120 ? `${text.slice(0, 120)}…` : text },
			why: faultWords(why, currency)
		})),
		...item.problems.map(said),
		...whole.map(({ name, why }) => ({
			...{ place: placeOf(item, name), field: name && labelOf(name, asked) },
			...{ text: name && textIn(item, name, known), why }
		}))
	];
}

/** Only what differs from the workbook: the rest is the same in both. */
function meanwhileOf({ meanwhile, values: own }: ReviewedItem, { asked, currency }: Known) {
	if (meanwhile === null) return null;
	const { values, by } = meanwhile;
	const fields = [...asked.fields].flatMap(([field, reads]) =>
		field === noChange || (values[field] ?? '') === (own[field] ?? '')
			? []
			: [{ label: labelOf(field, asked), text: textOf(values[field] ?? '', reads, currency) }]
	);
	return { by, fields };
}

function shownItem(item: ReviewedItem, known: Known): ShownItem {
	const { asked, currency } = known;
	const on = item.values['as_of'] || item.values['measured_on'];
	const read = (field: string, value: string) => textOf(value, asked.fields.get(field), currency);
	return {
		...{ key: keyOf(item), what: kindWords[item.kind](), code: asked.code, title: titleOf(asked) },
		...{ place: placeOf(item, ''), day: on ? day(on) : null },
		fields: item.changes.flatMap(({ field, at, before, after }) =>
			after === null || field === noChange
				? []
				: [
						{
							...{ label: labelOf(field, asked), place: addressOf(at) },
							...{ before: before === '' ? null : read(field, before), after: read(field, after) }
						}
					]
		),
		meanwhile: item.state === 'conflict' ? meanwhileOf(item, known) : null,
		problems: shownProblems(item, known),
		questions: item.questions.map((problem) => problemWords(problem, currency))
	};
}

export function shownReview(
	{ items, stray, gone }: Review,
	asked: readonly AskedItem[],
	currency: string
): ShownReview {
	const byKey = new Map(asked.map((one) => [keyOf(one.item), one]));
	const known = items.flatMap((item) => {
		const found = byKey.get(keyOf(item));
		return found ? [{ item, known: { asked: found, currency } }] : [];
	});
	const of = (state: ReviewedItem['state']) => known.filter(({ item }) => item.state === state);
	const shown = (state: ReviewedItem['state']) =>
		of(state).map((one) => shownItem(one.item, one.known));
	const [refused, conflicts, changed] = [shown('refused'), shown('conflict'), shown('changed')];
	return {
		...{ refused, conflicts, changed },
		unchanged: of('unchanged').map(({ item, known: { asked: one } }) => ({
			...{ key: keyOf(item), code: one.code, title: titleOf(one) },
			place: item.at && addressOf(item.at)
		})),
		stray: stray.map((row) => ({ place: addressOf(row.at), why: strayWords(row) })),
		gone: gone.map(addressOf),
		questions: [...conflicts, ...changed].filter(({ questions }) => questions.length > 0).length
	};
}
