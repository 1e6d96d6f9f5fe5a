/** Which roll-outs of a plan its reader sees, and what of each. */
import { rollOutFigures, type RollOutFigures } from '#lib/domain/rollout/figures.ts';
import type { RollOutRecord } from '#lib/domain/rollout/records.ts';
import type { SeenRollOut } from '#lib/domain/rollout/seen.ts';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { passagesOf } from '#lib/server/alignment/queries.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { present } from '#lib/server/rollouts/present.ts';
import { organisationsOf } from '#lib/server/rollouts/queries.ts';

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
	const asked = (await present(db, plan, scope)).filter(isAsked);
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

/** Whether open data say only what is published: by themselves they do, whoever asks. */
const isOpen = (url: URL) => url.searchParams.get('edition') !== 'current';

/** The same for open data; who asks for what is not published has been asked whether that may be. */
export const openRollOuts = (db: Db, own: OfPlan, url: URL) => shownRollOuts(db, own, isOpen(url));

export const openRollOut = (db: Db, own: OfPlan, name: string, url: URL) =>
	shownRollOut(db, own, name, isOpen(url));
