/** The sheets of a plan's own workbook: which roles each has, and its rows. */
import type { Role } from '#lib/domain/interchange/roles.ts';
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
	'kpi.quality_reviewed_on'
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
	'line.cost',
	'line.appropriation',
	'line.allotment'
];

const lines = (plan: StoredPlan): OwnSheet => ({
	name: sheetWords.lines(),
	roles: lineRoles,
	locked: ['element.code', 'line.fund', 'line.year'],
	rows: plan.lines.map(({ element, fund, year, fields }) =>
		valuesOf(
			lineRoles,
			{ 'element.code': element, 'line.fund': fund, 'line.year': String(year) },
			fields
		)
	)
});

/** All sheets, those that others speak of first. */
export const ownSheets = (plan: StoredPlan): OwnSheet[] => [
	elements(plan),
	milestones(plan),
	kpis(plan),
	targets(plan),
	funds(plan),
	lines(plan)
];
