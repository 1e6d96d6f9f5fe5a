/** Gaps of a checklist become activities: of a draft amendment, or of a plan that is not adopted yet. */
import { latestAnswers, openGaps } from '#lib/domain/checklists/answers.ts';
import { itemsOf, type ChecklistItem } from '#lib/domain/checklists/items.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import {
	makeActivities,
	raisedBy,
	refuseInto,
	type GapActivity,
	type Into,
	type MadeActivities
} from '../gaps/activities.ts';
import { edit, type Edited, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { lock } from './commands.ts';
import { answersOf, closingsOf, comparedWith, type Checklist } from './queries.ts';

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

/** An activity with an item's words, tagged with its term. */
function activityOf(item: ChecklistItem, { reasonOf }: GapsToClose): GapActivity {
	const [kind, id = ''] = item.key.split(':');
	const termId = kind === 'term' ? id : null;
	return { key: item.key, title: item.title, reason: reasonOf(item), termId };
}

/** The draft that has the activities, null where the plan has them; and how many there are. */
interface Closed {
	amendmentId: string | null;
	count: number;
}

interface Found extends Edited {
	gaps: ChecklistItem[];
}

async function keepClosings(
	trx: Trx,
	checklistId: string,
	{ made, amendmentId }: MadeActivities,
	byUser: string
): Promise<void> {
	await trx
		.insertInto('checklist_closing')
		.values(
			made.map(({ key, elementId }) => ({
				...{ checklist_id: checklistId, item_key: key, element_id: elementId },
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
	const { into, items, parentId } = given;
	return edit<Found, Closed>(db, actor, plan, {
		...{ action: 'checklist_gaps_drafted', kind: 'checklist', id: checklistId, reason: null },
		raises: raisedBy(into),
		read: async (trx) => {
			const checklist = await lock(trx, plan.id, checklistId);
			if (!checklist) return undefined;
			await refuseInto(trx, plan.id, into);
			const gaps = await chosenGaps(trx, checklist, items);
			const closed_gaps = gaps.map(({ code, title }) => code ?? title);
			return { gaps, code: checklist.title, changes: changes({}, { closed_gaps }) };
		},
		write: async (trx, { gaps }) => {
			const activities = gaps.map((item) => activityOf(item, given));
			const done = await makeActivities(trx, actor, plan, { into, parentId, activities });
			await keepClosings(trx, checklistId, done, actor.kind === 'user' ? actor.id : '');
			return { result: { amendmentId: done.amendmentId, count: gaps.length }, batch: done.batch };
		}
	});
}
