import { expect, test } from 'vitest';
import { loadOrganisations } from './reference.ts';

const organisations = loadOrganisations();
const named = (slug: string) => organisations.find((one) => one.slug === slug)!;

test('organisations are 15 ministries and the offices, each field with its provenance', () => {
	expect(organisations.filter((one) => one.kind === 'ministry')).toHaveLength(15);
	for (const one of organisations)
		expect(Object.keys(one.provenance), one.slug).toEqual(
			expect.arrayContaining(['slug', 'acronym', 'name', 'kind'])
		);
});

test('BICTO stood under MOTC and stands under OCM; OCM and its ICO report as one', () => {
	expect(named('bicto').succeeds).toEqual(['bicto-under-motc']);
	expect([named('bicto-under-motc').parent, named('bicto').parent]).toEqual(['motc', 'ocm']);
	expect(named('bicto-under-motc').validTo).toBe(named('bicto').validFrom);
	expect(named('bicto').succeededOn).toBe(named('bicto').validFrom);
	const { valid_from, succession } = named('bicto').provenance;
	expect(valid_from).toMatchObject({ kind: 'public_record' });
	expect(succession).toMatchObject({ kind: 'editorial' });
	expect(named('ocm-ico').reportsThrough).toBe('ocm');
});
