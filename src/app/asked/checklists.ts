/** Which checklists of a plan its reader sees, and what of each. */
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import { today } from '#lib/domain/records/dates.ts';
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import {
	seenChecklist,
	type SeenChecklist,
	type SeenElement
} from '#lib/domain/checklists/seen.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { asKnown } from '#lib/server/facts/as-known.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import {
	answersOf,
	comparedWith,
	find,
	namedElements,
	ofPlan,
	type Checklist,
	type Compared
} from '#lib/server/checklists/queries.ts';

/** A plan in the scope in which a page or a document shows it. */
export interface ShownPlan extends PlanWithFigures {
	plan: PlanRow;
	scope: Scope;
}

/**
 * Whether only what is published may be shown: to who may not see more, and to everybody where the
 * published edition is what is asked for.
 */
export const showsPublished = (
	{ actor }: { actor: Actor },
	{ snapshot }: Scope,
	edition: string | null
): boolean => !can(actor, 'read_unpublished') || snapshot !== null || edition === 'published';

export interface ShownChecklist extends SeenChecklist {
	checklist: Checklist;
	against: Compared;
}

/** The elements that a reader finds by name: those of the page's day, and for who sees more all others. */
async function elementsSeen(
	db: Db,
	{ plan, record }: ShownPlan,
	published: boolean
): Promise<Map<string, SeenElement>> {
	const there = record.elements.map(({ id, code, title }): [string, SeenElement] => [
		id,
		{ id, code, title, standing: 'there' }
	]);
	if (published) return new Map(there);
	const all = (await namedElements(db, plan.id)).map(
		({ id, code, title, retired }): [string, SeenElement] => [
			id,
			{ id, code, title, standing: retired ? 'retired' : 'later' }
		]
	);
	return new Map([...all, ...there]);
}

async function shown(
	db: Db,
	own: ShownPlan,
	checklist: Checklist,
	published: boolean
): Promise<ShownChecklist | undefined> {
	const { plan, scope } = own;
	const against = await comparedWith(db, checklist.against);
	if (published && (checklist.step !== 'published' || !against.isPublic)) return undefined;
	const elements = await elementsSeen(db, own, published);
	const seen = seenChecklist(
		against.lines,
		await answersOf(db, checklist.id, asKnown(plan, scope)),
		{
			elementOf: (id) => elements.get(id),
			dayOf: (at) => today(plan.time_zone, at),
			namesPeople: !published
		}
	);
	return { checklist, against, ...seen };
}

/** One checklist; undefined where there is none such for the reader. */
export async function shownChecklist(
	db: Db,
	own: ShownPlan,
	id: string,
	published: boolean
): Promise<ShownChecklist | undefined> {
	const checklist = await find(db, own.plan.id, id, asKnown(own.plan, own.scope));
	return checklist && shown(db, own, checklist, published);
}

/** All that the reader sees, in the order in which they were made. */
export async function shownChecklists(
	db: Db,
	own: ShownPlan,
	published: boolean
): Promise<ShownChecklist[]> {
	const all = await ofPlan(db, own.plan.id, asKnown(own.plan, own.scope));
	const standing = all.filter(({ step }) => step !== 'set_aside');
	const found = await Promise.all(standing.map((one) => shown(db, own, one, published)));
	return found.filter((one) => one !== undefined);
}

/** Whether open data say only what is published: by themselves they do, whoever asks. */
const isOpen = (url: URL) => url.searchParams.get('edition') !== 'current';

/** The same for open data; who asks for what is not published has been asked whether that may be. */
export const openChecklist = (db: Db, own: ShownPlan, id: string, url: URL) =>
	shownChecklist(db, own, id, isOpen(url));

export const openChecklists = (db: Db, own: ShownPlan, url: URL) =>
	shownChecklists(db, own, isOpen(url));
