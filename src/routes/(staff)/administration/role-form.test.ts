import { expect, test } from 'vitest';
import { readRole } from './role-form.ts';

function form(fields: Record<string, string>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
}

test('who reports or approves does so for an organisation, the others for none', () => {
	expect(readRole(form({ role: 'reporter', organisation: '3' }))).toEqual({
		role: 'reporter',
		organisationId: '3'
	});
	expect(readRole(form({ role: 'planner', organisation: '' }))).toEqual({
		role: 'planner',
		organisationId: null
	});
});

test('an organisation too many is refused beside its field, as one too few is', () => {
	for (const fields of [
		{ role: 'planner', organisation: '3' },
		{ role: 'approver', organisation: '' }
	])
		expect(readRole(form(fields))).toMatchObject({ errors: { organisation: expect.any(String) } });
});
