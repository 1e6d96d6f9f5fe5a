import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { m } from '#lib/paraglide/messages.js';

interface Variants {
	match: Record<string, string>;
}
type Stored = string | [Variants];

const stored = Object.assign(
	{},
	...globSync(`${import.meta.dirname}/en/*.json`).map((file) =>
		JSON.parse(readFileSync(file, 'utf8'))
	)
) as Record<string, Stored>;

const wordings = (message: Stored) =>
	typeof message === 'string' ? [message] : Object.values(message[0].match);
const parameters = (message: Stored) =>
	wordings(message).flatMap((words) => [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));

const written = m as unknown as Record<string, (inputs: Record<string, number>) => string>;
const render = (key: string, names: readonly string[], value: number) =>
	written[key]!(Object.fromEntries(names.map((name) => [name, value])));

/** English words after a number that end as plurals do and are none. */
const noPlurals = /^(is|has|was|its|as|this|does|runs|holds)$/;

/** What is wrongly counted in a text: `1 days`, `1 budget lines`. */
function wronglyOne(text: string): string[] {
	const counted = text.matchAll(/(?<![\d.,])1\s(?:budget |more |planned )?([A-Za-z]+s)\b/g);
	return [...counted].filter(([, noun]) => !noPlurals.test(noun!)).map(([words]) => words);
}

/** Said of two and more; another message speaks of one. */
const ofSeveral = new Set([
	'commitments_head_did',
	'commitments_head_none',
	'commitments_head_running',
	'commitments_head_running_none',
	// so many days and rows are fixed, and more than one
	'rollout_edit_error_too_many_join',
	'rollout_edit_paste_too_many',
	'rollout_stuck_none',
	'rollout_stuck_sentence',
	'timeline_headline_late'
]);

const counting = Object.entries(stored)
	.filter(([key]) => !ofSeveral.has(key))
	.map(([key, message]) => [key, [...new Set(parameters(message))]] as const)
	.filter(([, names]) => names.length > 0);

describe('words that count', () => {
	test('never put one thing in the plural', () => {
		const wrong = counting.flatMap(([key, names]) =>
			wronglyOne(render(key, names, 1)).map((words) => `${key}: ${words}`)
		);
		expect(wrong).toEqual([]);
	});

	test('put none and several in the plural', () => {
		expect(m.report_count_activities({ count: 0 })).toMatch(/^0\sactivities$/);
		expect(m.report_count_activities({ count: 1 })).toMatch(/^1\sactivity$/);
		expect(m.timeline_days_late({ days: 2 })).toMatch(/^2\sdays\slate$/);
	});

	test('choose by each number on its own where a sentence has two', () => {
		const words = (total: number, days: number) =>
			m.timeline_headline_one({ total, title: 'The portal', days });
		expect(words(1, 1)).toBe('The one activity runs late: The portal, by a day.');
		expect(words(9, 1)).toBe('One of 9 activities runs late: The portal, by a day.');
		expect(words(9, 5)).toBe('One of 9 activities runs late: The portal, by 5 days.');
	});
});
