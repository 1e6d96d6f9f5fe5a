import { describe, expect, test } from 'vitest';
import type { EditedElement } from '#lib/server/elements/fields.ts';
import type { EditedKpi } from '#lib/server/kpis/fields.ts';
import type { EditedSettings } from '#lib/server/plans/settings.ts';
import { parseFields } from '#lib/ui/forms/form-state.ts';
import { parseLine, parseNewLine } from './elements/[id]/budget/budget-form.ts';
import { elementValues, parseElement } from './elements/element-form.ts';
import { kpiValues, newKpiValues, parseKpi } from './kpis/kpi-form.ts';
import { additionFields } from './outline-form.ts';
import { parsePlan, planValues } from './plan/plan-form.ts';

const reason = 'The steering committee asked for it.';
const plan = {
	today: '2026-11-22',
	periodStart: '2022-01-01',
	periodEnd: '2028-12-31',
	currency: 'PHP'
};
const errorsOf = (form: { ok: boolean; errors?: Record<string, string> }) =>
	Object.keys(form.errors ?? {});

describe('an element', () => {
	const fields = {
		code: '4.1.2',
		title: 'Establish Bangsamoro Gov’t Network',
		short_title: null,
		description: null,
		weight: '2.5',
		critical: true,
		applicable: true,
		deliverable_defined: false,
		planned_start: '2024-01-01',
		planned_end: '2027-12-31',
		forecast_start: null,
		forecast_end: null,
		terms: ['3', '7'],
		owners: [
			{ role: 'lead' as const, organisation_id: '5' },
			{ role: 'co_lead' as const, organisation_id: '6' },
			{ role: 'reporter' as const, organisation_id: '5' }
		],
		milestones: [
			{ id: '9', title: 'Kick-off', weight: '1', planned_on: null },
			{ id: '8', title: 'Handover', weight: '3', planned_on: '2027-01-31' }
		],
		also_serves: ['2']
	};
	const stored: EditedElement = {
		...fields,
		id: '1',
		kind: 'activity',
		parent_id: null,
		position: 0,
		version: 4,
		retired_at: null,
		retired_reason: null,
		reached: []
	};
	const values: Record<string, string> = { ...elementValues(stored), reason };

	test('comes back from its form as it went in', () => {
		expect(values['version']).toBe('4');
		expect(parseElement(values, stored, plan)).toEqual({
			ok: true,
			fields,
			rows: [0, 1],
			reason,
			linkReason: null
		});
	});

	test('rows left empty, emptied or ticked go; new ones come last', () => {
		const changed = {
			...values,
			'milestone-0-remove': 'on',
			'milestone-2-title': 'Trial',
			'milestone-2-weight': '3',
			'milestone-3-title': '',
			'co_lead-0-organisation': ''
		};
		expect(parseElement(changed, stored, plan)).toMatchObject({
			fields: {
				milestones: [{ id: '8' }, { id: null, title: 'Trial', weight: '3', planned_on: null }],
				owners: [{ role: 'lead' }, { role: 'reporter' }]
			}
		});
	});

	test('a milestone without a weight beside weighted ones is refused, and equal ones need none', () => {
		const added = { ...values, 'milestone-5-title': 'Trial', 'milestone-5-weight': '' };
		expect(errorsOf(parseElement(added, stored, plan))).toEqual(['milestone-5-weight']);
		const equal = { ...added, 'milestone-0-weight': '', 'milestone-1-weight': '1' };
		expect(parseElement(equal, stored, plan)).toMatchObject({
			fields: { milestones: [{ weight: '1' }, { weight: '1' }, { weight: '1' }] }
		});
	});

	test('each fault is named beside its field', () => {
		const faulty = {
			...values,
			code: '',
			weight: '0',
			planned_end: '2023-01-01',
			'milestone-1-title': '',
			'co_lead-1-organisation': '6',
			reason: ''
		};
		expect(errorsOf(parseElement(faulty, stored, plan)).sort()).toEqual(
			[
				'co_lead-1-organisation',
				'code',
				'milestone-1-title',
				'planned_end',
				'reason',
				'weight'
			].sort()
		);
	});

	test('a new link asks for its reason', () => {
		const linked = { ...values, 'serves-1-element': '3' };
		expect(errorsOf(parseElement(linked, stored, plan))).toEqual(['also_serves_reason']);
		const explained = { ...linked, also_serves_reason: 'Printed together.' };
		expect(parseElement(explained, stored, plan)).toMatchObject({
			linkReason: 'Printed together.'
		});
	});

	test('a day outside the plan is named beside its field, unless it stood there', () => {
		const far = {
			...values,
			planned_start: '0202-01-01',
			planned_end: '2035-01-01',
			forecast_end: '2031-01-01',
			'milestone-1-planned_on': '2031-01-01'
		};
		const fields = ['milestone-1-planned_on', 'planned_end', 'planned_start'];
		expect(errorsOf(parseElement(far, stored, plan)).sort()).toEqual(fields);
		expect(parseElement(far, stored, plan)).toMatchObject({
			errors: { planned_end: expect.stringContaining('outside the plan') }
		});
		const stands = { ...stored, planned_start: '0202-01-01', planned_end: '2035-01-01' };
		expect(errorsOf(parseElement(far, stands, plan))).toEqual(['milestone-1-planned_on']);
		expect(errorsOf(parseElement({ ...values, forecast_end: '9999-01-01' }, stored, plan))).toEqual(
			['forecast_end']
		);
	});

	test('a code that an address would lose is named beside its field', () => {
		const coded = { ...values, code: 'a/b ?#' };
		expect(errorsOf(parseElement(coded, stored, plan))).toEqual(['code']);
	});

	test('a goal has no milestones, whatever is sent', () => {
		const goal = parseElement(values, { ...stored, kind: 'goal' }, plan);
		expect(goal).toMatchObject({ fields: { milestones: [] } });
	});
});

describe('a KPI', () => {
	const fields = {
		code: 'K1',
		title: 'Women participants',
		definition: null,
		unit_kind: 'percent_of_whole' as const,
		unit: '%',
		unit_low: null,
		unit_high: null,
		direction: 'range' as const,
		frequency: 'year' as const,
		over_time: 'last' as const,
		over_organisations: 'none' as const,
		result_level: null,
		measured_until: null,
		disaggregation: null,
		quality_limits: null,
		quality_accuracy: null,
		quality_revisions: null,
		quality_actions: null,
		quality_reviewed_on: null,
		baseline_value: null,
		baseline_on: null,
		range_low: '45',
		range_high: '55',
		range_zero_distance: '20',
		tolerance: '0',
		means_of_verification: null,
		reporter_id: '4',
		targets: [{ due_on: '2028-12-31', value: '50' }],
		terms: []
	};
	const stored: EditedKpi = {
		...fields,
		id: '1',
		element_id: '1',
		version: 2,
		retired_at: null,
		retired_reason: null,
		measurements: 0
	};
	const values = { ...kpiValues(stored), reason };

	test('comes back from its form as it went in', () => {
		expect(parseKpi(values, plan)).toEqual({ ok: true, fields, reason });
	});

	test('a band belongs to its direction, in order, and a date to its value', () => {
		expect(errorsOf(parseKpi({ ...values, direction: 'up' }, plan))).toHaveLength(3);
		expect(errorsOf(parseKpi({ ...values, range_low: '' }, plan))).toEqual(['range_low']);
		expect(errorsOf(parseKpi({ ...values, range_low: '60' }, plan))).toEqual(['range_high']);
		const dated = { ...values, baseline_on: '2022-01-01' };
		expect(errorsOf(parseKpi(dated, plan))).toEqual(['baseline_value']);
	});

	test('targets are whole, one a day, and by date', () => {
		const two = { 'target-1-due_on': '2026-12-31', 'target-1-value': '48' };
		expect(parseKpi({ ...values, ...two }, plan)).toMatchObject({
			fields: { targets: [{ value: '48' }, { value: '50' }] }
		});
		const again = { ...two, 'target-1-due_on': '2028-12-31' };
		expect(errorsOf(parseKpi({ ...values, ...again }, plan))).toEqual(['target-1-due_on']);
		expect(errorsOf(parseKpi({ ...values, 'target-1-value': '48' }, plan))).toEqual([
			'target-1-due_on'
		]);
	});

	test('a target is due within the plan, and not before its baseline', () => {
		const due = (day: string) => errorsOf(parseKpi({ ...values, 'target-0-due_on': day }, plan));
		expect(due('2031-01-01')).toEqual(['target-0-due_on']);
		const measured = { ...values, baseline_value: '1', baseline_on: '2028-12-30' };
		const later = { ...plan, today: '2029-06-30' };
		expect(errorsOf(parseKpi(measured, later, stored))).toEqual([]);
		expect(errorsOf(parseKpi(measured, plan, stored))).toEqual(['baseline_on']);
		const late = { ...measured, baseline_on: '2029-01-01' };
		expect(errorsOf(parseKpi(late, later, stored))).toEqual(['target-0-due_on']);
	});

	test('its values lie within its unit, and may be written in it', () => {
		const written = { ...values, range_low: '45%', 'target-0-value': '50.0 %' };
		expect(parseKpi(written, plan)).toEqual({ ok: true, fields, reason });
		expect(errorsOf(parseKpi({ ...values, 'target-0-value': '120' }, plan))).toEqual([
			'target-0-value'
		]);
		const counted = { ...values, unit_kind: 'count', unit: 'offices' };
		expect(errorsOf(parseKpi({ ...counted, range_low: '45%' }, plan))).toEqual(['range_low']);
		const scale = { ...counted, unit_kind: 'index', unit_low: '5', unit_high: '0' };
		expect(errorsOf(parseKpi(scale, plan))).toContain('unit_high');
	});

	test('its direction is that of its way, unless it stood there', () => {
		const up = { direction: 'up' as const, range_low: null, range_high: null };
		const rising = { ...fields, ...up, range_zero_distance: null, baseline_value: '80' };
		const contradicting = { ...stored, ...rising, baseline_on: '2022-01-01' };
		const typed = { ...kpiValues(contradicting), reason };
		expect(errorsOf(parseKpi(typed, plan))).toEqual(['direction']);
		expect(parseKpi(typed, plan, contradicting)).toMatchObject({ ok: true });
		expect(parseKpi({ ...typed, direction: 'down' }, plan)).toMatchObject({ ok: true });
	});

	test('a value that could be read in two ways comes back as it is stored', () => {
		const small = { ...stored, range_low: '45.125' };
		const typed = { ...kpiValues(small), reason };
		expect(parseKpi(typed, plan)).toMatchObject({ fields: { range_low: '45.125' } });
		expect(errorsOf(parseKpi({ ...typed, range_low: '45.125' }, plan))).toEqual(['range_low']);
	});

	test('a new one needs a code, a title, a unit and a reason', () => {
		expect(errorsOf(parseKpi(newKpiValues, plan)).sort()).toEqual([
			'code',
			'reason',
			'title',
			'unit'
		]);
	});
});

describe('a budget line', () => {
	test('keeps its allotment within its appropriation', () => {
		const line = { cost: '₱6,000,000.00', appropriation: '2,000.00', allotment: '2000', reason };
		expect(parseLine(line, 'PHP')).toMatchObject({
			values: { allotment: 200_000n, cost: 600_000_000n }
		});
		expect(errorsOf(parseLine({ ...line, allotment: '2000.01' }, 'PHP'))).toEqual(['allotment']);
		expect(parseLine({ ...line, appropriation: '' }, 'PHP')).toMatchObject({
			errors: { allotment: expect.stringContaining('needs an appropriation') }
		});
	});

	test('needs a fund source and a year', () => {
		const faults = errorsOf(parseNewLine({ reason, appropriation_year: '26' }, 'PHP'));
		expect(faults.sort()).toEqual(['appropriation_year', 'fund_source']);
	});
});

test('the plan’s own fields come back as they went in', () => {
	const label = { one: 'Goal', many: 'Goals' };
	const fields = {
		title: 'A plan',
		short_title: null,
		description: null,
		vision: 'See',
		mission: null,
		period_start: '2022-04-01',
		period_end: null,
		roll_up_method: 'cost' as const,
		goal_status_rule: 'weighted' as const,
		coverage_threshold: '0.8',
		currency: 'PHP',
		fiscal_year_start_month: 4,
		reporting_frequency: 'quarter' as const,
		labels: { goal: label, objective: label, activity: label },
		notes: [{ id: '3', text: 'A note.' }]
	};
	const stored: EditedSettings = { ...fields, version: 'abc' };
	const values: Record<string, string> = { ...planValues(stored), reason };
	expect(values['coverage_threshold']).toBe('80');
	expect(parsePlan(values)).toEqual({ ok: true, fields, reason });
	const faulty = {
		...values,
		coverage_threshold: '101',
		currency: 'pesos',
		fiscal_year_start_month: '13',
		goal_one: '',
		'note-0-text': ''
	};
	expect(errorsOf(parsePlan(faulty)).sort()).toEqual([
		'coverage_threshold',
		'currency',
		'fiscal_year_start_month',
		'goal_one'
	]);
	expect(errorsOf(parsePlan({ ...values, period_start: '0202-01-01' }))).toEqual(['period_start']);
});

test('what is added names its kind and its parent in one choice', () => {
	const addition = { title: 'New', reason };
	const placed = parseFields(additionFields, { ...addition, place: 'activity-12' });
	expect(placed).toMatchObject({
		output: { place: { kind: 'activity', parentId: '12' }, code: '' }
	});
	const top = parseFields(additionFields, { ...addition, place: 'goal-top' });
	expect(top).toMatchObject({ output: { place: { kind: 'goal', parentId: null } } });
	const coded = { ...addition, place: 'goal-top', code: 'a/b' };
	expect(errorsOf(parseFields(additionFields, coded))).toEqual(['code']);
	for (const place of ['', 'task-1', 'activity-0', 'activity-1;'])
		expect(errorsOf(parseFields(additionFields, { ...addition, place }))).toEqual(['place']);
});
