import { describe, expect, test } from 'vitest';
import { planFigures } from '../figures/plan-figures.ts';
import { emptyCells } from '../matrix/matrix.ts';
import type { PlanRecord } from '../records/records.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import { sampleFramework, tagOf } from '../testing/sample-framework.ts';
import {
	sampleElement,
	sampleKpi,
	sampleMeasurement,
	samplePlan
} from '../testing/sample-records.ts';
import { axesOf } from './axes.ts';
import {
	attainmentAmong,
	coverageMatrix,
	coveredElements,
	doneAmong,
	countedKpis,
	moneyAmong,
	statesAmong
} from './coverage.ts';

const relations = sampleFramework('relations', { relations: ['G2G', 'G2C'] });
const unused = sampleFramework('unused', { unused: ['Z'] });

const figuresOf = (plan: PlanRecord) =>
	planFigures(plan, { asOf: '2026-09-30', knownOn: sampleDay });
/** The sample with terms on some of its elements. */
function tagged(terms: Record<string, string[]>) {
	const plan = demonstration();
	const elements = plan.elements.map((one) => ({
		...one,
		terms: (terms[one.id] ?? []).map(tagOf)
	}));
	return figuresOf({ ...plan, elements });
}
const lay = (terms: Record<string, string[]>, rows: string, columns: string) => {
	const figures = tagged(terms);
	const axes = axesOf(figures.reckoned.tree, [relations, unused]);
	const [down, across] = [rows, columns].map((name) => axes.find((one) => one.name === name)!);
	const { work: found } = coverageMatrix(figures, down!, across!);
	const ids = found.cells.map((row) => row.map((cell) => cell.map(({ id }) => id).join(' ')));
	return { found, ids };
};

describe('the axes of a plan', () => {
	const names = (terms: Record<string, string[]>) =>
		axesOf(tagged(terms).reckoned.tree, [relations, unused]).map(({ name }) => name);

	test('are its goals, the frameworks that it uses and who leads', () => {
		expect(names({ portal: ['G2C'] })).toEqual(['goal', 'relations', 'organisation']);
	});

	test('leave out a framework of which nothing has a term', () => {
		expect(names({})).toEqual(['goal', 'organisation']);
	});

	test('are those of a framework by which it says it is set out, whether or not anything has a term', () => {
		const tree = tagged({}).reckoned.tree;
		const declared = { ...unused, declared: true };
		const names = axesOf(tree, [relations, declared]).map(({ name }) => name);
		expect(names).toEqual(['goal', 'unused', 'organisation']);
	});

	test('of a framework of several axes are called by both, and a term lies on the line of its broader one', () => {
		const index = sampleFramework('index', { domains: ['D1', 'D2'], indicators: ['I1'] });
		const [domains, indicators] = index.axes;
		const within = {
			...index,
			axes: [
				domains!,
				{ ...indicators!, terms: [{ ...indicators!.terms[0]!, withinId: 'id of D2' }] }
			]
		};
		const figures = tagged({ portal: ['I1'] });
		const axes = axesOf(figures.reckoned.tree, [within]);
		const portal = figures.reckoned.tree.elements.find(({ id }) => id === 'portal')!;
		expect(axes.map(({ name }) => name)).toEqual([
			'goal',
			'index.domains',
			'index.indicators',
			'organisation'
		]);
		expect(axes[1]!.linesOf(portal)).toEqual(['id of D2']);
		expect(axes[2]!.linesOf(portal)).toEqual(['id of I1']);
	});

	test('of a plan without owners and terms are its goals alone', () => {
		const plan = samplePlan({ elements: [sampleElement('G1', 'goal')] });
		const axes = axesOf(figuresOf(plan).reckoned.tree, [relations]);
		expect(axes.map(({ name }) => name)).toEqual(['goal']);
	});
});

describe('what is set out', () => {
	test('are activities that apply and are not cancelled', () => {
		const ids = coveredElements(tagged({})).map(({ id }) => id);
		expect(ids).toEqual(['portal', 'network', 'later', 'centre', 'policy']);
	});

	test('of a plan without activities, what has nothing beneath it', () => {
		const elements = [
			sampleElement('G1', 'goal'),
			sampleElement('G2', 'goal'),
			sampleElement('O1', 'objective', { parentId: 'G2' })
		];
		const ids = coveredElements(figuresOf(samplePlan({ elements }))).map(({ id }) => id);
		expect(ids).toEqual(['G1', 'O1']);
	});
});

describe('a matrix of work', () => {
	test('an element without a term of its own stands under that of the nearest one above', () => {
		const { ids } = lay({ O1: ['G2G'], portal: ['G2C'] }, 'relations', 'goal');
		expect(ids).toEqual([
			['network later', ''],
			['portal', ''],
			// O2 has none, and serves G3 too
			['centre policy', 'centre policy']
		]);
	});

	test('one of two terms stands in both, and counts once in its goal', () => {
		const { found } = lay({ portal: ['G2G', 'G2C'] }, 'relations', 'goal');
		expect(found.columns[0]!.items).toHaveLength(5);
		expect(found.rows.map(({ items }) => items.length)).toEqual([1, 1, 4]);
		// the portal by its terms, centre and policy by their goals
		expect(found.several).toBe(3);
	});

	test('names what nothing lies on', () => {
		const { found } = lay({ portal: ['G2C'] }, 'relations', 'goal');
		const empty = emptyCells(found).map(([row, column]) => `${row.code} ${column.code}`);
		expect(empty).toEqual(['G2G G1', 'G2G G3', 'G2C G3']);
	});
});

describe('figures of a line', () => {
	const plan = demonstration();
	const figures = figuresOf(plan);
	const work = coveredElements(figures);

	test('all of the work is as much done as the plan, and its money is the plan’s', () => {
		expect(doneAmong(work, figures)).toEqual(figures.delivery);
		expect(moneyAmong(plan.elements, figures)).toEqual(figures.money);
	});

	test('the work of an objective is as much done as the objective', () => {
		const ofO1 = work.filter(({ parentId }) => parentId === 'O1');
		expect(doneAmong(ofO1, figures)).toEqual(figures.elements.get('O1')!.delivery);
	});

	test('nothing is not 0', () => {
		expect(doneAmong([], figures)).toMatchObject({ known: false, reason: 'nothing_applicable' });
		expect(moneyAmong([], figures).stages.appropriation.set).toBe(0);
	});
});

describe('KPIs of a line', () => {
	const plan = demonstration();
	const figures = figuresOf(plan);
	const kpisOf = (of: typeof figures, ...ids: string[]) =>
		countedKpis(of).filter(({ elementId }) => ids.includes(elementId));

	test('each weighs its element’s weight by the number of its KPIs, as in the plan’s own figure', () => {
		expect(attainmentAmong(countedKpis(figures), figures)).toEqual(figures.attainment);
		const ofO2 = attainmentAmong(kpisOf(figures, 'O2'), figures);
		expect(ofO2).toEqual(figures.elements.get('O2')!.attainment);
	});

	test('worked by hand: an objective of 3/4 with KPIs at 62.5 % and 20 %, one of 1/4 at 80 %', () => {
		const three = samplePlan({
			rollUpMethod: 'weight',
			elements: [
				sampleElement('G1', 'goal'),
				sampleElement('O1', 'objective', { parentId: 'G1', weight: 3 }),
				sampleElement('a1', 'activity', { parentId: 'O1' }),
				sampleElement('O2', 'objective', { parentId: 'G1', weight: 1 }),
				sampleElement('a2', 'activity', { parentId: 'O2' })
			],
			kpis: [
				// from 21 days to 5, now 11
				sampleKpi('days', {
					elementId: 'O1',
					direction: 'down',
					baselineValue: 21,
					targets: [{ dueOn: '2028-12-31', value: 5 }],
					measurements: [sampleMeasurement('2026-09-30', 11)]
				}),
				...[['sites', 'O1', 20] as const, ['users', 'O2', 80] as const].map(
					([id, elementId, value]) =>
						sampleKpi(id, {
							elementId,
							baselineValue: 0,
							targets: [{ dueOn: '2028-12-31', value: 100 }],
							measurements: [sampleMeasurement('2026-09-30', value)]
						})
				)
			]
		});
		const of = figuresOf(three);
		const among = (...ids: string[]) => {
			const figure = attainmentAmong(kpisOf(of, ...ids), of);
			return figure.known ? figure.value : figure.reason;
		};
		expect(among('O1')).toBeCloseTo((0.625 + 0.2) / 2);
		expect(among('O1', 'O2')).toBeCloseTo(0.375 * 0.625 + 0.375 * 0.2 + 0.25 * 0.8);
		// activities have none of their own
		expect(among('a1', 'a2')).toBe('not_set');
	});

	test('those of an objective lie in each cell in which it lies, and once in a row', () => {
		const of = tagged({ O1: ['G2G', 'G2C'] });
		const axes = axesOf(of.reckoned.tree, [relations]);
		const [goals, terms] = ['goal', 'relations'].map((name) =>
			axes.find((one) => one.name === name)
		);
		const { measured } = coverageMatrix(of, goals!, terms!, true);
		const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);
		const codes = measured.cells.map((row) => row.map(idsOf));
		const ofO1 = ['sites', 'days', 'internet'];
		const ofO2 = ['women', 'uptime', 'calls', 'answered'];
		// O2 has no term, and serves G3 too
		expect(codes).toEqual([
			[ofO1, ofO1, ofO2],
			[[], [], ofO2]
		]);
		expect(measured.several).toBe(7);
		expect(idsOf(measured.rows[0]!.items)).toEqual([...ofO1, ...ofO2]);
	});

	test('one with terms of its own lies on their lines alone, and weighs there what it weighs of its element', () => {
		const kpis = plan.kpis.map((one) => ({
			...one,
			terms: one.id === 'days' ? [tagOf('G2C')] : []
		}));
		const elements = plan.elements.map((one) => ({
			...one,
			terms: one.id === 'O1' ? [tagOf('G2G')] : []
		}));
		const of = figuresOf({ ...plan, elements, kpis });
		const axes = axesOf(of.reckoned.tree, [relations]);
		const [goals, terms] = ['goal', 'relations'].map((name) =>
			axes.find((one) => one.name === name)
		);
		const { measured } = coverageMatrix(of, goals!, terms!, true);
		const lines = measured.columns.map(({ items }) => items.map(({ id }) => id));
		expect(lines).toEqual([
			['sites', 'internet'],
			['days'],
			['women', 'uptime', 'calls', 'answered']
		]);
		const parts = measured.columns.slice(0, 2).map(({ items }) => attainmentAmong(items, of));
		const whole = attainmentAmong(kpisOf(of, 'O1'), of);
		const value = (figure: (typeof parts)[number]) => (figure.known ? figure.value : NaN);
		// one of the two beside it has no value yet: half of the objective's known weight lies on either line
		expect((value(parts[0]!) + value(parts[1]!)) / 2).toBeCloseTo(value(whole));
		expect(parts.map(({ coverage }) => coverage)).toEqual([0.5, 1]);
	});

	test('what nobody leads has a line only where KPIs are asked for', () => {
		const axes = axesOf(figures.reckoned.tree, []);
		const leads = axes.find(({ name }) => name === 'organisation')!;
		const goals = axes.find(({ name }) => name === 'goal')!;
		const linesOf = (ofKpis: boolean) =>
			coverageMatrix(figures, goals, leads, ofKpis).work.columns.map(({ line }) => line?.code);
		expect(linesOf(false)).not.toContain(undefined);
		expect(linesOf(true)).toEqual([...linesOf(false), undefined]);
	});
});

test('states of a line are those of its activities, as the plan counts them', () => {
	const figures = figuresOf(demonstration());
	expect(statesAmong(coveredElements(figures), figures)).toEqual([
		{ state: 'completed', count: 1 },
		{ state: 'in_progress', count: 2 },
		{ state: 'not_reported', count: 1 },
		{ state: 'not_due', count: 1 }
	]);
	// goals and objectives are in none
	expect(statesAmong(demonstration().elements.slice(0, 2), figures)).toEqual([]);
});
