/** People by role and level, as they were counted last; nobody's surplus fills anybody else's gap. */
import type { IsoDate } from '../records/records.ts';

export interface HeadCount {
	id: string;
	organisationId: string;
	roleId: string;
	/** Null: of no level. */
	levelId: string | null;
	on: IsoDate;
	/** People there are; null: not counted. */
	present: number | null;
	/** People needed; null: not said. */
	needed: number | null;
}

/** Of each organisation, role and level the last count by a day. */
export function latestCounts(counts: readonly HeadCount[], by: IsoDate): HeadCount[] {
	const inOrder = counts
		.filter(({ on }) => on <= by)
		.toSorted((one, other) => one.on.localeCompare(other.on));
	const keyed = inOrder.map((count): [string, HeadCount] => [
		JSON.stringify([count.organisationId, count.roleId, count.levelId]),
		count
	]);
	return [...new Map(keyed).values()];
}

/** How many more are needed than there are; null: one of the two is not said. */
export const missingOf = ({ present, needed }: Pick<HeadCount, 'present' | 'needed'>) =>
	present === null || needed === null ? null : Math.max(0, needed - present);

export interface RoleLevel {
	roleId: string;
	levelId: string | null;
	/** Over the organisations that said so; null: none did. */
	present: number | null;
	needed: number | null;
	/** Over the organisations of which both are said, each for itself; null: of none. */
	missing: number | null;
	/** How many organisations were counted, and of how many both are said. */
	organisations: number;
	withBoth: number;
}

const sumOf = (values: readonly (number | null)[]): number | null => {
	const known = values.filter((value) => value !== null);
	return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
};

function roleLevel(counts: readonly HeadCount[]): RoleLevel {
	const [{ roleId, levelId }] = counts as [HeadCount];
	const missing = counts.map(missingOf);
	return {
		...{ roleId, levelId },
		present: sumOf(counts.map((one) => one.present)),
		needed: sumOf(counts.map((one) => one.needed)),
		missing: sumOf(missing),
		organisations: counts.length,
		withBoth: missing.filter((value) => value !== null).length
	};
}

/**
 * The last counts by role and level, over all organisations.
 *
 * @param places of terms, in their order; those that it has not come last
 */
export function byRoleAndLevel(
	latest: readonly HeadCount[],
	places: ReadonlyMap<string, number>
): RoleLevel[] {
	const groups = Map.groupBy(latest, ({ roleId, levelId }) => JSON.stringify([roleId, levelId]));
	const placeOf = (id: string | null) => (id === null ? -1 : (places.get(id) ?? places.size));
	return [...groups.values()]
		.map(roleLevel)
		.toSorted(
			(one, other) =>
				placeOf(one.roleId) - placeOf(other.roleId) || placeOf(one.levelId) - placeOf(other.levelId)
		);
}
