import { expect, test } from 'vitest';
import { asSlug, initialsOf, isCalled } from './names-in-addresses.ts';

test('words become an address, and titles their initials', () => {
	expect(asSlug('Sri Lanka, capacity building')).toBe('sri-lanka-capacity-building');
	expect(asSlug(' Ñandú (2026) ')).toBe('nandu-2026');
	expect(initialsOf('Bangsamoro E-Government Master Plan')).toBe('begmp');
	expect(initialsOf('Masterplan Pengembangan e-Government tahun 2019-2024')).toBe('mpg');
	expect(initialsOf('план')).toBe('');
});

test('a thing is meant by its slug, its acronym, its name or its initials, in any letter case', () => {
	const plan = {
		slug: 'bangsamoro',
		short: 'Bangsamoro plan',
		name: 'Bangsamoro E-Government Master Plan'
	};
	for (const asked of ['Bangsamoro', 'BEGMP', 'bangsamoro_plan', 'Bangsamoro Plan'])
		expect(isCalled(plan, asked)).toBe(true);
	for (const asked of ['bangsa', '', '-', 'gmp', '\0']) expect(isCalled(plan, asked)).toBe(false);
	expect(isCalled({ slug: 'ministry-9', short: null, name: 'Office' }, 'Ministry-9')).toBe(true);
});
