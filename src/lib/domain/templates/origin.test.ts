import { expect, test } from 'vitest';
import { seenOrigin, type Origin } from './origin.ts';

const origin = (hidden: boolean): Origin => ({
	template: { slug: 'programme', title: 'Programme', language: 'en' },
	plan: { slug: 'source', title: 'Source', language: 'en', hidden },
	item: { id: '7', code: 'II.A', title: 'Digital Infrastructure', text: 'The foundation.' }
});

test('the words of a plan that is public are everybody’s', () => {
	expect(seenOrigin(origin(false), false)).toEqual({
		...origin(false),
		plan: { slug: 'source', title: 'Source', language: 'en' }
	});
});

test('those of one that is not are for who may edit plans', () => {
	expect(seenOrigin(origin(true), true).item.title).toBe('Digital Infrastructure');
	expect(seenOrigin(origin(true), false)).toEqual({
		template: origin(true).template,
		plan: null,
		item: { id: '7', code: 'II.A', title: null, text: null }
	});
});
