/** The sheets of a plan's own workbook: which roles each has, and its rows. */
import { roleNames, type Role, type WorkKind } from '#lib/domain/interchange/roles.ts';
import type { StoredPlan } from '#lib/domain/interchange/stored.ts';
import type { FieldValue, Fields } from '#lib/domain/records/changes.ts';
import { sheetWords } from '#lib/kinds/workbook.ts';

export interface OwnSheet {
	name: string;
	roles: Role[];
	rows: FieldValue[][];
	/** The roles by which a row is known again: locked where a row is stored. */
	locked: Role[];
}

/** The part of a role behind its record: the name of a field. */
const fieldOf = (role: Role): string => role.slice(role.indexOf('.') + 1);

const valuesOf = (
	roles: readonly Role[],
	named: Partial<Record<Role, FieldValue>>,
	fields: Fields
) => roles.map((role) => (role in named ? (named[role] ?? null) : (fields[fieldOf(role)] ?? null)));

const elementRoles: Role[] = [
	'element.code',
	'element.kind',
	'element.parent',
	'element.title',
	'element.short_title',
	'element.description',
	'element.lead',
	'element.co_leads',
	'element.reporters',
	'element.planned_start',
	'element.planned_end',
	'element.forecast_start',
	'element.forecast_end',
	'element.weight',
	'element.critical',
	'element.applicable',
	'element.deliverable_defined',
	'element.terms',
	'element.also_serves'
];

const elements = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.elements(),
	roles: elementRoles,
	locked: ['element.code', 'element.kind'],
	rows: plan.elements
		.filter(({ retired }) => !retired)
		.map(({ code, kind, parent, fields }) =>
			valuesOf(
				elementRoles,
				{ 'element.code': code, 'element.kind': kind, 'element.parent': parent },
				fields
			)
		)
});

const milestoneRoles: Role[] = [
	'element.code',
	'milestone.number',
	'milestone.title',
	'milestone.planned_on',
	'milestone.weight'
];

const milestones = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.milestones(),
	roles: milestoneRoles,
	locked: ['element.code', 'milestone.number'],
	rows: plan.elements
		.filter(({ retired }) => !retired)
		.flatMap(({ code, milestones }) =>
			milestones.map(({ number, fields }) =>
				valuesOf(
					milestoneRoles,
					{ 'element.code': code, 'milestone.number': String(number) },
					fields
				)
			)
		)
});

const kpiRoles: Role[] = [
	'kpi.code',
	'element.code',
	'kpi.title',
	'kpi.unit',
	'kpi.unit_kind',
	'kpi.unit_low',
	'kpi.unit_high',
	'kpi.direction',
	'kpi.range_low',
	'kpi.range_high',
	'kpi.range_zero_distance',
	'kpi.baseline_value',
	'kpi.baseline_on',
	'kpi.tolerance',
	'kpi.frequency',
	'kpi.over_time',
	'kpi.over_organisations',
	'kpi.reporter',
	'kpi.definition',
	'kpi.means_of_verification',
	'kpi.result_level',
	'kpi.measured_until',
	'kpi.quality_limits',
	'kpi.quality_accuracy',
	'kpi.quality_revisions',
	'kpi.quality_actions',
	'kpi.quality_reviewed_on',
	'kpi.terms'
];

const liveKpis = ({ kpis }: StoredPlan) => kpis.filter(({ retired }) => !retired);

const kpis = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.kpis(),
	roles: kpiRoles,
	locked: ['kpi.code', 'element.code'],
	rows: liveKpis(plan).map(({ code, element, fields }) =>
		valuesOf(kpiRoles, { 'kpi.code': code, 'element.code': element }, fields)
	)
});

const targetRoles: Role[] = ['kpi.code', 'target.due_on', 'target.value'];

const targets = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.targets(),
	roles: targetRoles,
	locked: ['kpi.code', 'target.due_on'],
	rows: liveKpis(plan).flatMap(({ code, targets }) =>
		Object.entries(targets).map(([due, value]) =>
			valuesOf(targetRoles, { 'kpi.code': code, 'target.due_on': due }, { value })
		)
	)
});

const funds = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.funds(),
	roles: ['fund.code', 'fund.title'],
	locked: ['fund.code', 'fund.title'],
	rows: Object.entries(plan.funds)
});

const lineRoles: Role[] = [
	'element.code',
	'line.fund',
	'line.year',
	'line.original_cost',
	'line.cost',
	'line.cost_from',
	'line.since',
	'line.appropriation',
	'line.allotment'
];

/** What of a stored line is written anew. */
const stagesOf: Role[] = ['line.cost', 'line.appropriation', 'line.allotment'];

const lines = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.lines(),
	roles: lineRoles,
	locked: lineRoles.filter((role) => !stagesOf.includes(role)),
	rows: plan.lines.map(({ element, fund, year, fields }) =>
		valuesOf(
			lineRoles,
			{ 'element.code': element, 'line.fund': fund, 'line.year': String(year) },
			fields
		)
	)
});

const totalRoles: Role[] = [
	'element.code',
	...roleNames.filter((role) => role.startsWith('total.'))
];

/** What became of totals over time; of what has held from the beginning the sheet of lines tells. */
const totals = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.totals(),
	roles: totalRoles,
	locked: totalRoles,
	rows: [
		...Map.groupBy(plan.totals, ({ element, fund, year, stage }) =>
			[element, fund, year, stage].join('\n')
		).values()
	]
		.filter((own) => own.length > 1 || own[0]!.from !== null)
		.flat()
		.map(({ element, year, ...fields }) =>
			valuesOf(totalRoles, { 'element.code': element, 'total.year': String(year) }, { ...fields })
		)
});

const partRoles: Role[] = [
	'kpi.code',
	'part.dimension_number',
	'part.dimension',
	'part.adds_up',
	'part.number',
	'part.term'
];

const kpiParts = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.parts(),
	roles: partRoles,
	locked: ['kpi.code', 'part.dimension_number', 'part.number'],
	rows: liveKpis(plan).flatMap(({ code, disaggregation }) =>
		(disaggregation?.dimensions ?? []).flatMap(({ name, addsUp, terms }, at) =>
			terms.map((term, place) => [
				...[code, String(at + 1), name, addsUp],
				...[String(place + 1), term.name]
			])
		)
	)
});

const kpiCrosses = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.crosses(),
	roles: ['kpi.code', 'cross.one', 'cross.other'],
	locked: ['kpi.code', 'cross.one', 'cross.other'],
	rows: liveKpis(plan).flatMap(({ code, disaggregation }) => {
		const names = new Map(disaggregation?.dimensions.map(({ id, name }) => [id, name]));
		const nameOf = (id: string) => names.get(id) ?? null;
		return (disaggregation?.crosses ?? []).map((ids) => [code, ...ids.map(nameOf)]);
	})
});

/** The columns of a kind of record, those by which its rows are known again locked. */
function workSheet(
	plan: StoredPlan,
	record: WorkKind,
	{ name, known }: { name: () => string; known: Role[] }
): OwnSheet {
	const own = roleNames.filter((role) => role.startsWith(`${record}.`));
	const roles: Role[] = ['element.code', ...own];
	return {
		name: name(),
		roles,
		locked: ['element.code', ...known],
		rows: plan.work
			.filter((one) => one.record === record && !one.withdrawn)
			.map(({ element, number, fields }) =>
				valuesOf(
					roles,
					{
						'element.code': element,
						...{ [`${record}.number`]: String(number) },
						'closure.whole_plan': element === null
					},
					fields
				)
			)
	};
}

const handOverRoles: Role[] = [
	'element.code',
	...roleNames.filter((role) => role.startsWith('hand_over.'))
];

/** What was handed over is not written anew. */
const handOvers = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.handOvers(),
	roles: handOverRoles,
	locked: handOverRoles,
	rows: plan.handOvers.map(({ element, fields }) =>
		valuesOf(handOverRoles, { 'element.code': element }, fields)
	)
});

/** All sheets, those that others speak of first. */
export const ownSheets = (plan: StoredPlan): OwnSheet[] => [
	elements(plan),
	milestones(plan),
	kpis(plan),
	targets(plan),
	kpiParts(plan),
	kpiCrosses(plan),
	funds(plan),
	lines(plan),
	totals(plan),
	workSheet(plan, 'price_basis', {
		name: sheetWords.priceBases,
		known: ['price_basis.fund', 'price_basis.year']
	}),
	workSheet(plan, 'contract', { name: sheetWords.contracts, known: ['contract.number'] }),
	workSheet(plan, 'location', { name: sheetWords.locations, known: ['location.number'] }),
	workSheet(plan, 'office', { name: sheetWords.offices, known: ['office.number'] }),
	handOvers(plan),
	workSheet(plan, 'closure', { name: sheetWords.closures, known: ['closure.whole_plan'] })
];
