/** Records of an element or of the plan as their pages list them, and the acts of these pages. */
import type { RequestEvent } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent/edits.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { Kind } from '#lib/kinds/field.ts';
import {
	plainValues,
	workRecords,
	type ValuesOfRecord,
	type WorkRecord
} from '#lib/kinds/work-records.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { add, change, withdraw, type RecordAtVersion } from '#lib/server/work-records/commands.ts';
import { ofSubject, type RecordState } from '#lib/server/work-records/queries.ts';
import { lineName } from '#lib/ui/budget-lines.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import { fieldLabel, fieldText } from '#lib/ui/forms/field-words.ts';
import { idOf, reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { parseKind, typedOf } from '#lib/ui/forms/kind-fields.ts';
import { editedElement, editedPlan } from '../edited.ts';

/** What a form offers in its fields that choose, by their names. */
export type RecordChoices = Record<string, Choice[]>;

/** Budget lines as a field that chooses one offers them. */
export const lineChoices = (
	lines: readonly { id: string; fundSource: string; appropriation_year: number }[]
): Choice[] =>
	lines.map(({ id, fundSource, appropriation_year }) => ({
		value: id,
		word: lineName(fundSource, appropriation_year)
	}));

/** One record as the list shows it, and as its form is filled. */
export interface RecordRow {
	id: string;
	version: string;
	name: string;
	said: { label: string; text: string }[];
	values: Record<string, string>;
}

interface Listed {
	name: (said: Record<string, string>) => string;
	choices: RecordChoices;
	currency: string;
}

function rowOf<Of extends WorkRecord>(
	of: Of,
	{ id, version, values }: RecordState<Of>,
	{ name, choices, currency }: Listed
): RecordRow {
	const kind: Kind = workRecords[of];
	const said = Object.entries(plainValues(values)).map(([field, value]) => {
		const chosen = choices[field]?.find((one) => one.value === value);
		const text = chosen?.word ?? fieldText(field, value, currency);
		return { field, text, isSet: value !== null && value !== '' };
	});
	const title = name(Object.fromEntries(said.map(({ field, text }) => [field, text])));
	return {
		...{ id, version, name: title },
		said: said
			.filter(({ isSet, text }) => isSet && text !== title)
			.map(({ field, text }) => ({ label: fieldLabel(field), text })),
		values: typedOf(kind, values as ValuesOfRecord<Of> & Record<string, unknown>)
	};
}

/** The records of an element, or of the plan as a whole, that stand, as they were added. */
export async function recordRows<Of extends WorkRecord>(
	{ locals }: { locals: App.Locals },
	of: Of,
	about: { planId: string; elementId: string | null } & Listed
): Promise<RecordRow[]> {
	const states = await ofSubject(locals.db, of, about);
	return states.filter(({ withdrawn }) => !withdrawn).map((one) => rowOf(of, one, about));
}

/** The record that a form changes, as it was made from it; empty where it adds one. */
export const recordAt = (values: Record<string, string>): RecordAtVersion => ({
	id: idOf(values['id']) ?? '',
	version: idOf(values['version']) ?? ''
});

/** An act on the page of an element, or of the plan as a whole. */
interface Asked {
	plan: PlanRow;
	elementId: string | null;
	/** The page's own address. */
	address: string;
}

type Event = RequestEvent<{ plan: string }>;
type ElementEvent = RequestEvent<{ plan: string; id: string }>;

function parse<Of extends WorkRecord>(of: Of, values: Record<string, string>, plan: PlanRow) {
	const kind: (typeof workRecords)[Of] = workRecords[of];
	return parseKind(kind, { reason }, values, plan);
}

async function addRecord<Of extends WorkRecord>(
	event: Event,
	of: Of,
	{ plan, elementId, address }: Asked
) {
	const { actor, db, now } = event.locals;
	const values = await readForm(event.request);
	const form = parse(of, values, plan);
	const name = `add_${of}`;
	if (!form.ok) return wrong(values, form.errors, name);
	const on = today(plan.time_zone, now);
	const sent = { values: form.values, reason: form.more.reason, today: on };
	return sendEdit(
		{ event, plan, values, form: name },
		(edited) => add(db, actor, edited, of, { ...sent, elementId }),
		() => `${address}?saved=added#content`
	);
}

async function changeRecord<Of extends WorkRecord>(event: Event, of: Of, { plan, address }: Asked) {
	const { actor, db, now } = event.locals;
	const values = await readForm(event.request);
	const at = recordAt(values);
	const form = parse(of, values, plan);
	const name = `change_${of}-${at.id}`;
	if (!form.ok) return wrong(values, form.errors, name);
	const on = today(plan.time_zone, now);
	const sent = { values: form.values, reason: form.more.reason, today: on };
	return sendEdit(
		{ event, plan, values, form: name },
		(edited) => change(db, actor, edited, of, at, sent),
		(changed) => `${address}?saved=${changed ? 'changed' : 'nothing'}#content`
	);
}

async function withdrawRecord(event: Event, of: WorkRecord, { plan, address }: Asked) {
	const { actor, db } = event.locals;
	const values = await readForm(event.request);
	const at = recordAt(values);
	const form = parseFields({ reason }, values);
	const name = `withdraw_${of}-${at.id}`;
	if (!form.ok) return wrong(values, form.errors, name);
	return sendEdit(
		{ event, plan, values, form: name },
		(edited) => withdraw(db, actor, edited, of, at, form.output.reason),
		() => `${address}?saved=withdrawn#content`
	);
}

/** The acts by which records of one kind are added, changed and withdrawn, wherever they are asked for. */
const actsOf = <Asks extends Event>(of: WorkRecord, asked: (event: Asks) => Promise<Asked>) => ({
	[`add_${of}`]: async (event: Asks) => addRecord(event, of, await asked(event)),
	[`change_${of}`]: async (event: Asks) => changeRecord(event, of, await asked(event)),
	[`withdraw_${of}`]: async (event: Asks) => withdrawRecord(event, of, await asked(event))
});

/** @param page of an element, under its own address */
export const recordActions = (of: WorkRecord, page: string) =>
	actsOf(of, async (event: ElementEvent) => {
		const plan = await editedPlan(event);
		const { id } = await editedElement(event, plan.id);
		const address = `/plans/${plan.slug}/edit/elements/${id}/${page}`;
		return { plan, elementId: id, address };
	});

/** @param page of the plan, under its own address */
export const planRecordActions = (of: WorkRecord, page: string) =>
	actsOf(of, async (event: Event) => {
		const plan = await editedPlan(event);
		return { plan, elementId: null, address: `/plans/${plan.slug}/edit/${page}` };
	});
