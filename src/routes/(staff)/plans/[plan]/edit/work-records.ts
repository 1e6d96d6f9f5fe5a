/** Records of an element's work as its pages list them, and the acts of these pages. */
import type { RequestEvent } from '@sveltejs/kit';
import { wrong } from '#app/answers.ts';
import { sendEdit } from '#app/sent-edits.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { FieldValue } from '#lib/domain/records/changes.ts';
import { moneyText } from '#lib/domain/figures/money.ts';
import type { Kind } from '#lib/kinds/field.ts';
import { workRecords, type ValuesOfRecord, type WorkRecord } from '#lib/kinds/work-records.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { add, change, withdraw } from '#lib/server/work-records/commands.ts';
import { ofSubject, type RecordState } from '#lib/server/work-records/queries.ts';
import type { Choice } from '#lib/ui/forms/ChoiceField.svelte';
import { fieldLabel, fieldText } from '#lib/ui/forms/field-words.ts';
import { idOf, reason } from '#lib/ui/forms/fields.ts';
import { parseFields, readForm } from '#lib/ui/forms/form-state.ts';
import { parseKind, typedOf } from '#lib/ui/forms/kind-fields.ts';
import { editedElement, editedPlan } from './edited.ts';

/** What a form offers in its fields that choose, by their names. */
export type RecordChoices = Record<string, Choice[]>;

/** Budget lines as a field that chooses one offers them. */
export const lineChoices = (
	lines: readonly { id: string; fundSource: string; appropriation_year: number }[]
): Choice[] =>
	lines.map(({ id, fundSource, appropriation_year }) => ({
		value: id,
		word: m.work_line_name({ source: fundSource, year: String(appropriation_year) })
	}));

/** One record as the list shows it, and as its form is filled. */
export interface RecordRow {
	id: string;
	version: string;
	name: string;
	said: { label: string; text: string }[];
	values: Record<string, string>;
}

const plain = (value: unknown): FieldValue =>
	typeof value === 'bigint' ? moneyText(value) : (value as FieldValue);

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
	const texts = Object.entries(values).map(([field, value]): [string, string] => {
		const chosen = choices[field]?.find((one) => one.value === value);
		return [field, chosen?.word ?? fieldText(field, plain(value), currency)];
	});
	const isSet = ([field]: [string, string]) => {
		const value: unknown = values[field as keyof typeof values];
		return value !== null && value !== '';
	};
	const title = name(Object.fromEntries(texts));
	const isTitle = ([, text]: [string, string]) => text === title;
	return {
		...{ id, version, name: title },
		said: texts
			.filter((one) => isSet(one) && !isTitle(one))
			.map(([field, text]) => ({ label: fieldLabel(field), text })),
		values: typedOf(kind, values as ValuesOfRecord<Of> & Record<string, unknown>)
	};
}

/** The records of an element that stand, as they were added. */
export async function recordRows<Of extends WorkRecord>(
	{ locals }: { locals: App.Locals },
	of: Of,
	about: { planId: string; elementId: string } & Listed
): Promise<RecordRow[]> {
	const states = await ofSubject(locals.db, of, about);
	return states.filter(({ withdrawn }) => !withdrawn).map((one) => rowOf(of, one, about));
}

type Event = RequestEvent<{ plan: string; id: string }>;

async function asked(event: Event) {
	const { actor, db, now } = event.locals;
	const plan = await editedPlan(event);
	const element = await editedElement(event, plan.id);
	const values = await readForm(event.request);
	return {
		...{ actor, db, plan, values, elementId: element.id },
		at: { id: idOf(values['id']) ?? '', version: idOf(values['version']) ?? '' },
		today: today(plan.time_zone, now)
	};
}

const parse = (of: WorkRecord, values: Record<string, string>, plan: PlanRow) =>
	parseKind(workRecords[of] as Kind, { reason }, values, plan);

/**
 * The acts by which records of one kind are added, changed and withdrawn.
 *
 * @param page of an element, under its own address
 */
export function recordActions(of: WorkRecord, page: string) {
	const back = (plan: PlanRow, elementId: string, mark: string) =>
		`/plans/${plan.slug}/edit/elements/${elementId}/${page}?saved=${mark}#content`;
	return {
		[`add_${of}`]: async (event: Event) => {
			const { actor, db, plan, values, elementId, today } = await asked(event);
			const form = parse(of, values, plan);
			const name = `add_${of}`;
			if (!form.ok) return wrong(values, form.errors, name);
			const sent = { values: form.values as never, reason: form.more.reason, today };
			return sendEdit(
				{ event, plan, values, form: name },
				(edited) => add(db, actor, edited, of, { ...sent, elementId }),
				() => back(plan, elementId, 'added')
			);
		},
		[`change_${of}`]: async (event: Event) => {
			const { actor, db, plan, values, elementId, today, at } = await asked(event);
			const form = parse(of, values, plan);
			const name = `change_${of}-${at.id}`;
			if (!form.ok) return wrong(values, form.errors, name);
			const sent = { values: form.values as never, reason: form.more.reason, today };
			return sendEdit(
				{ event, plan, values, form: name },
				(edited) => change(db, actor, edited, of, at, sent),
				(changed) => back(plan, elementId, changed ? 'changed' : 'nothing')
			);
		},
		[`withdraw_${of}`]: async (event: Event) => {
			const { actor, db, plan, values, elementId, at } = await asked(event);
			const form = parseFields({ reason }, values);
			const name = `withdraw_${of}-${at.id}`;
			if (!form.ok) return wrong(values, form.errors, name);
			return sendEdit(
				{ event, plan, values, form: name },
				(edited) => withdraw(db, actor, edited, of, at, form.output.reason),
				() => back(plan, elementId, 'withdrawn')
			);
		}
	};
}
