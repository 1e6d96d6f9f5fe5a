import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appended, type FieldsChange, type StoredVersion } from './appended.ts';
import { fromTheBeginning } from '../records/dates.ts';

const today = '2026-06-01';
const version = (holdsFrom: string, revision: number, fields: Record<string, string>) => ({
	holdsFrom,
	revision,
	fields
});
const began = version(fromTheBeginning, 1, { title: 'A', weight: '1' });
const amended = version('2026-01-01', 2, { title: 'B', weight: '1' });

test('what is new holds from its day, or from the beginning', () => {
	const fields = { title: 'A' };
	expect(appended([], { fields, from: '2026-01-01', today })).toEqual([
		{ holdsFrom: '2026-01-01', fields }
	]);
	expect(appended([], { fields, from: 'where_it_began', today })).toEqual([
		{ holdsFrom: fromTheBeginning, fields }
	]);
});

test('a correction holds since the value that was wrong has been there, on all days on which it was', () => {
	expect(
		appended([began, amended], { fields: { weight: '2' }, from: 'where_it_began', today })
	).toEqual([
		{ holdsFrom: fromTheBeginning, fields: { title: 'A', weight: '2' } },
		{ holdsFrom: '2026-01-01', fields: { title: 'B', weight: '2' } }
	]);
	expect(
		appended([began, amended], { fields: { title: 'C' }, from: 'where_it_began', today })
	).toEqual([{ holdsFrom: '2026-01-01', fields: { title: 'C', weight: '1' } }]);
});

test('an amendment stops where a later one said otherwise', () => {
	const change = { fields: { title: 'C', weight: '2' }, from: '2025-07-01', today };
	expect(appended([began, amended], change)).toEqual([
		{ holdsFrom: '2025-07-01', fields: { title: 'C', weight: '2' } },
		{ holdsFrom: '2026-01-01', fields: { title: 'B', weight: '2' } }
	]);
});

test('of a day what came last counts, in whatever order versions are given', () => {
	const corrected = version(fromTheBeginning, 3, { title: 'A2', weight: '1' });
	const change = { fields: { weight: '3' }, from: 'where_it_began', today } as const;
	expect(appended([corrected, amended, began], change)[0]).toEqual({
		holdsFrom: fromTheBeginning,
		fields: { title: 'A2', weight: '3' }
	});
});

const days = ['2026-01-01', '2026-03-01', '2026-05-01', '2026-07-01', '2026-09-01'];
const allDays = [fromTheBeginning, ...days];
const value = fc.constantFrom('a', 'b', 'c');
const change: fc.Arbitrary<FieldsChange> = fc.record({
	fields: fc
		.record({ title: value, weight: value }, { requiredKeys: [] })
		.filter((fields) => Object.keys(fields).length > 0),
	from: fc.constantFrom(...days, 'where_it_began' as const),
	today: fc.constantFrom(...days)
});

/** The value of a field on a day, by the versions that are there. */
function on(versions: readonly StoredVersion[], field: string, day: string) {
	const [last] = versions
		.filter(({ holdsFrom }) => holdsFrom <= day)
		.sort((one, other) =>
			one.holdsFrom === other.holdsFrom
				? other.revision - one.revision
				: one.holdsFrom < other.holdsFrom
					? 1
					: -1
		);
	return last?.fields[field];
}

/** The same changes laid over each field by itself, day after day. */
function laidOver(
	values: Map<string, unknown>,
	field: string,
	{ fields, from, today: at }: FieldsChange
) {
	if (!(field in fields)) return values;
	let start: string = from;
	if (from === 'where_it_began') {
		start = allDays.findLast((day) => day <= at)!;
		const former = values.get(start);
		for (const day of allDays.toReversed())
			if (day <= start && values.get(day) === former) start = day;
			else if (day < start) break;
	}
	const former = values.get(start);
	const made = new Map(values);
	for (const day of allDays) {
		if (day < start) continue;
		if (values.get(day) !== former) break;
		made.set(day, fields[field]);
	}
	return made;
}

test('rows of all fields give what laying each change over its field alone gives', () => {
	fc.assert(
		fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
			let versions: StoredVersion[] = [version(fromTheBeginning, 0, { title: 'a', weight: 'a' })];
			const values = new Map(
				['title', 'weight'].map((field) => [
					field,
					new Map(allDays.map((day) => [day, 'a' as unknown]))
				])
			);
			for (const [at, one] of changes.entries()) {
				const rows = appended(versions, one).map((row) => ({ ...row, revision: at + 1 }));
				const earliest = rows[0]!.holdsFrom;
				for (const day of allDays.filter((before) => before < earliest))
					for (const field of ['title', 'weight'])
						expect(on([...versions, ...rows], field, day)).toBe(on(versions, field, day));
				versions = [...versions, ...rows];
				for (const [field, of] of values) values.set(field, laidOver(of, field, one));
			}
			for (const [field, of] of values)
				for (const day of allDays) expect(on(versions, field, day)).toBe(of.get(day));
		}),
		{ numRuns: 500 }
	);
});
