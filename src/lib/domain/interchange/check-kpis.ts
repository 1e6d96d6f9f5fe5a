/** Refuses KPIs whose parts would contradict each other, each at the cell that says so. */
import { newKpiProblems, type KpiEntry } from '../entries/kpi-entry.ts';
import type { Problem } from '../entries/entered.ts';
import type { Fields } from '../records/changes.ts';
import { kpiDirections, unitKinds } from '../records/vocabulary.ts';
import type { At } from './cells.ts';
import type { Known } from './known.ts';
import type { KpiChange, TargetChange } from './record-changes.ts';
import type { StoredKpi } from './stored.ts';

const number = (value: unknown): number | null =>
	typeof value === 'string' ? Number(value) : null;

const dayOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const oneOf = <Word extends string>(
	words: readonly Word[],
	value: unknown,
	otherwise: Word
): Word => words.find((word) => word === value) ?? otherwise;

function entryOf(fields: Fields, targets: Readonly<Record<string, string>>): KpiEntry {
	return {
		unit: {
			kind: oneOf(unitKinds, fields['unit_kind'], 'count'),
			label: String(fields['unit'] ?? ''),
			low: number(fields['unit_low']),
			high: number(fields['unit_high'])
		},
		direction: oneOf(kpiDirections, fields['direction'], 'up'),
		rangeLow: number(fields['range_low']),
		rangeHigh: number(fields['range_high']),
		rangeZeroDistance: number(fields['range_zero_distance']),
		baselineValue: number(fields['baseline_value']),
		baselineOn: dayOf(fields['baseline_on']),
		measuredUntil: dayOf(fields['measured_until']),
		qualityReviewedOn: dayOf(fields['quality_reviewed_on']),
		targets: Object.entries(targets).map(([dueOn, value]) => ({ dueOn, value: Number(value) }))
	};
}

/** The fields of a record once its changes are made. */
export const fieldsAfter = (stored: Fields, { changes }: Pick<KpiChange, 'changes'>): Fields => ({
	...stored,
	...Object.fromEntries(changes.map(({ field, after }) => [field, after]))
});

function targetsAfter(
	stored: StoredKpi | null,
	targets: readonly TargetChange[]
): Record<string, string> {
	const after = { ...stored?.targets };
	for (const { due, changes } of targets) {
		const change = changes.find(({ field }) => field === 'value');
		if (change?.after === null) delete after[due];
		else if (change) after[due] = String(change.after);
	}
	return after;
}

/** The cell of what a problem is about. */
function placeOf({ field, day }: Problem, kpi: KpiChange, targets: readonly TargetChange[]): At {
	const target =
		day !== undefined && field.startsWith('target')
			? targets.find(({ due }) => due === day)
			: undefined;
	const change = kpi.changes.find((one) => one.field === field);
	return (target ?? change ?? kpi).at;
}

const alone = ({ kpi, at, title }: TargetChange): KpiChange => ({
	record: 'kpi',
	state: 'unchanged',
	at,
	code: kpi,
	title,
	element: '',
	changes: []
});

/** The KPIs and targets that can be, of all that a workbook states. */
export function withoutContradictions(
	kpis: readonly KpiChange[],
	targets: readonly TargetChange[],
	known: Known
): { kpis: KpiChange[]; targets: TargetChange[] } {
	const stored = new Map(
		known.stored.kpis.filter(({ retired }) => !retired).map((one) => [one.code, one])
	);
	const ofKpi = Map.groupBy(targets, ({ kpi }) => kpi);
	const stated = new Map(kpis.map((one) => [one.code, one]));
	for (const [code, [target]] of ofKpi)
		if (target && !stated.has(code)) stated.set(code, alone(target));
	const out = new Set<string>();
	for (const [code, kpi] of stated) {
		const [before, mine] = [stored.get(code) ?? null, ofKpi.get(code) ?? []];
		const entry = entryOf(fieldsAfter(before?.fields ?? {}, kpi), targetsAfter(before, mine));
		const had = before && entryOf(before.fields, before.targets);
		const [problem] = newKpiProblems(entry, had, known.stored);
		if (!problem) continue;
		out.add(code);
		known.refuse({ value: code, at: placeOf(problem, kpi, mine) }, problem);
	}
	return {
		kpis: kpis.filter(({ code }) => !out.has(code)),
		targets: targets.filter(({ kpi }) => !out.has(kpi))
	};
}
