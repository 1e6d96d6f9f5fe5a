/** Which roll-outs of a plan its reader sees, and what of each. */
import { rollOutFigures, type RollOutFigures } from '#lib/domain/rollout/figures.ts';
import type { RollOutRecord } from '#lib/domain/rollout/records.ts';
import { versionOn } from '#lib/domain/rollout/standing.ts';
import type { SeenRollOut } from '#lib/domain/rollout/seen.ts';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { passagesOf } from '#lib/server/alignment/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { asKnown } from '#lib/server/facts/as-known.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { ofPlan, organisationsOf } from '#lib/server/rollouts/queries.ts';

/** A plan in the scope in which a page or a document shows it. */
interface OfPlan {
	plan: PlanRow;
	scope: Scope;
}

export type ShownRollOut = SeenRollOut & { figures: RollOutFigures };

/** All from which something of a roll-out comes. */
function originsOf({ versions, members, entries }: RollOutRecord): Origin[] {
	const setUp = versions.flatMap(({ setup }) => [
		setup,
		...setup.steps,
		...setup.waves,
		...setup.windows
	]);
	const said = [...setUp, ...members.flatMap(({ states }) => states), ...entries];
	return said.flatMap(({ origin }) => origin ?? []);
}

/** People are named to those alone who see what is not published. */
const withoutNames = (rollOut: RollOutRecord): RollOutRecord => ({
	...rollOut,
	entries: rollOut.entries.map((entry) => ({ ...entry, by: null }))
});

async function shown(
	db: Db,
	{ plan, scope }: OfPlan,
	published: boolean,
	isAsked: (rollOut: RollOutRecord) => boolean
): Promise<ShownRollOut[]> {
	const all = await ofPlan(db, asKnown(plan, scope));
	const asked = all.filter(
		(one) => one.versions.length > 0 && !versionOn(one, scope.asOf).withdrawn && isAsked(one)
	);
	const [organisations, passages] = await Promise.all([
		organisationsOf(db, asked),
		passagesOf(db, asked.flatMap(originsOf))
	]);
	return asked.map((one) => ({
		record: published ? withoutNames(one) : one,
		...{ organisations, passages, figures: rollOutFigures(one, scope.asOf) }
	}));
}

/**
 * All that are there on the page's day, in the order in which they were made.
 *
 * @param published whether only what is published may be shown
 */
export const shownRollOuts = (db: Db, own: OfPlan, published: boolean): Promise<ShownRollOut[]> =>
	shown(db, own, published, () => true);

/** The one with a name; undefined where there is none such for the reader. */
export async function shownRollOut(
	db: Db,
	own: OfPlan,
	name: string,
	published: boolean
): Promise<ShownRollOut | undefined> {
	const [found] = await shown(db, own, published, ({ slug }) => slug === name);
	return found;
}
