/** What holds of any links over any plans, told by reckoning that goes another way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planFigures } from '../figures/plan-figures.ts';
import { activitiesOf } from '../progress/plan-tree.ts';
import { drawnPlan } from '../testing/drawn-plans.ts';
import { carriedActivities, carriedBy } from './carried.ts';
import { circle } from './circles.ts';
import type { Link, Part } from './links.ts';

const planIds = ['A', 'B', 'C'];
/** Each plan has two goals with an objective each. */
const above = new Map(
	planIds.flatMap((plan): [string, string | null][] => [
		[`${plan}1`, null],
		[`${plan}2`, null],
		[`${plan}1.1`, `${plan}1`],
		[`${plan}2.1`, `${plan}2`]
	])
);
const parts: Part[] = planIds.flatMap((planId) => [
	{ planId, elementId: null },
	...[...above.keys()]
		.filter((id) => id.startsWith(planId))
		.map((elementId) => ({ planId, elementId }))
]);

const days = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04'];
const drawnLink = fc
	.record({
		child: fc.constantFrom(...parts),
		parent: fc.constantFrom(...parts),
		from: fc.option(fc.constantFrom(...days)),
		until: fc.option(fc.constantFrom(...days))
	})
	.filter(({ child, parent, from, until }) => {
		const inOrder = from === null || until === null || from <= until;
		return child.planId !== parent.planId && inOrder;
	});
const drawnLinks = fc.array(drawnLink, { maxLength: 7 }).map((links) =>
	links.map(({ parent, ...link }, at): Link => ({
		...{ id: String(at), share: null, parent: { kind: 'here', ...parent } },
		...link
	}))
);

const nameOf = ({ planId, elementId }: Part) => elementId ?? planId;

/** By all steps up that there are on one day, taken as far as they go: whether a link comes home. */
function comesHomeOn(day: string, links: readonly Link[]): boolean {
	const held = links.filter(({ from, until }) => (from ?? day) <= day && day <= (until ?? day));
	const steps = new Set<string>();
	for (const part of parts) {
		if (part.elementId === null) continue;
		steps.add(`${part.elementId}>${above.get(part.elementId) ?? part.planId}`);
	}
	for (const { child, parent } of held)
		if (parent.kind === 'here') steps.add(`${nameOf(child)}>${nameOf(parent)}`);
	const names = parts.map(nameOf);
	for (const over of names)
		for (const one of names)
			for (const other of names)
				if (steps.has(`${one}>${over}`) && steps.has(`${over}>${other}`))
					steps.add(`${one}>${other}`);
	return held.some(
		({ child, parent }) => parent.kind === 'here' && steps.has(`${nameOf(parent)}>${child.planId}`)
	);
}

test('a circle is found exactly where some day has one', () => {
	let found = 0;
	fc.assert(
		fc.property(drawnLinks, (links) => {
			const chain = circle(links, above);
			if (chain) found += 1;
			const everyDay = ['2025-12-31', ...days, '2026-01-05'];
			expect(chain !== undefined).toBe(everyDay.some((day) => comesHomeOn(day, links)));
		}),
		{ numRuns: 400 }
	);
	expect(found).toBeGreaterThan(20);
});

test('a link that closes a circle does so whichever comes first', () => {
	fc.assert(
		fc.property(drawnLinks, (links) => {
			expect(circle(links.toReversed(), above) === undefined).toBe(
				circle(links, above) === undefined
			);
		})
	);
});

test('each activity carries once, whatever of its ancestors is aligned', () => {
	const plans = drawnPlan(fc.constantFrom('weight', 'equal', 'cost'));
	fc.assert(
		fc.property(plans, fc.array(fc.nat(), { maxLength: 6 }), (plan, picks) => {
			const figures = planFigures(plan, { asOf: '2026-09-30', knownOn: '2026-11-22' });
			const { elements } = figures.reckoned.tree;
			if (elements.length === 0) return;
			const chosen = picks.map((pick) => elements[pick % elements.length]!);
			const carried = carriedActivities(
				chosen.map(({ id }) => id),
				figures
			).map(({ id }) => id);
			expect(new Set(carried).size).toBe(carried.length);
			const beneath = new Set(
				chosen.flatMap((one) => activitiesOf(figures.reckoned.tree, one)).map(({ id }) => id)
			);
			for (const id of carried) expect(beneath.has(id)).toBe(true);
			const twice = carriedBy(
				[...chosen, ...chosen].map(({ id }) => id),
				figures
			);
			expect(twice.activities).toBe(carried.length);
			// the whole plan carries with all that it does, and is as far as the plan is
			const whole = carriedBy([null, ...chosen.map(({ id }) => id)], figures);
			const { delivery } = figures;
			expect(whole.done.known).toBe(delivery.known);
			expect(whole.done.coverage ?? -1).toBeCloseTo(delivery.coverage ?? -1, 12);
			if (whole.done.known && delivery.known)
				expect(whole.done.value).toBeCloseTo(delivery.value, 12);
		})
	);
});
