/** Roll-outs as they are seeded: what the source says of Sri Lanka's, and that nothing else looks as if it did. */
import { expect, test } from 'vitest';
import { loadPlan } from './load.ts';
import { courseOf } from './roll-out-course.ts';

const published = loadPlan('sri-lanka-capacity').rollOut!;
const demonstration = loadPlan('sri-lanka-demo').rollOut!;

test('Sri Lanka: six steps, 21 → 50 → an open end, and nothing said of single steps', () => {
	expect(published.steps.map(({ title }) => title)).toEqual([
		'raising awareness',
		'assessing digital maturity',
		'identifying competency gaps',
		'conducting capacity-building programs',
		'selecting and capacitating CDIOs',
		'establishing the DTU'
	]);
	expect(published.waves.map(({ extent }) => extent)).toEqual([
		{ stated: 21, with_earlier: false },
		{ stated: 50, with_earlier: true },
		'open'
	]);
	expect(published.members.map(({ count, organisations }) => [count, organisations])).toEqual([
		[21, []]
	]);
	expect(published.asAWhole.map(({ state, on }) => [state, on])).toEqual([
		['commenced', undefined]
	]);
	expect([published.course, published.windows, published.changes]).toEqual([undefined, [], []]);
	expect(
		published.steps.flatMap(({ after, evidence, gate, weight }) => [
			after.length,
			evidence,
			gate,
			weight
		])
	).toEqual(published.steps.flatMap(() => [0, undefined, undefined, undefined]));
});

test('nothing of the published roll-out is invented; what is not in the source says so', () => {
	const marks = [
		published,
		...published.steps,
		...published.waves,
		...published.asAWhole,
		...published.members
	];
	const kinds = marks.flatMap(({ provenance }) => provenance.map(({ kind }) => kind));
	expect(new Set(kinds)).toEqual(new Set(['source', 'editorial']));
	expect(published.members[0]!.provenance.map(({ kind }) => kind)).toEqual(['editorial']);
});

test('the demonstration says what it invented, of the same steps', () => {
	expect(demonstration.steps.map(({ title }) => title)).toEqual(
		published.steps.map(({ title }) => title)
	);
	const invented = [...demonstration.windows, ...demonstration.members, ...demonstration.changes];
	for (const { provenance } of invented) expect(provenance[0]!.kind).toBe('demo');
});

const waves = demonstration.members.flatMap(({ wave, organisations, count = 0 }) =>
	Array.from({ length: organisations.length + count }, () => wave)
);
const course = courseOf(demonstration.course!, waves);

test('its course is the same each time, over two years, and no step is done before its gate', () => {
	expect(courseOf(demonstration.course!, waves)).toEqual(course);
	expect(course[0]!.on < '2024-12-01' && course.at(-1)!.on > '2026-09-30').toBe(true);
	const doneOn = (member: number, step: string) =>
		course.find((one) => one.member === member && one.step === step && one.state !== 'commenced')
			?.on;
	for (const { member, step, state, on } of course)
		if (state !== 'not_applicable')
			for (const before of demonstration.steps.find(({ id }) => id === step)!.after)
				expect(doneOn(member, before)! <= on, `${member} ${step}`).toBe(true);
});

test('what is done shows the evidence that its step asks for', () => {
	const asks = new Set(demonstration.steps.flatMap(({ id, evidence }) => (evidence ? id : [])));
	for (const { step, state, evidence } of course)
		expect(evidence !== null).toBe(state === 'done' && asks.has(step));
});

test('those that are stalled have commenced their step and not done it', () => {
	for (const [member, step] of Object.entries(demonstration.course!.stalled)) {
		const own = course.filter((one) => one.member === Number(member));
		expect(own.at(-1)).toMatchObject({ step, state: 'commenced' });
	}
});
