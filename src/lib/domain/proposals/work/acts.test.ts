import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayNest } from '../../records/nesting.ts';
import { elementKinds } from '../../records/vocabulary.ts';
import { propose } from '../propose.ts';
import { wordsAt } from '../spans.ts';
import { acted, actNames, type Act } from './acts.ts';
import { begun, depthOf, oneLine, type WorkedPlan } from './worked.ts';

const text = `GOAL 1 – Better services
(OBJECTIVE) One portal
• Build it and Open it soon
• Train the staff
(OBJECTIVE) One number
GOAL 2 – Safe data
A sentence that says nothing planned, to be used all the same.`;

const start = begun(text, propose(text));

const drawn = (plan: WorkedPlan) =>
	plan.elements.map(
		(element) => `${'  '.repeat(depthOf(plan, element))}${element.kind[0]} ${element.title}`
	);

function done(...acts: Act[]): WorkedPlan {
	return acts.reduce((plan, act) => {
		const result = acted(text, plan, act);
		if ('refused' in result) throw new Error(result.refused);
		return result.plan;
	}, start);
}

const idOf = (title: string) => start.elements.find((element) => element.title === title)?.id ?? -1;

test('work begins with the proposal', () => {
	expect(drawn(start)).toEqual([
		'g Better services',
		'  o One portal',
		'    a Build it and Open it soon',
		'    a Train the staff',
		'  o One number',
		'g Safe data'
	]);
	expect(start.leftOut.map(({ span }) => wordsAt(text, span))).toEqual([
		'A sentence that says nothing planned, to be used all the same.'
	]);
});

test.each<[string, Act[], string[]]>([
	[
		'another kind',
		[{ act: 'retype', id: idOf('One portal'), kind: 'activity' }],
		[
			'g Better services',
			'  a One portal',
			'  a Build it and Open it soon',
			'  a Train the staff',
			'  o One number',
			'g Safe data'
		]
	],
	[
		'further in',
		[{ act: 'indent', id: idOf('Safe data') }],
		[
			'g Better services',
			'  o One portal',
			'    a Build it and Open it soon',
			'    a Train the staff',
			'  o One number',
			'  o Safe data'
		]
	],
	[
		'further out',
		[{ act: 'outdent', id: idOf('One portal') }],
		[
			'g Better services',
			'  o One number',
			'o One portal',
			'  a Build it and Open it soon',
			'  a Train the staff',
			'g Safe data'
		]
	],
	[
		'up and down',
		[
			{ act: 'up', id: idOf('Safe data') },
			{ act: 'down', id: idOf('One portal') }
		],
		[
			'g Safe data',
			'g Better services',
			'  o One number',
			'  o One portal',
			'    a Build it and Open it soon',
			'    a Train the staff'
		]
	],
	[
		'two of one, and one of two',
		[{ act: 'split', id: idOf('Build it and Open it soon'), from: 'Open it' }],
		[
			'g Better services',
			'  o One portal',
			'    a Build it and',
			'    a Open it soon',
			'    a Train the staff',
			'  o One number',
			'g Safe data'
		]
	],
	[
		'one of two',
		[{ act: 'join', id: idOf('Build it and Open it soon') }],
		[
			'g Better services',
			'  o One portal',
			'    a Build it and Open it soon • Train the staff',
			'  o One number',
			'g Safe data'
		]
	],
	[
		'left out',
		[{ act: 'leave_out', id: idOf('One portal') }],
		[
			'g Better services',
			'  a Build it and Open it soon',
			'  a Train the staff',
			'  o One number',
			'g Safe data'
		]
	],
	[
		'used',
		[{ act: 'use', id: start.leftOut[0]!.id, kind: 'objective', behind: idOf('Safe data') }],
		[
			'g Better services',
			'  o One portal',
			'    a Build it and Open it soon',
			'    a Train the staff',
			'  o One number',
			'g Safe data',
			'  o A sentence that says nothing planned, to be used all the same.'
		]
	]
])('%s', (_, acts, expected) => {
	expect(drawn(done(...acts))).toEqual(expected);
});

test('a split is undone by joining, to the letter', () => {
	const id = idOf('Build it and Open it soon');
	const joined = done({ act: 'split', id, from: 'Open it' }, { act: 'join', id });
	expect(joined.elements.find((element) => element.id === id)).toMatchObject({
		title: 'Build it and Open it soon',
		reason: null
	});
});

test('other words need a reason; the passage’s own need none', () => {
	const id = idOf('Safe data');
	expect(acted(text, start, { act: 'word', id, title: 'Secure data', reason: ' ' })).toEqual({
		refused: 'reason_missing'
	});
	const worded = done({ act: 'word', id, title: 'Secure  data', reason: 'Shorter.' });
	expect(worded.elements.at(-1)).toMatchObject({ title: 'Secure data', reason: 'Shorter.' });
	const back = acted(text, worded, { act: 'word', id, title: 'Safe data', reason: 'x' });
	expect('plan' in back && back.plan.elements.at(-1)?.reason).toBeNull();
});

test.each<[Act, string]>([
	[{ act: 'indent', id: 0 }, 'nothing_above'],
	[{ act: 'outdent', id: 0 }, 'at_the_top'],
	[{ act: 'up', id: 0 }, 'first_already'],
	[{ act: 'down', id: idOf('Safe data') }, 'last_already'],
	[{ act: 'join', id: idOf('Safe data') }, 'nothing_to_join'],
	[{ act: 'split', id: 0, from: 'nowhere' }, 'words_not_found'],
	[{ act: 'split', id: 0, from: 'Better' }, 'words_not_found'],
	[{ act: 'up', id: 99 }, 'no_such_element'],
	[{ act: 'use', id: 0, kind: 'goal', behind: null }, 'no_such_element'],
	[{ act: 'word', id: 0, title: ' ', reason: 'x' }, 'title_missing']
])('%j is refused: %s', (act, refused) => {
	expect(acted(text, start, act)).toEqual({ refused });
});

test('whatever is done, nothing stands where it may not, and nothing is lost', () => {
	const anyAct = fc.record({
		act: fc.constantFrom(...actNames),
		id: fc.nat(14),
		kind: fc.constantFrom(...elementKinds),
		behind: fc.option(fc.nat(14)),
		from: fc.constantFrom('Open it', 'services', 'it'),
		title: fc.constantFrom('One portal', 'Another'),
		reason: fc.constantFrom('', 'So.')
	});
	fc.assert(
		fc.property(fc.array(anyAct, { maxLength: 30 }), (acts) => {
			let plan = start;
			for (const act of acts) {
				const result = acted(text, plan, act as Act);
				if ('plan' in result) plan = result.plan;
			}
			const byId = new Map(plan.elements.map((element) => [element.id, element]));
			expect(byId.size).toBe(plan.elements.length);
			for (const { parent, kind, title, reason, source } of plan.elements) {
				const above = parent === null ? null : byId.get(parent);
				expect(above !== undefined && mayNest(kind, above?.kind ?? null)).toBe(true);
				expect(reason !== null || title === oneLine(wordsAt(text, source))).toBe(true);
			}
			const spans = [
				...plan.elements.map(({ passage }) => passage),
				...plan.leftOut.map(({ span }) => span)
			];
			for (const { passage } of start.elements)
				expect(
					spans.some(({ start: from, end }) => from <= passage.start && end >= passage.end)
				).toBe(true);
		}),
		{ numRuns: 2_000 }
	);
});
