import { expect, test } from 'vitest';
import { loadOrganisations } from '../reference.ts';
import { loadDemonstration } from './load.ts';

const demonstration = loadDemonstration();
const { accounts, activities, budgetLines, kpis, milestones, owners, plan } = demonstration;

test('is a clone that says so: the elements and their provenance are those of the published plan', () => {
	expect(plan).toMatchObject({ demonstration: true, cloneOf: 'bangsamoro' });
	expect(plan.provenance['period_end']).toEqual({ kind: 'demo', reason: null });
	expect(plan.provenance['vision']?.kind).toBe('source');
	expect(plan.notes[0]?.text).toContain('are invented');
});

test('every activity has a lead, a window and a budget; 756 million in all', () => {
	expect(activities).toHaveLength(28);
	expect(activities.reduce((sum, one) => sum + one.budget, 0n)).toBe(756_000_000_00n);
	for (const one of activities) expect(one.plannedStart < one.plannedEnd, one.code).toBe(true);
	for (const { code } of activities)
		expect(Object.keys(demonstration.elementProvenance[code] ?? {})).toEqual(
			expect.arrayContaining(['owners', 'planned_start', 'planned_end', 'budget'])
		);
});

test('13 offices lead, OCM and its ICO counted as one', () => {
	expect(new Set(activities.map((one) => one.reportedBy)).size).toBe(13);
	expect(new Set(activities.map((one) => one.lead)).size).toBe(14);
	const known = new Set(loadOrganisations().map((one) => one.slug));
	for (const { organisation } of owners) expect(known).toContain(organisation);
});

test('MILG reports eight activities, three KPIs and, in 2026, four budget lines', () => {
	expect(owners.filter((one) => one.organisation === 'milg')).toHaveLength(8);
	expect(kpis.filter((one) => one.reporter === 'milg')).toHaveLength(3);
	const open = budgetLines.filter(
		(line) => line.activity === '4.2.7' && line.appropriationYear <= 2026 && line.validUntil >= 2026
	);
	expect(open).toHaveLength(4);
});

test('budget lines add up to each budget, and three years run at once', () => {
	expect(budgetLines.length).toBeGreaterThan(28);
	for (const { code, budget } of activities) {
		const own = budgetLines.filter((line) => line.activity === code);
		expect(
			own.reduce((sum, line) => sum + line.appropriation, 0n),
			code
		).toBe(budget);
	}
	const years = budgetLines
		.filter((line) => line.appropriationYear <= 2026 && line.validUntil >= 2026)
		.map((line) => line.appropriationYear);
	expect(new Set(years)).toEqual(new Set([2024, 2025, 2026]));
	for (const line of budgetLines) expect(line.appropriation > 0n, line.activity).toBe(true);
});

test('31 KPIs, at every objective, with targets that end in 2028', () => {
	expect(kpis).toHaveLength(31);
	expect(new Set(kpis.map((kpi) => kpi.element)).size).toBe(9);
	for (const kpi of kpis) expect(kpi.targets.at(-1)?.dueOn, kpi.code).toBe('2028-12-31');
	const procurement = kpis.find((kpi) => kpi.code === 'O4.2.K4');
	expect(procurement?.targets.map((target) => target.value)).toEqual([90, 84, 78, 72, 66, 60]);
});

test('one baseline is a public record, all else of the KPIs is invented', () => {
	const kinds = kpis.flatMap((kpi) =>
		Object.entries(kpi.provenance)
			.filter(([, from]) => from.kind !== 'demo')
			.map(([field, from]) => [kpi.code, field, from.kind])
	);
	expect(kinds).toEqual([
		['O4.2.K2', 'baseline_value', 'public_record'],
		['O4.2.K2', 'baseline_on', 'public_record']
	]);
});

test('milestones make up a whole, on ascending days', () => {
	const byActivity = Map.groupBy(milestones, (one) => one.activity);
	expect([...byActivity.keys()].sort()).toEqual(['1.1.3', '2.1.1', '4.1.1']);
	for (const own of byActivity.values()) {
		expect(own.reduce((sum, one) => sum + one.weight, 0)).toBe(100);
		expect(own.map((one) => one.plannedOn)).toEqual(own.map((one) => one.plannedOn).sort());
	}
});

test('accounts are roles at a reserved domain, and no administrator is among them', () => {
	for (const { email } of accounts) expect(email).toMatch(/\.example\.org$/);
	expect(accounts.map((account) => account.role)).not.toContain('administrator');
	expect(accounts).toContainEqual(
		expect.objectContaining({ role: 'approver', organisation: 'milg' })
	);
	expect(new Set(accounts.map((account) => account.email)).size).toBe(accounts.length);
});
