import { expect, test } from 'vitest';
import { detailText, subjectText, whatText } from './audit-words.ts';

const entry = {
	action: 'role_granted',
	subject_kind: 'user',
	subject_id: '18',
	subject_name: 'Amina Said',
	detail: { role: 'leader', organisation_id: '18', user_id: '4' },
	detail_name: 'Omar Dimaporo',
	detail_acronym: 'MILG'
};

test('people and organisations are called by name, roles by their word', () => {
	expect(subjectText(entry)).toBe('Account of Amina Said');
	expect(detailText(entry)).toBe('Leader, MILG, Omar Dimaporo');
});

test('whose account is gone is shown by number', () => {
	expect(subjectText({ ...entry, subject_name: null })).toBe('Account of 18');
	expect(detailText({ ...entry, detail_name: null })).toBe('Leader, MILG, 4');
});

test('other subjects keep their kind, with the code where they have one', () => {
	const element = { ...entry, action: 'else', subject_kind: 'budget_line', subject_name: null };
	const detail = { code: '4.1.1', reason: 'Late.', before: { a: 1 } };
	expect(subjectText({ ...element, detail })).toBe('budget line 4.1.1');
	expect(detailText({ ...element, detail })).toBe('Late.');
});

test('an act on a plan names what it is about, once', () => {
	const reported = {
		...entry,
		action: 'activity_reported',
		detail: { code: '4.1.1', update: ['7'] }
	};
	expect(whatText(reported)).toBe('Reported on 4.1.1');
	expect(subjectText(reported)).toBe('');
	expect(detailText(reported)).toBe('');
});
