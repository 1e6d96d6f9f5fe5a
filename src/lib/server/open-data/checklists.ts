/** Checklists of a plan as documents and as a table: each item, those that nobody answered too. */
import type { Counts } from '#lib/domain/checklists/answers.ts';
import type { SeenChecklist, SeenItem } from '#lib/domain/checklists/seen.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import { table, type CsvTable } from './csv.ts';

interface Shown extends SeenChecklist {
	checklist: { id: string; title: string };
	against: { kind: 'framework' | 'template'; slug: string; title: string; language: string };
}

interface Head {
	id: string;
	title: string;
	compared_with: { kind: 'framework' | 'template'; name: string; title: string; language: string };
	/** How many items are asked. */
	items: number;
	/** How many are in each state; `open`: not answered, which is not `not_covered`. */
	counts: Counts;
}

interface OfPlan {
	plan: { kind: 'plan'; id: string; code: string; title: string; demonstration: boolean };
	as_of: IsoDate;
	known_on: IsoDate;
	reading: PlanReading;
	revision: number;
}

export interface ChecklistsDocument extends OfPlan {
	kind: 'checklists';
	checklists: Head[];
}

interface ItemDocument {
	/** In which lines it lies, the widest first. */
	within: { code: string | null; title: string }[];
	code: string | null;
	title: string;
	state: keyof Counts;
	/** Codes of the elements that cover it, those that are in the plan on the day. */
	covered_by: string[];
	reason: string | null;
	/** The day of the answer; null: there is none. */
	answered_on: IsoDate | null;
}

export interface ChecklistDocument extends OfPlan, Head {
	kind: 'checklist';
	answers: ItemDocument[];
	/** How the items stood at the end of each day on which something was answered. */
	over_time: { on: IsoDate; counts: Counts }[];
}

function planOf({ record, figures }: PlanWithFigures, reading: PlanReading): OfPlan {
	const { id, slug: code, title, demonstration, revision } = record;
	return {
		plan: { kind: 'plan', id, code, title, demonstration },
		...{ as_of: figures.asOf, known_on: figures.knownOn, reading, revision }
	};
}

const headOf = ({ checklist: { id, title }, against, total, counts }: Shown): Head => ({
	...{ id, title, items: total, counts },
	compared_with: {
		...{ kind: against.kind, name: against.slug, title: against.title },
		language: against.language
	}
});

const itemOf = ({ headings, elements, on, ...item }: SeenItem): ItemDocument => ({
	within: headings.map(({ code, title }) => ({ code, title })),
	...{ code: item.code, title: item.title, state: item.state, reason: item.reason },
	covered_by: elements.map(({ code }) => code),
	answered_on: on
});

export const checklistsDocument = (
	known: PlanWithFigures,
	shown: readonly Shown[],
	{ reading }: { reading: PlanReading }
): ChecklistsDocument => ({
	...{ kind: 'checklists', ...planOf(known, reading) },
	checklists: shown.map(headOf)
});

export const checklistDocument = (
	known: PlanWithFigures,
	shown: Shown,
	{ reading }: { reading: PlanReading }
): ChecklistDocument => ({
	...{ ...planOf(known, reading), ...headOf(shown), kind: 'checklist' },
	answers: shown.items.map(itemOf),
	over_time: [...shown.byDay]
});

export const checklistTable = ({ checklist, against, items }: Shown): CsvTable =>
	table<ItemDocument>(
		`checklist-${checklist.id}`,
		{
			checklist: () => checklist.title,
			compared_with: () => against.title,
			within: ({ within }) => within.map(({ code, title }) => code ?? title).join(' › ') || null,
			item: ({ code }) => code,
			item_title: ({ title }) => title,
			state: ({ state }) => state,
			covered_by: ({ covered_by }) => covered_by.join(' ') || null,
			reason: ({ reason }) => reason,
			answered_on: ({ answered_on }) => answered_on
		},
		items.map(itemOf)
	);
