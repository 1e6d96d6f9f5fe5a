/** Gaps of a checklist become activities: of a draft amendment, or of a plan that is not adopted yet. */
import { latestAnswers, openGaps } from '#lib/domain/checklists/answers.ts';
import { itemsOf, type ChecklistItem } from '#lib/domain/checklists/items.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import { insertDraft, refuseDay, type AmendmentFields } from '../amendments/commands.ts';
import { draftWithin } from '../amendments/drafts.ts';
import * as amendments from '../amendments/queries.ts';
import type { Db, Trx } from '../db/connect.ts';
import { add } from '../elements/places.ts';
import { find as findElement } from '../elements/queries.ts';
import { names, tag } from '../tagging/tagging.ts';
import { edit, type Edited, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import type { Batch } from '../writing/write.ts';
import { lock } from './commands.ts';
import { answersOf, closingsOf, comparedWith, type Checklist } from './queries.ts';

/** Where activities are made: in a draft that there is, in a new one, or in a plan that is none yet. */
export type Into =
	| { way: 'draft'; amendmentId: string }
	| { way: 'new'; amendment: AmendmentFields }
	| { way: 'plan' };

export interface GapsToClose {
	/** The keys of their items. */
	items: readonly string[];
	/** The goal or objective beneath which the activities stand. */
	parentId: string;
	into: Into;
	/** Why an activity is there, in one sentence. */
	reasonOf: (item: ChecklistItem) => string;
}

/** The chosen items that are gaps and that nothing is drafted for, in the order of the checklist. */
async function chosenGaps(
	trx: Trx,
	checklist: Checklist,
	wanted: readonly string[]
): Promise<ChecklistItem[]> {
	if (wanted.length === 0) throw new Refused('gaps', 'gap_not_chosen');
	const items = itemsOf((await comparedWith(trx, checklist.against)).lines);
	const latest = latestAnswers(await answersOf(trx, checklist.id));
	const gaps = openGaps(items, latest, await closingsOf(trx, checklist.id));
	const chosen = gaps.filter(({ key }) => wanted.includes(key));
	if (chosen.length < new Set(wanted).size) throw new Refused('gaps', 'no_gap');
	return chosen;
}

/** Adds an activity with an item's words, tagged with its term; its id is returned. */
async function addActivity(
	trx: Trx,
	actor: Actor,
	plan: EditedPlan,
	item: ChecklistItem,
	{ parentId, reasonOf }: GapsToClose
): Promise<string> {
	const reason = reasonOf(item);
	const { title } = item;
	const id = await add(trx, actor, plan, { kind: 'activity', parentId, code: '', title, reason });
	const [kind, termId = ''] = item.key.split(':');
	if (kind === 'term') {
		const { version } = (await findElement(trx, plan.id, id))!;
		const tagging = { kind: 'element' as const, id, version, terms: [termId] };
		await tag(trx, actor, tagging, { plan, reason, known: await names(trx) });
	}
	return id;
}

/** The draft that has the activities, null where the plan has them; and how many there are. */
interface Closed {
	amendmentId: string | null;
	count: number;
}

interface Found extends Edited {
	gaps: ChecklistItem[];
}

interface Made {
	item: string;
	elementId: string;
}

async function addActivities(
	trx: Trx,
	actor: Actor,
	plan: EditedPlan,
	gaps: readonly ChecklistItem[],
	given: GapsToClose
): Promise<Made[]> {
	const made: Made[] = [];
	for (const item of gaps)
		made.push({ item: item.key, elementId: await addActivity(trx, actor, plan, item, given) });
	return made;
}

/** The draft into which activities go; a new one is begun, and the log says so. */
async function draftOf(
	trx: Trx,
	actorId: string,
	planId: string,
	into: Exclude<Into, { way: 'plan' }>
): Promise<{ id: string; batch: Batch }> {
	if (into.way === 'new') {
		await refuseDay(trx, planId, into.amendment.holds_from);
		const made = changes({}, { ...into.amendment });
		const { result, entry } = await insertDraft(trx, planId, into.amendment, { actorId, made });
		return { id: result, batch: { entries: entry ? [{ ...entry, actorId, planId }] : [] } };
	}
	const found = await amendments.find(trx, planId, into.amendmentId);
	if (!found) throw new Refused('into', 'unknown_choice');
	if (!amendments.isOpen(found)) throw new Refused('into', 'draft_ended');
	return { id: found.id, batch: { entries: [] } };
}

async function isAdopted(trx: Trx, planId: string): Promise<boolean> {
	const { draft } = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.select('draft')
		.executeTakeFirstOrThrow();
	return !draft;
}

async function keepClosings(
	trx: Trx,
	checklistId: string,
	made: readonly Made[],
	{ amendmentId, byUser }: { amendmentId: string | null; byUser: string }
): Promise<void> {
	await trx
		.insertInto('checklist_closing')
		.values(
			made.map(({ item, elementId }) => ({
				...{ checklist_id: checklistId, item_key: item, element_id: elementId },
				...{ amendment_id: amendmentId, by_user: byUser }
			}))
		)
		.execute();
}

/**
 * Makes an activity of each gap, all or none. The answers stay: a gap is one until somebody says that it is
 * covered.
 *
 * @throws Refused where something chosen is no gap, an activity is there for it already, the draft has
 *   ended, or a plan in force would be changed past an amendment; NotFound; NotAllowed
 */
export function closeGaps(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	checklistId: string,
	given: GapsToClose
): Promise<Closed> {
	const { into, items } = given;
	const byUser = actor.kind === 'user' ? actor.id : '';
	return edit<Found, Closed>(db, actor, plan, {
		...{ action: 'checklist_gaps_drafted', kind: 'checklist', id: checklistId, reason: null },
		// what is drafted is not shown with the plan
		raises: into.way === 'plan' ? 'structure' : 'nothing',
		read: async (trx) => {
			const checklist = await lock(trx, plan.id, checklistId);
			if (!checklist) return undefined;
			if (into.way === 'plan' && (await isAdopted(trx, plan.id)))
				throw new Refused('into', 'adopted_already');
			const gaps = await chosenGaps(trx, checklist, items);
			const closed_gaps = gaps.map(({ code, title }) => code ?? title);
			return { gaps, code: checklist.title, changes: changes({}, { closed_gaps }) };
		},
		write: async (trx, { gaps }) => {
			const { id, demonstration } = plan;
			const count = gaps.length;
			if (into.way === 'plan') {
				const batch: Batch = { entries: [] };
				const edited = { id, demonstration, batch };
				const made = await addActivities(trx, actor, edited, gaps, given);
				await keepClosings(trx, checklistId, made, { amendmentId: null, byUser });
				return { result: { amendmentId: null, count }, batch };
			}
			const draft = await draftOf(trx, byUser, id, into);
			const amendmentId = draft.id;
			const request = { planId: id, amendmentId, actorId: byUser };
			const made = await draftWithin(trx, request, (within) =>
				addActivities(within, actor, { id, demonstration }, gaps, given)
			);
			await keepClosings(trx, checklistId, made, { amendmentId, byUser });
			return { result: { amendmentId, count }, batch: draft.batch };
		}
	});
}
