import { describe, expect, it } from 'vitest';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import type { PlanRecord } from '#lib/domain/records/records.ts';
import { demonstration, sampleDay } from '#lib/domain/testing/sample-plan.ts';
import {
	sampleElement,
	sampleKpi,
	sampleLine,
	sampleQuarter,
	sampleUpdate
} from '#lib/domain/testing/sample-records.ts';
import { curve, curveDates } from './curve.ts';
import { facts } from './facts.ts';
import { goals } from './goals.ts';
import { stages } from './money.ts';
import { offPath } from './off-path.ts';
import { reporting } from './silence.ts';
import { dashboard } from './dashboard.ts';
import { slips } from './slips.ts';
import { subject } from './subject.ts';
import { shortTimeline, timelineCodes } from './timeline.ts';

function about(fields: Partial<PlanRecord> = {}) {
	const plan = demonstration(fields);
	return subject(plan, planFigures(plan, { asOf: '2026-09-30', knownOn: sampleDay }));
}

describe('goals', () => {
	it('names who is silent and how much weight is missing', () => {
		const [first] = goals(about());
		expect(first?.why[0]).toMatchObject({ key: 'silent', organisations: ['MPW'] });
	});

	it('counts shared objectives once, and says where', () => {
		const shared = goals(about()).find(({ code }) => code === 'G3');
		expect(shared).toMatchObject({ sharesWith: ['G1'], why: [], confidence: null });
	});

	it('counts what lies beneath', () => {
		expect(goals(about())[0]?.beneath).toContainEqual({ kind: 'activity', count: 6 });
	});
});

describe('slips', () => {
	it('puts the worst first and the one furthest ahead last', () => {
		const { rows, behind, extent } = slips(about());
		expect(rows[0]?.code).toBe('portal');
		expect(rows.at(-1)?.points).toBeGreaterThan(0);
		expect(behind).toBe(rows.filter(({ points }) => points < 0).length);
		expect(extent).toBeGreaterThanOrEqual(Math.abs(rows[0]?.points ?? 0));
	});
});

describe('why it slipped', () => {
	const told = { slippageCause: 'procurement' as const, note: 'The tender failed.' };
	const plan = demonstration();
	const elements = plan.elements.map((one) =>
		one.code === 'portal' && one.update ? { ...one, update: { ...one.update, ...told } } : one
	);
	const portal = plan.elements.find(({ code }) => code === 'portal');
	const said = {
		cause: 'procurement',
		note: 'The tender failed.',
		lead: portal?.owners.find(({ role }) => role === 'lead')?.acronym,
		asOf: portal?.update?.asOf
	};

	it('is what its ministry said, with who and when', () => {
		expect(slips(about({ elements })).rows[0]).toMatchObject({ code: 'portal', said });
		const reasons = goals(about({ elements })).flatMap(({ why }) => why);
		expect(reasons).toContainEqual(expect.objectContaining({ said }));
	});

	it('is left out of what is ahead', () => {
		expect(slips(about()).rows.at(-1)?.said).toBeNull();
	});

	it('is not guessed from a note where no cause was given', () => {
		const noted = elements.map((one) =>
			one.update ? { ...one, update: { ...one.update, slippageCause: null } } : one
		);
		const [worst] = slips(about({ elements: noted })).rows;
		expect(worst?.said).toMatchObject({ cause: null, note: 'The tender failed.' });
	});
});

it('says when reports are due next', () => {
	const plan = demonstration();
	const figures = planFigures(plan, { asOf: '2026-09-30', knownOn: sampleDay });
	const parts = {
		record: plan,
		figures,
		decisions: [],
		publications: [],
		published: false,
		corrected: 0
	};
	expect(dashboard(parts).nextReports).toMatchObject({ of: 'period', label: '2026 Q4' });
});

describe('reporting', () => {
	const state = (given: 'draft' | 'returned') => {
		const period = demonstration().periods.find(({ label }) => label === '2026 Q3');
		return about({
			reports: [
				{
					periodId: period?.id ?? '',
					organisationId: 'MPW',
					acronym: 'MPW',
					state: given,
					since: '2026-11-04',
					reason: 'Not for the public yet'
				}
			]
		});
	};

	it('names what stands still for a silent office', () => {
		const silent = reporting(about()).waiting.find(({ acronym }) => acronym === 'MPW');
		expect(silent?.activities).toEqual([{ code: 'network', title: 'Title of network' }]);
		expect(silent?.daysOverdue).toBeGreaterThan(0);
	});

	it('shows a draft as nothing submitted', () => {
		const { waiting } = reporting(state('draft'));
		expect(waiting.find(({ acronym }) => acronym === 'MPW')).toMatchObject({
			state: 'not_submitted',
			since: null,
			reason: null
		});
	});

	it('shows when a report was returned', () => {
		const { waiting } = reporting(state('returned'));
		expect(waiting.find(({ acronym }) => acronym === 'MPW')).toMatchObject({
			state: 'returned',
			since: '2026-11-04',
			daysOverdue: null
		});
	});
});

describe('money', () => {
	it('has no stages where the plan has no budget line', () => {
		expect(stages(about({ budgetLines: [] }))).toEqual([]);
	});

	it('keeps what is not reported apart from what is not set', () => {
		const lines = [sampleLine('l', 'portal', { appropriation: 100n })];
		expect(
			stages(about({ budgetLines: lines })).map(({ amount, reported }) => [
				amount.known ? amount.value : amount.reason,
				reported
			])
		).toEqual([
			[100n, false],
			['not_set', false],
			['not_reported', true],
			['not_reported', true]
		]);
	});
});

describe('KPIs off their path', () => {
	it('shows those behind first, then those that nobody measured', () => {
		const { rows, behind, silent } = offPath(about());
		expect(behind).toBeGreaterThan(0);
		expect(silent).toBeGreaterThan(0);
		expect(rows.at(-1)).toMatchObject({ now: null, reason: 'not_measured' });
	});

	it('counts those measured, since of none none can be said to be on its path', () => {
		const kpis = [sampleKpi('later')];
		const early = about({ kpis, periods: [] });
		expect(offPath(early)).toMatchObject({ rows: [], measured: 0, of: 1 });
		expect(facts(early).kpis).toEqual({
			measured: 0,
			due: 0,
			set: 1
		});
	});
});

describe('the row of figures', () => {
	it('counts work that is not due yet as not done, and as covered', () => {
		const elements = demonstration().elements.map((element) => ({
			...element,
			update: null,
			updates: []
		}));
		const early = about({ elements, periods: [sampleQuarter(2026, 4)] });
		const { delivery } = facts(early);
		expect(delivery).toMatchObject({ value: 0, coverage: 1 });
	});
});

describe('the curve', () => {
	it('is drawn from the start of the plan, over the periods due, to its end', () => {
		const days = curveDates(about());
		expect(days[0]).toBe('2022-01-01');
		expect(days).toContain('2026-09-30');
		expect(days).toContain('2026-12-31');
		expect(days.at(-1)).toBe('2028-12-31');
	});

	it('has no actual share after the last reports', () => {
		const { points } = curve(about());
		const later = points.filter(({ on }) => on > '2026-09-30');
		expect(later.length).toBeGreaterThan(0);
		expect(later.every(({ done }) => done === null)).toBe(true);
	});

	it('is empty before any report is due', () => {
		expect(curve(about({ periods: [] })).points).toEqual([]);
	});
});

describe('the short timeline', () => {
	it('shows the heaviest slips, then what weighs most, on one level', () => {
		const timeline = shortTimeline(about());
		expect(timelineCodes(about())).toContain('portal');
		expect(timeline?.groups.map(({ code }) => code)).toEqual(['G1']);
		expect(timeline?.groups[0]?.groups).toEqual([]);
	});

	it('has what is the latest and what ends last, however little they weigh', () => {
		const more = Array.from({ length: 12 }, (_, index) =>
			sampleElement(`heavy ${index}`, 'activity', {
				parentId: 'O1',
				weight: 9,
				plannedStart: '2025-01-01',
				plannedEnd: '2027-12-31'
			})
		);
		const light = { parentId: 'O1', weight: 1, plannedStart: '2025-01-01' };
		const late = sampleElement('late', 'activity', {
			...light,
			plannedEnd: '2025-03-31',
			update: sampleUpdate('2026-09-30', { physicalPercent: 90, recoveryOn: '2027-01-31' })
		});
		const last = sampleElement('last', 'activity', { ...light, plannedEnd: '2031-12-31' });
		const codes = timelineCodes(
			about({ elements: [...demonstration().elements, ...more, late, last] })
		);
		expect(codes.size).toBe(8);
		expect([...codes].slice(0, 2)).toEqual(['late', 'last']);
	});

	it('is absent where no activity has dates', () => {
		const undated = demonstration().elements.map((element) => ({
			...element,
			plannedStart: null,
			plannedEnd: null
		}));
		expect(shortTimeline(about({ elements: undated }))).toBeNull();
	});
});
