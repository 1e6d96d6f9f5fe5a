/** The demonstration's assessments are of its model, and speak of nothing that it does not ask. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { criteriaOf } from '#lib/domain/maturity/model.ts';
import { assessmentsOf } from './assessments.ts';
import { seedsFolder } from './folders.ts';
import { loadModel } from './maturity.ts';

const seed = assessmentsOf(join(seedsFolder, 'sri-lanka-demo'))!;
const { model: definition } = loadModel(seed.model);
const asked = criteriaOf(definition).map(({ code }) => code);

test('each organisation answers what the model asks, within its levels', () => {
	const levels = new Set(definition.levels.map(({ number }) => number));
	for (const { own, check } of seed.assessments) {
		expect(Object.keys(own).toSorted()).toEqual(asked.toSorted());
		expect(asked).toEqual(expect.arrayContaining(Object.keys(check)));
		for (const level of Object.values({ ...own, ...check }))
			expect(level === null || levels.has(level)).toBe(true);
	}
});

test('who checked says why where something else was found', () => {
	const checked = seed.assessments.filter(({ check }) => Object.keys(check).length > 0);
	expect(checked.length).toBeGreaterThan(0);
	for (const { own, check, comment } of checked) {
		expect(comment).toBeTruthy();
		for (const [code, level] of Object.entries(check)) expect(level).not.toBe(own[code]);
	}
});

test('some were assessed twice, and one waits for its check', () => {
	const rounds = Object.groupBy(seed.assessments, ({ organisation }) => organisation);
	expect(Object.values(rounds).filter((own) => own!.length === 2).length).toBe(7);
	expect(seed.assessments.filter(({ published }) => published === undefined).length).toBe(1);
});
