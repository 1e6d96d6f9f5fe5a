/**
 * A form filled with what stood before a change of the history. Saving it is a correction like any
 * other, or part of the draft in which it is done: nothing is ever undone in silence.
 */
import type { Fields, FieldValue } from '#lib/domain/records/changes.ts';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import { today } from '#lib/domain/records/dates.ts';
import { ownerRoles } from '#lib/domain/records/vocabulary.ts';
import { budgetLine, type LineAmounts } from '#lib/kinds/budget-line.ts';
import { columnsOf } from '#lib/kinds/field.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Choices } from '#lib/server/elements/choices.ts';
import {
	elementColumns,
	type EditedElement,
	type MilestoneField
} from '#lib/server/elements/fields.ts';
import { kpiColumns, type EditedKpi, type TargetField } from '#lib/server/kpis/fields.ts';
import { entryOf, type HistoryEntry } from '#lib/server/plans/history.ts';
import type { EditedSettings, PlanColumns } from '#lib/server/plans/settings.ts';
import { day, moment } from '#lib/ui/format.ts';

interface Asked {
	locals: App.Locals;
	url: URL;
}

/** A change whose former values are asked for. */
export interface Restoring {
	before: Fields;
	/** Said above the form. */
	note: string;
	/** Proposed as the reason. */
	reason: string;
}

/** What an address asks to restore on a page about one thing; undefined: nothing, or nothing of that. */
export async function restoring(
	{ locals, url }: Asked,
	plan: { id: string; time_zone: string },
	about: Pick<HistoryEntry, 'subjectKind'> & { subjectIds: string[] }
): Promise<(Restoring & { subjectId: string }) | undefined> {
	const asked = url.searchParams.get('restore');
	const entry = asked === null ? undefined : await entryOf(locals.db, plan.id, asked);
	const { subjectId, subjectKind, detail, at } = entry ?? {};
	if (!detail?.before || !at || subjectKind !== about.subjectKind) return undefined;
	if (!subjectId || !about.subjectIds.includes(subjectId)) return undefined;
	return {
		subjectId,
		before: detail.before,
		note: m.edit_restoring({ at: moment(at, plan.time_zone) }),
		reason: m.edit_restoring_reason({ date: day(today(plan.time_zone, at)) })
	};
}

/** What a form shows where former values are asked for: them, and why. */
export const restored = (
	values: Record<string, string>,
	former: Restoring | undefined
): Record<string, string> => (former ? { ...values, reason: former.reason } : values);

/** Of some columns those that a change wrote, as they were. */
const columnsBefore = (names: readonly string[], before: Fields) =>
	Object.fromEntries(names.filter((name) => name in before).map((name) => [name, before[name]]));

const listOf = (value: FieldValue | undefined) => (Array.isArray(value) ? value : []);

function ownersBefore(value: FieldValue | undefined, { organisations }: Choices) {
	const ids = new Map(organisations.map(({ id, acronym }) => [acronym, id]));
	const groups = listOf(value) as unknown as { role: string; organisations: string[] }[];
	return ownerRoles.flatMap((role) =>
		groups
			.filter((group) => group.role === role)
			.flatMap((group) => group.organisations)
			.flatMap((acronym) => {
				const organisation_id = ids.get(acronym);
				return organisation_id === undefined ? [] : [{ role, organisation_id }];
			})
	);
}

/** Milestones as they were: those that are still there by their title keep what was reported of them. */
function milestonesBefore(value: FieldValue | undefined, stored: EditedElement): MilestoneField[] {
	const left = [...stored.milestones];
	return (listOf(value) as unknown as Omit<MilestoneField, 'id'>[]).map((one) => {
		const at = left.findIndex(({ title }) => title === one.title);
		const [same] = at < 0 ? [] : left.splice(at, 1);
		return { ...one, id: same?.id ?? null };
	});
}

const idsOf = (value: FieldValue | undefined, choices: { id: string; code: string }[]) =>
	listOf(value).flatMap((code) => choices.find((choice) => choice.code === code)?.id ?? []);

/** Before two frameworks had terms of one code, the log named them by their code alone. */
const termIdsOf = (value: FieldValue | undefined, { terms }: Choices) =>
	listOf(value).flatMap((name) => {
		const called = terms.filter((term) => term.name === name || term.code === name);
		return called.length === 1 ? [called[0]!.id] : [];
	});

/** An element as it was before a change, in the fields that the change wrote. */
export const elementBefore = (
	stored: EditedElement,
	before: Fields,
	choices: Choices
): EditedElement => ({
	...stored,
	...columnsBefore(elementColumns, before),
	...('owners' in before && { owners: ownersBefore(before['owners'], choices) }),
	...('milestones' in before && { milestones: milestonesBefore(before['milestones'], stored) }),
	...('terms' in before && { terms: termIdsOf(before['terms'], choices) }),
	...('also_serves' in before && { also_serves: idsOf(before['also_serves'], choices.elements) })
});

/** A KPI as it was before a change, in the fields that the change wrote. */
export const kpiBefore = (stored: EditedKpi, before: Fields, choices: Choices): EditedKpi => ({
	...stored,
	...columnsBefore(kpiColumns, before),
	...('reporter' in before && {
		reporter_id:
			choices.organisations.find(({ acronym }) => acronym === before['reporter'])?.id ?? null
	}),
	...('disaggregation' in before && {
		disaggregation: before['disaggregation'] as unknown as Disaggregation | null
	}),
	...('terms' in before && { terms: termIdsOf(before['terms'], choices) }),
	...('targets' in before && { targets: listOf(before['targets']) as unknown as TargetField[] })
});

/** The plan's own fields as they were before a change; notes stay as they are. */
export const settingsBefore = (
	stored: EditedSettings,
	{ notes: _, ...before }: Fields
): EditedSettings => ({ ...stored, ...(before as Partial<PlanColumns>) });

/** The amounts of a budget line as they were before a change. */
export function amountsBefore(stored: LineAmounts, before: Fields): LineAmounts {
	const names = columnsOf(budgetLine).filter((name) => name in before);
	const amount = (value: FieldValue | undefined) =>
		typeof value === 'string' ? parseMoney(value) : null;
	return { ...stored, ...Object.fromEntries(names.map((name) => [name, amount(before[name])])) };
}
