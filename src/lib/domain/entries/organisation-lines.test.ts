import { expect, test } from 'vitest';
import { readOrganisations } from './organisation-lines.ts';

const read = (text: string) => readOrganisations(text).organisations;
const faults = (text: string) =>
	readOrganisations(text).faults.map(({ line, problem }) => [line, problem]);

test.each([
	['Ministry of Health (MOH)', 'Ministry of Health', 'MOH', 'ministry'],
	['Ministry of Health; MOH', 'Ministry of Health', 'MOH', 'ministry'],
	['Ministry of Health\tMOH', 'Ministry of Health', 'MOH', 'ministry'],
	['Ministry of Finance, and Budget and Management', '', 'MFBM', 'ministry'],
	['Office of the Chief Minister', '', 'OCM', 'office'],
	['Bangsamoro Youth Commission', '', 'BYC', 'agency'],
	['Kementerian Dalam Negeri', '', 'KDN', 'ministry'],
	['Diskominfo', '', 'Diskominfo', 'agency'],
	['Ministry  of   Health ( MOH )', 'Ministry of Health', 'MOH', 'ministry']
])('%j is read', (line, name, acronym, kind) => {
	expect(read(line)).toEqual([{ line: 1, name: name || line, acronym, kind }]);
});

test('empty lines are passed over and counted', () => {
	expect(read('\n\nMinistry of Health\r\n\r\nMinistry of Trade\n').map(({ line }) => line)).toEqual(
		[3, 5]
	);
	expect(read(' \n\t\n')).toEqual([]);
});

test('what is no name, is too long or is said twice is a fault of its line', () => {
	expect(faults('(MOH)\n123; X')).toEqual([
		[1, 'no_name'],
		[2, 'no_name']
	]);
	expect(faults('x'.repeat(201))).toEqual([[1, 'name_long']]);
	expect(faults(`Ministry of Health (${'x'.repeat(41)})`)).toEqual([[1, 'acronym_long']]);
	expect(faults('Ministry of Health\nMINISTRY OF HEALTH (MH2)')).toEqual([[2, 'name_twice']]);
	expect(faults('Ministry of Health\nMinistry of Housing')).toEqual([[2, 'acronym_twice']]);
	expect(faults('Ministry of Health\nMinistry of Housing (MHO)')).toEqual([]);
});
