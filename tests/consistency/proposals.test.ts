/** What the rules alone propose from five publications, held against the plans made from them by hand. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { propose } from '#lib/domain/proposals/propose.ts';
import { wordsAt } from '#lib/domain/proposals/spans.ts';
import { loadPlan } from '../../seeds/load.ts';

interface Named {
	kind: string;
	title: string;
	parent: string | null;
}

const oneLine = (words: string) => words.replace(/\s+/g, ' ').trim();

const textOf = (plan: string) =>
	readFileSync(new URL(`../fixtures/publications/${plan}.txt`, import.meta.url), 'utf8');

function madeByHand(plan: string): Named[] {
	const { elements } = loadPlan(plan);
	const titles = new Map(elements.map(({ code, title }) => [code, title]));
	return elements.map(({ kind, title, parentCode }) => ({
		kind,
		title,
		parent: parentCode === null ? null : (titles.get(parentCode) ?? null)
	}));
}

function proposed(plan: string): Named[] {
	const text = textOf(plan);
	const { elements } = propose(text);
	const titleOf = (at: number | null) =>
		at === null || !elements[at] ? null : oneLine(wordsAt(text, elements[at].title));
	return elements.map(({ kind, parent }, at) => ({
		kind,
		title: titleOf(at) ?? '',
		parent: titleOf(parent)
	}));
}

const key = ({ kind, title, parent }: Named) => JSON.stringify([kind, title, parent]);

/** Right is what has the same title, the same kind and stands beneath the same. */
function measured(plan: string) {
	const wanted = madeByHand(plan);
	const given = proposed(plan);
	const right = new Set(given.map(key));
	const found = wanted.filter((element) => right.has(key(element))).length;
	return {
		plan,
		'by hand': wanted.length,
		proposed: given.length,
		right: found,
		recall: found / wanted.length,
		precision: given.length === 0 ? 1 : found / given.length
	};
}

const plans = ['bangsamoro', 'dti-programme', 'sri-lanka-capacity', 'bolaang-mongondow', 'badung'];

test('the proposal alone finds most of what was made by hand', () => {
	const measures = plans.map(measured);
	console.table(measures);
	const marked = measures.filter(({ plan }) => ['bangsamoro', 'dti-programme'].includes(plan));
	expect(marked).toHaveLength(2);
	for (const { plan, recall, precision } of marked) {
		expect(recall, plan).toBeGreaterThanOrEqual(0.9);
		expect(precision, plan).toBeGreaterThanOrEqual(0.8);
	}
});

test.each(plans)('vision and mission of %s are those made by hand, or none', (plan) => {
	const text = textOf(plan);
	const { vision, mission } = propose(text);
	const made = loadPlan(plan);
	expect(vision && oneLine(wordsAt(text, vision))).toBe(made.vision);
	expect(mission && oneLine(wordsAt(text, mission))).toBe(made.mission);
});
