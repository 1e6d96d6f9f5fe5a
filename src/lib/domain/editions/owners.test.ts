import { expect, test } from 'vitest';
import { heirOn } from '../records/heirs.ts';
import { lineOf, namedOn, type OrganisationDays } from './organisations.ts';
import { ownersOn, type OwnerVersion } from './owners.ts';
import { fromTheBeginning } from '../records/dates.ts';

const organisation = (id: string, fields: Partial<OrganisationDays> = {}): OrganisationDays => ({
	id,
	names: [{ from: fromTheBeginning, acronym: id, name: `Ministry ${id}` }],
	endedOn: null,
	reportsThroughId: null,
	successorIds: [],
	...fields
});

const owner = (id: string, of: string, fields: Partial<OwnerVersion> = {}): OwnerVersion => ({
	...{ id, holdsFrom: fromTheBeginning, revision: 0, retired: false },
	...{ elementId: 'work', organisationId: of, role: 'lead' },
	...fields
});

const ends = (on: string) => ({ holdsFrom: on, revision: 1, retired: true });
const begins = (on: string) => ({ holdsFrom: on, revision: 1 });
const byId = (all: OrganisationDays[]) => new Map(all.map((one) => [one.id, one]));

test('a name holds from its day on', () => {
	const { names } = organisation('A');
	const renamed = {
		...organisation('A'),
		names: [...names, { from: '2026-05-01', acronym: 'B', name: 'B' }]
	};
	expect(namedOn(renamed, '2026-04-30').acronym).toBe('A');
	expect(namedOn(renamed, '2026-05-01').acronym).toBe('B');
	expect(namedOn(renamed, fromTheBeginning).acronym).toBe('A');
});

test('duties pass from successor to successor, each on its day, and never in a circle', () => {
	const all = [
		organisation('A', { endedOn: '2026-01-01', successorIds: ['B'] }),
		organisation('B', { endedOn: '2026-06-01', successorIds: ['C'] }),
		organisation('C', { endedOn: '2027-01-01', successorIds: ['A'] })
	];
	const line = lineOf(byId(all), 'A');
	expect(line.map(({ on, acronym }) => [on, acronym])).toEqual([
		['2026-01-01', 'B'],
		['2026-06-01', 'C'],
		['2027-01-01', 'A']
	]);
	expect(heirOn(line, '2025-12-31')).toBeUndefined();
	expect(heirOn(line, '2026-05-31')?.acronym).toBe('B');
});

test('of one that was split the duty goes where its work went', () => {
	const organisations = [
		organisation('A', { endedOn: '2026-07-01', successorIds: ['B', 'C'] }),
		organisation('B'),
		organisation('C')
	];
	const owners = [
		owner('1', 'A'),
		owner('1', 'A', ends('2026-07-01')),
		owner('2', 'C', begins('2026-07-01'))
	];
	const on = (day: string) => ownersOn({ owners, organisations }, { on: day, known: Infinity });
	expect(on('2026-06-30').get('work')).toMatchObject([
		{ acronym: 'A', reportsThroughId: 'A', heirs: [{ acronym: 'C', on: '2026-07-01' }] }
	]);
	const [after] = on('2026-07-01').get('work')!;
	expect(after).toMatchObject({ acronym: 'C', takenOver: { acronym: 'A', on: '2026-07-01' } });
	expect(after).not.toHaveProperty('heirs');
});

test('whoever reports through one that ends reports through its successor', () => {
	const organisations = [
		organisation('A', { reportsThroughId: 'B' }),
		organisation('B', { endedOn: '2026-07-01', successorIds: ['C'] }),
		organisation('C')
	];
	const on = (day: string) =>
		ownersOn({ owners: [owner('1', 'A')], organisations }, { on: day, known: Infinity }).get(
			'work'
		)![0];
	expect(on('2026-06-30')).toMatchObject({ reportsThroughId: 'B' });
	expect(on('2026-07-01')).toMatchObject({
		reportsThroughId: 'C',
		reportedBefore: { organisationId: 'B' }
	});
});
