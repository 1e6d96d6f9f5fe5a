import { describe, expect, test } from 'vitest';
import { planFigures } from '../figures/plan-figures.ts';
import { emptyCells, type Line } from '../matrix/matrix.ts';
import type { PlanRecord } from '../records/records.ts';
import { demonstration, sampleDay } from '../testing/sample-plan.ts';
import { sampleElement, samplePlan } from '../testing/sample-records.ts';
import { axesOf, type Framework } from './axes.ts';
import { coverageMatrix, coveredElements, doneAmong, moneyAmong } from './coverage.ts';

const term = (code: string): Line => ({ id: `id of ${code}`, code, title: `Title of ${code}` });
const relations: Framework = {
	...{ slug: 'relations', title: 'Relations' },
	terms: [term('G2G'), term('G2C')]
};
const unused: Framework = { slug: 'unused', title: 'Unused', terms: [term('Z')] };

const figuresOf = (plan: PlanRecord) =>
	planFigures(plan, { asOf: '2026-09-30', knownOn: sampleDay });
/** The sample with terms on some of its elements. */
function tagged(terms: Record<string, string[]>) {
	const plan = demonstration();
	const elements = plan.elements.map((one) => ({ ...one, terms: terms[one.id] ?? [] }));
	return figuresOf({ ...plan, elements });
}
const lay = (terms: Record<string, string[]>, rows: string, columns: string) => {
	const figures = tagged(terms);
	const axes = axesOf(figures.reckoned.tree, [relations, unused]);
	const [down, across] = [rows, columns].map((name) => axes.find((one) => one.name === name)!);
	const found = coverageMatrix(figures, down!, across!);
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
