/** The form in which the items of a checklist are answered: what it shows, and what it says. */
import { verdicts, type Answer, type Said } from '#lib/domain/checklists/answers.ts';
import { answerField } from '#lib/domain/checklists/entries.ts';
import { groupsOf, type ChecklistItem } from '#lib/domain/checklists/items.ts';
import { proposals, type Proposal } from '#lib/domain/checklists/proposals.ts';
import { today } from '#lib/domain/records/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SentAnswer } from '#lib/server/checklists/answering.ts';
import type { Closing, NamedElement } from '#lib/server/checklists/queries.ts';
import { optionalOneOf, optionalWords } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';
import { problemWords } from '#lib/ui/forms/problem-words.ts';
import { proposalWords } from '#lib/ui/checklist-words.ts';
import type { AskedChecklist } from './asked.ts';

type Values = Record<string, string>;

/** What of a plan is proposed for which item, by its key: what an answer names already is left out. */
export function proposedFor(
	{ items, elements, latest, closings }: AskedChecklist,
	marked: ReadonlyMap<string, string[]>
): Map<string, Proposal[]> {
	const madeFor = Map.groupBy(closings, ({ elementId }) => elementId);
	const there = elements
		.filter(({ retired }) => !retired)
		.map(({ id, title, description }) => ({
			...{ id, title, description },
			marked: [...(marked.get(id) ?? []), ...(madeFor.get(id) ?? []).map(({ item }) => item)]
		}));
	return new Map(
		[...proposals(items, there)].map(([key, all]) => {
			const answer = latest.get(key);
			const isOpen = (answer?.verdict ?? null) === null || answer?.verdict === 'not_covered';
			return [key, isOpen ? all : []];
		})
	);
}

export interface ProposalRow {
	/** What its button sends. */
	value: string;
	code: string;
	title: string;
	why: string;
}

export interface AnswerRow {
	key: string;
	code: string | null;
	title: string;
	description: string | null;
	fields: Record<'seen' | 'verdict' | 'elements' | 'reason', string>;
	/** What is stored, as the fields show it. */
	stored: Values;
	/** Who answered and when; null: nobody has. */
	said: { by: string | null; on: string } | null;
	proposals: ProposalRow[];
	closings: Closing[];
}

const fieldsOf = (key: string): AnswerRow['fields'] => ({
	seen: answerField(key, 'seen'),
	verdict: answerField(key, 'verdict'),
	elements: answerField(key, 'elements'),
	reason: answerField(key, 'reason')
});

const codesOf = (ids: readonly string[], elements: ReadonlyMap<string, NamedElement>) =>
	ids.flatMap((id) => elements.get(id)?.code ?? []).join(', ');

function storedOf(
	fields: AnswerRow['fields'],
	answer: Answer | undefined,
	elements: ReadonlyMap<string, NamedElement>
): Values {
	return {
		[fields.seen]: answer?.id ?? '',
		[fields.verdict]: answer?.verdict ?? '',
		[fields.elements]: codesOf(answer?.elementIds ?? [], elements),
		[fields.reason]: answer?.reason ?? ''
	};
}

/** Rows by the lines in which they lie. */
export function answerGroups(asked: AskedChecklist, proposed: ReadonlyMap<string, Proposal[]>) {
	const { plan, items, latest, closings } = asked;
	const elements = new Map(asked.elements.map((one) => [one.id, one]));
	const rowOf = ({ key, code, title, description }: ChecklistItem): AnswerRow => {
		const answer = latest.get(key);
		const fields = fieldsOf(key);
		return {
			...{ key, code, title, description, fields },
			stored: storedOf(fields, answer, elements),
			said: answer ? { by: answer.by, on: today(plan.time_zone, answer.at) } : null,
			proposals: (proposed.get(key) ?? []).map(({ elementId, ...proposal }) => {
				const { code, title } = elements.get(elementId)!;
				return { value: `${key} ${elementId}`, code, title, why: proposalWords(proposal, key) };
			}),
			closings: closings.filter(({ item }) => item === key)
		};
	};
	return groupsOf(items).map(({ headings, items: of }) => ({
		headings: headings.map(({ key, code, title }) => ({ key, code, title })),
		rows: of.map(rowOf)
	}));
}

/**
 * What was typed, with the proposal that a button confirms written where it would have been typed: so it
 * is kept, whatever else is wrong with the form.
 */
export function withConfirmed(
	{ confirm, ...values }: Values,
	{ items, elements }: AskedChecklist,
	proposed: ReadonlyMap<string, Proposal[]>
): Values {
	const [key = '', elementId = ''] = (confirm ?? '').split(' ');
	const item = items.find((one) => one.key === key);
	const element = elements.find(({ id }) => id === elementId);
	const proposal = proposed.get(key)?.find((one) => one.elementId === elementId);
	if (!item || !element || !proposal) return values;
	const { verdict, elements: codes, reason } = fieldsOf(key);
	const typed = codesIn(values[codes] ?? '');
	return {
		...values,
		[verdict]: values[verdict] === 'partly' ? 'partly' : 'covered',
		[codes]: [...new Set([...typed, element.code])].join(', '),
		[reason]: values[reason] || m.checklist_confirmed_reason({ why: proposalWords(proposal, key) })
	};
}

const codesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** The elements that codes name; a code that names none: in which words that is said. */
function elementsIn(
	text: string,
	answer: Answer | undefined,
	elements: readonly NamedElement[]
): { ids: string[] } | { error: string } {
	const own = new Set(answer?.elementIds);
	// what an answer names already may have been retired since
	const known = elements.filter(({ id, retired }) => !retired || own.has(id));
	const fold = (code: string) => code.toLowerCase();
	const found = codesIn(text).map((code) => ({
		code,
		element:
			known.find((one) => own.has(one.id) && fold(one.code) === fold(code)) ??
			known.find((one) => fold(one.code) === fold(code))
	}));
	const unknown = found.find(({ element }) => !element);
	if (unknown) return { error: problemWords({ problem: 'covering_unknown', name: unknown.code }) };
	const ids = new Set(found.map(({ element }) => element!.id));
	return { ids: elements.flatMap(({ id }) => (ids.has(id) ? [id] : [])) };
}

const longestReason = 500;
const readers = {
	verdict: optionalOneOf(verdicts),
	reason: optionalWords(longestReason)
};

/** What a form says of the items that it speaks of, or what of it cannot be read. */
export function answersIn(
	values: Values,
	{ items, latest, elements }: AskedChecklist
): { answers: SentAnswer[]; errors: Values } {
	const answers: SentAnswer[] = [];
	const errors: Values = {};
	for (const { key } of items) {
		const fields = fieldsOf(key);
		const seen = values[fields.seen];
		if (seen === undefined) continue;
		const typed = {
			verdict: values[fields.verdict] ?? '',
			reason: (values[fields.reason] ?? '').trim()
		};
		const { output, errors: wrong } = readFields(readers, typed);
		const named = elementsIn(values[fields.elements] ?? '', latest.get(key), elements);
		if (wrong.reason) errors[fields.reason] = wrong.reason;
		if ('error' in named) errors[fields.elements] = named.error;
		if (wrong.reason || 'error' in named) continue;
		const said: Said = {
			verdict: output.verdict ?? null,
			elementIds: named.ids,
			reason: output.reason ?? null
		};
		answers.push({ item: key, seen, said });
	}
	return { answers, errors };
}

/** What must be sent so that answers which others gave meanwhile are known to have been seen. */
export const seenNow = (latest: ReadonlyMap<string, Answer>): Values =>
	Object.fromEntries([...latest].map(([key, { id }]) => [answerField(key, 'seen'), id]));
