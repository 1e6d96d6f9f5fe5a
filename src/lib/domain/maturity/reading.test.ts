import { expect, test } from 'vitest';
import { sampleModel } from '../testing/sample-maturity-model.ts';
import { scoreOf, type Assessed } from './score.ts';
import {
	changeOf,
	distributions,
	gapsBelow,
	readings,
	seriesSteps,
	targetOf,
	type Scored,
	type Target
} from './reading.ts';

const model = sampleModel();
let id = 0;
function assessed(
	organisationId: string,
	on: string,
	of: Record<string, Assessed>,
	modelId = '1'
): Scored {
	const levels = new Map(Object.entries(of));
	return {
		...{ id: String((id += 1)), organisationId, modelId, on, state: 'published', verified: true },
		...{ score: scoreOf(model, levels), levels, differences: [] }
	};
}
const first = assessed('x', '2025-03-01', { a1: 2, a2: 2, b1: 2 });
const second = assessed('x', '2026-03-01', { a1: 4, a2: 4, b1: 3 });
const other = assessed('y', '2026-03-01', { a1: 1, a2: 1, b1: 1 });
const elsewhere = assessed('x', '2026-05-01', { a1: 5, a2: 5, b1: 5 }, '2');

test('of each organisation the last by one model and the one before, whatever other models say', () => {
	const all = readings([second, other, first, elsewhere], '1', []);
	expect(all.map((one) => [one.organisationId, one.latest.on, one.earlier?.on ?? null])).toEqual([
		['x', '2026-03-01', '2025-03-01'],
		['y', '2026-03-01', null]
	]);
	const { whole, dimensions } = changeOf(all[0]!);
	expect([whole.from, whole.to]).toEqual([2, 3.6]);
	expect(dimensions).toEqual([
		{ code: 'A', from: 2, to: 4 },
		{ code: 'B', from: 2, to: 3 }
	]);
	expect(changeOf(all[1]!).whole).toEqual({ code: '', from: null, to: 1 });
});

test('its own target goes before that of all; one taken back leaves that of all', () => {
	const target = (organisationId: string | null, level: number | null): Target => ({
		...{ modelId: '1', organisationId, level, dueOn: null }
	});
	const targets = [target(null, 3), target('x', 4)];
	expect(targetOf(targets, '1', 'x')?.level).toBe(4);
	expect(targetOf(targets, '1', 'y')?.level).toBe(3);
	expect(targetOf([...targets, target('x', null)], '1', 'x')?.level).toBe(3);
	expect(targetOf(targets, '2', 'x')).toBeNull();
});

test('gaps are criteria below the target; what was not answered is none', () => {
	const gaps = gapsBelow(
		model,
		new Map<string, Assessed>([
			['a1', 2],
			['a2', 3]
		]),
		3
	);
	expect(gaps.map(({ criterion, missing }) => [criterion.code, missing])).toEqual([['a1', 1]]);
});

test('no organisation of a wave is lost: those that were not assessed, or are not named, are open', () => {
	const all = readings([second, other], '1', []);
	const [wave] = distributions(model, all, [
		{ key: 'first', organisationIds: ['x', 'y', 'z'], unnamed: 18 }
	]);
	expect(wave!.levels.map(({ count }) => count)).toEqual([1, 0, 1, 0, 0]);
	expect([wave!.total, wave!.below, wave!.open]).toEqual([21, 0, 19]);
});

test('values reckoned in other ways, or years apart, are not joined', () => {
	const point = (on: string, method: string, value: number | null = 2) => ({
		...{ on, value, method, partial: false }
	});
	const steps = seriesSteps([
		...[point('2022-12-31', 'b'), point('2018-12-31', 'a'), point('2019-12-31', 'a')],
		...[point('2021-12-31', 'a'), point('2023-12-31', 'b', null)]
	]);
	expect(steps.map(({ to, way }) => [to.on.slice(0, 4), way])).toEqual([
		['2019', 'joined'],
		['2021', 'gap'],
		['2022', 'break'],
		['2023', 'gap']
	]);
});
