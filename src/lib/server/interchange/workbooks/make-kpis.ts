/** Makes what a workbook changes of KPIs, their targets and the parts by which they are reported. */
import { enteredOf } from '#lib/domain/entries/disaggregation-entry.ts';
import { disaggregationAfter } from '#lib/domain/interchange/compare-kpi-parts.ts';
import type {
	CrossChange,
	KpiChange,
	PartChange,
	RecordChange,
	TargetChange
} from '#lib/domain/interchange/record-changes.ts';
import * as kpis from '../../kpis/commands.ts';
import { find as findKpi } from '../../kpis/definitions.ts';
import type { KpiFields, SentKpi, TargetField } from '../../kpis/fields.ts';
import { Refused } from '../../writing/refusals.ts';
import type { Ids } from './ids.ts';
import { after, isMade, texts, type Making, type Records } from './making.ts';

/** What a KPI is where nothing says otherwise, as a new form shows it. */
const newKpi = {
	definition: null,
	means_of_verification: null,
	unit_kind: 'count',
	unit_low: null,
	unit_high: null,
	frequency: 'quarter',
	over_time: 'last',
	over_organisations: 'none',
	reporter_id: null,
	direction: 'up',
	range_low: null,
	range_high: null,
	range_zero_distance: null,
	baseline_value: null,
	baseline_on: null,
	tolerance: '0',
	result_level: null,
	measured_until: null,
	disaggregation: null,
	quality_limits: null,
	quality_accuracy: null,
	quality_revisions: null,
	quality_actions: null,
	quality_reviewed_on: null
} as const;

function targetsAfter(
	stored: readonly TargetField[],
	changes: readonly TargetChange[]
): TargetField[] {
	const targets = new Map(stored.map(({ due_on, value }) => [due_on, value]));
	for (const { due, changes: changed } of changes) {
		const { value } = after(changed);
		if (value === null) targets.delete(due);
		else if (value !== undefined) targets.set(due, String(value));
	}
	return [...targets]
		.map(([due_on, value]) => ({ due_on, value }))
		.toSorted((a, b) => (a.due_on < b.due_on ? -1 : 1));
}

/** What hangs on a KPI and becomes other than it is. */
export interface KpiParts {
	targets: readonly TargetChange[];
	/** All of its terms that the workbook names, where any is other. */
	parts: readonly PartChange[];
	crosses: readonly CrossChange[];
}

function kpiAfter(
	stored: KpiFields,
	{ changes }: KpiChange,
	{ targets, parts, crosses }: KpiParts,
	ids: Ids
): SentKpi {
	const { reporter, terms, ...columns } = after(changes);
	const [acronym] = texts(reporter);
	const reporter_id =
		reporter === undefined
			? stored.reporter_id
			: acronym === undefined
				? null
				: ids.organisation(acronym);
	return {
		...{ ...stored, ...columns, reporter_id },
		disaggregation:
			parts.length + crosses.length > 0
				? disaggregationAfter(stored.disaggregation, parts, crosses)
				: stored.disaggregation && enteredOf(stored.disaggregation),
		targets: targetsAfter(stored.targets, targets),
		terms: terms === undefined ? stored.terms : texts(terms).map((name) => ids.term(name))
	};
}

/** Adds a KPI or changes it, with what hangs on it. */
export async function makeKpi(
	change: KpiChange,
	parts: KpiParts,
	making: Making,
	ids: Ids
): Promise<void> {
	const { trx, actor, plan, reason, today } = making;
	const { code, title } = change;
	if (change.state === 'created') {
		const begun: KpiFields = { ...newKpi, code, title, unit: '', targets: [], terms: [] };
		const fields = kpiAfter(begun, change, parts, ids);
		await kpis.add(trx, actor, plan, ids.element(change.element), { fields, reason, today });
		return;
	}
	const id = ids.kpi(code);
	const stored = await findKpi(trx, plan.id, id);
	if (!stored) throw new Refused('code', 'unknown_choice');
	const fields = kpiAfter(stored, change, parts, ids);
	await kpis.change(trx, actor, plan, { id, version: stored.version }, { fields, reason, today });
}

/** What hangs on KPIs, by their codes: of those of which anything is other than before. */
export function kpiParts(of: Records): Map<string, KpiParts & { all: RecordChange[] }> {
	const made = [...of('target'), ...of('part'), ...of('cross')].filter(isMade);
	const byKpi = Map.groupBy(made, ({ kpi }) => kpi);
	return new Map(
		[...byKpi].map(([code, all]) => {
			const targets = all.filter((one) => one.record === 'target');
			const crosses = all.filter((one) => one.record === 'cross');
			const isParted = all.some(({ record }) => record !== 'target');
			const parts = isParted ? of('part').filter(({ kpi }) => kpi === code) : [];
			return [code, { targets, parts, crosses, all }];
		})
	);
}

export const nothingOfKpi: KpiParts = { targets: [], parts: [], crosses: [] };
