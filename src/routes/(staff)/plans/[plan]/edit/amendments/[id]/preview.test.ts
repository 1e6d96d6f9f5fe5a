import { expect, test } from 'vitest';
import { rowsOf } from '#lib/charts/timeline/timeline.ts';
import { planFigures } from '#lib/domain/figures/plan-figures.ts';
import type { ElementRecord, PlanRecord } from '#lib/domain/records/records.ts';
import { sampleElement } from '#lib/domain/testing/sample-records.ts';
import { demonstration, sampleDay } from '#lib/domain/testing/sample-plan.ts';
import { previewOf } from './preview.ts';

const days = { asOf: sampleDay, knownOn: sampleDay };
const withFigures = (record: PlanRecord) => ({ record, figures: planFigures(record, days) });
const plan = demonstration();
const previewed = (elements: ElementRecord[]) =>
	previewOf({ before: withFigures(plan), after: withFigures({ ...plan, elements }) }, 'PHP');

test('both timelines have the rows that differ, on one scale; the others are left out', () => {
	const moved = plan.elements.map((one) =>
		one.id === 'portal' ? { ...one, plannedEnd: '2031-06-30' } : one
	);
	const at = moved.findIndex(({ id }) => id === 'O2');
	const { timeline } = previewed(
		moved
			.toSpliced(at, 0, sampleElement('new', 'activity', { parentId: 'O1' }))
			.filter(({ id }) => id !== 'later')
	);
	expect(rowsOf(timeline!.before).map(({ code }) => code)).toEqual(['portal', 'later']);
	expect(rowsOf(timeline!.after).map(({ code }) => code)).toEqual(['portal', 'new']);
	expect(timeline).toMatchObject({ from: '2022-01-01', to: '2031-12-31' });
});

test('where no date and no name differs, there are no timelines and no outlines', () => {
	const critical = plan.elements.map((one) => ({ ...one, critical: true }));
	expect(previewed(critical)).toMatchObject({ timeline: null, outline: null });
});
