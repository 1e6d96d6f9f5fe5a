/** The form in which steps of organisations are entered: what its cells show, and what they say. */
import { cellField, placeOf, type SaidOfStep } from '#lib/domain/rollout/entries.ts';
import { stepStates, type RollOutRecord, type StepState } from '#lib/domain/rollout/records.ts';
import { stepName, type RollOutSetup } from '#lib/domain/rollout/setup.ts';
import { standingEntries } from '#lib/domain/rollout/standing.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { m } from '#lib/paraglide/messages.js';
import { day, optionalOneOf, optionalWords } from '#lib/ui/forms/fields.ts';
import { readFields } from '#lib/ui/forms/form-state.ts';

type Values = Record<string, string>;

/** So many organisations stand in one form. */
export const membersOnPage = 25;

export interface GridCell {
	stepId: string;
	/** The last that was said; null: nothing was. */
	now: { state: StepState; on: IsoDate } | null;
}

export interface GridRow {
	id: string;
	name: string;
	full: string | null;
	wave: string;
	cells: GridCell[];
}

export const gridSteps = ({ steps }: RollOutSetup) =>
	steps.map((step) => ({
		...{ id: step.id, title: step.title, name: stepName(step), evidence: step.evidence }
	}));

/** The cells of one organisation, with the last that was said of each. */
export function cellsOf(
	{ entries, versions }: Pick<RollOutRecord, 'entries' | 'versions'>,
	memberId: string
): GridCell[] {
	const own = standingEntries(entries.filter((entry) => entry.memberId === memberId));
	return versions.at(-1)!.setup.steps.map(({ id }) => {
		const last = own.findLast(({ stepId }) => stepId === id);
		return { stepId: id, now: last ? { state: last.state!, on: last.on } : null };
	});
}

const cell = {
	state: optionalOneOf(stepStates),
	on: day,
	evidence: optionalWords(2000),
	note: optionalWords(2000)
};

type Part = keyof typeof cell;
const parts = Object.keys(cell) as Part[];

/** What a form says of organisations and steps, or what of it cannot be read. */
export function saidIn(
	values: Values,
	memberIds: readonly string[],
	stepIds: readonly string[]
): { said: SaidOfStep[]; errors: Values } {
	const all = readFields({ day }, values);
	const errors: Values = all.errors;
	const said: SaidOfStep[] = [];
	for (const memberId of memberIds)
		for (const stepId of stepIds) {
			const place = placeOf(memberId, stepId);
			const typed = Object.fromEntries(
				parts.map((part) => [part, (values[cellField(part, place)] ?? '').trim()])
			);
			if (Object.values(typed).every((text) => text === '')) continue;
			const { output, errors: wrong } = readFields(cell, typed);
			for (const [part, words] of Object.entries(wrong))
				errors[cellField(part as Part, place)] = words;
			if (!output.state) errors[cellField('state', place)] ??= m.edit_error_choose();
			said.push({
				...{ memberId, stepId, place, correctsId: null, state: output.state ?? null },
				on: output.on ?? all.output.day ?? null,
				...{ evidence: output.evidence ?? null, note: output.note ?? null }
			});
		}
	return { said, errors };
}
