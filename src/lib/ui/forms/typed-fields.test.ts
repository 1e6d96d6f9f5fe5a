import { expect, test } from 'vitest';
import { typedFields } from './typed-fields.ts';

const said = (fields: [string, string][]) =>
	typedFields(fields).map(({ label, text }) => `${label}: ${text}`);

test('all that was typed is said in the words of the form', () => {
	const report: [string, string][] = [
		['request_id', '6c9c9a0e-4a0b-4f5e-9a6e-0a4f5b1c2d3e'],
		['seen', '12'],
		['delivery', 'in_progress'],
		['percent', '45,5'],
		['as_of', '2026-11-22'],
		['slippage_cause', 'procurement'],
		['note', 'Two lines,\nand a third.'],
		['obligation-12', '₱6,000'],
		['actual_end', '']
	];
	expect(said(report)).toEqual([
		'Delivery: In progress',
		'Physical percent: 45,5',
		'As of: 2026-11-22',
		'Cause of the slip: Procurement',
		'Note: Two lines,\nand a third.',
		'Obligations to date: ₱6,000'
	]);
});

test('rows are numbered, and ids of what was chosen are left out', () => {
	const edit: [string, string][] = [
		['version', '3'],
		['title', 'A portal'],
		['lead', '7'],
		['term-4', 'on'],
		['milestone-0-id', '9'],
		['milestone-0-title', 'Trial'],
		['milestone-1-planned_on', '2026-01-01'],
		['target-0-value', '50'],
		['co_lead-0-organisation', '8'],
		['reason', 'Asked for.']
	];
	expect(said(edit)).toEqual([
		'Title: A portal',
		'Milestone 1: Trial',
		'Milestone 2 is planned on: 2026-01-01',
		'Target 1: 50',
		'Reason: Asked for.'
	]);
});

test('an invitation is said in the words of its form too', () => {
	const invitation: [string, string][] = [
		['name', 'Amina Said'],
		['email', 'amina@example.org'],
		['role', 'reporter'],
		['organisation', '7']
	];
	expect(said(invitation)).toEqual([
		'Name: Amina Said',
		'E-mail address: amina@example.org',
		'Role: Reporter'
	]);
});

test('a field that nobody has words for keeps its name', () => {
	expect(said([['something', 'typed']])).toEqual(['something: typed']);
});
