/** Roll-outs are made, changed and withdrawn: each change is a version of the set-up, appended. */
import { outsidePlan, type PlanSpan, type Problem } from '#lib/domain/entries/entered.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { changedSetup, isOfSetup, type SetupChange } from '#lib/domain/rollout/changes.ts';
import { namedIn } from '#lib/domain/rollout/members.ts';
import type { RollOutRecord, RollOutVersion } from '#lib/domain/rollout/records.ts';
import { setupProblems } from '#lib/domain/rollout/setup-entry.ts';
import type { RollOutSetup } from '#lib/domain/rollout/setup.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { fieldsOf } from './change-words.ts';
import { lock } from './current.ts';
import { insertParts, insertRollOut, insertVersion } from './inserting.ts';

/** Who does it, where that is somebody. */
export const userOf = (actor: Actor): string | null => (actor.kind === 'user' ? actor.id : null);

/** By what a new part is known until it is stored. */
const newPart = 'new';

export interface NewRollOut {
	slug: string;
	title: string;
	description: string | null;
	elementId: string | null;
}

/** What an element that a roll-out belongs to is called; null: there is none. */
async function elementName(trx: Trx, planId: string, id: string): Promise<string | null> {
	if (!isId(id)) return null;
	const row = await trx
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('id', '=', id)
		.where('retired_at', 'is', null)
		.select(['code', 'title'])
		.executeTakeFirst();
	return row ? `${row.code} ${row.title}` : null;
}

async function elementOf(trx: Trx, planId: string, id: string | null): Promise<string | null> {
	if (id === null) return null;
	const name = await elementName(trx, planId, id);
	if (name === null) throw new Refused('element', 'unknown_choice');
	return name;
}

/**
 * Makes a roll-out without steps or waves; its id is returned.
 *
 * @throws Refused where its name in addresses is taken, or the element is none of the plan; NotAllowed
 */
export function make(db: Db, actor: Actor, plan: EditedPlan, made: NewRollOut): Promise<string> {
	const { slug, ...words } = made;
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: 'roll_out_made', kind: 'roll_out', reason: null },
		read: async (trx) => {
			refuseInDraft(trx, '');
			const element = await elementOf(trx, plan.id, made.elementId);
			const { title, description } = made;
			return { code: title, changes: changes({}, { title, description, element, slug }) };
		},
		write: async (trx) => {
			const by = { byUser: userOf(actor) };
			const id = await insertRollOut(trx, { planId: plan.id, slug }, by);
			const setup = { ...words, steps: [], waves: [], windows: [], origin: null };
			await insertVersion(trx, id, { setup, reason: null }, by);
			return { result: id, id };
		}
	});
}

/** A change of a set-up, as its form says it. */
export interface SentChange {
	rollOutId: string;
	/** The version that the form was made from. */
	seen: string;
	change: SetupChange;
	/** From when it holds; null: the record was wrong, so it takes the place of the last version. */
	from: IsoDate | null;
	reason: string;
	span: PlanSpan;
}

const lastOf = ({ versions }: RollOutRecord): RollOutVersion => versions.at(-1)!;

function fromProblems(last: RollOutVersion, { from, span }: SentChange): Problem[] {
	if (from === null) return [];
	if (last.from !== '-infinity' && from < last.from)
		return [{ field: 'from', problem: 'before_last_state', day: last.from }];
	if (!outsidePlan(from, span)) return [];
	const [day, until] = [span.periodStart ?? undefined, span.periodEnd ?? undefined];
	return [{ field: 'from', problem: 'outside_plan', day, until }];
}

async function namesOf(trx: Trx, planId: string, setups: RollOutSetup[]) {
	const names = new Map<string, string>();
	for (const { elementId } of setups)
		if (elementId !== null)
			names.set(elementId, (await elementName(trx, planId, elementId)) ?? '…');
	return (id: string) => names.get(id) ?? '…';
}

/** The new id that a change needs; null: none. */
async function partFor(trx: Trx, rollOutId: string, change: SetupChange): Promise<string | null> {
	if ((change.of !== 'step' && change.of !== 'wave') || change.id !== null) return null;
	const part = change.of === 'step' ? 'roll_out_step' : 'roll_out_wave';
	return (await insertParts(trx, part, rollOutId, 1))[0]!;
}

/**
 * Changes a part of a roll-out's set-up; says whether anything is other than before.
 *
 * @throws Conflict where somebody changed it since the form was read; Invalid; Refused; NotFound, also
 *   for a step or wave that is another's; NotAllowed
 */
export function change(db: Db, actor: Actor, plan: EditedPlan, sent: SentChange): Promise<boolean> {
	const { rollOutId, seen, change: one, from, reason } = sent;
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: 'roll_out_changed', kind: 'roll_out', id: rollOutId },
		...{ version: seen, reason, unchanged: false },
		read: async (trx) => {
			const rollOut = await lock(trx, { planId: plan.id, id: rollOutId, drafts: false });
			if (!rollOut || !isOfSetup(lastOf(rollOut).setup, one)) return undefined;
			const last = lastOf(rollOut);
			if (last.withdrawn) throw new Refused('', 'roll_out_withdrawn');
			if (one.of === 'words') await elementOf(trx, plan.id, one.elementId);
			const setup = changedSetup(last.setup, one, newPart);
			const nameOf = await namesOf(trx, plan.id, [last.setup, setup]);
			return {
				...{ last, code: last.setup.title, version: last.id },
				stored: fieldsOf(last.setup, one, nameOf, newPart),
				sent: fieldsOf(setup, one, nameOf, newPart),
				problems: [
					...fromProblems(last, sent),
					...setupProblems(setup, one, namedIn(rollOut.members))
				]
			};
		},
		write: async (trx, { last }) => {
			const id = (await partFor(trx, rollOutId, one)) ?? newPart;
			const version = { from: from ?? last.from, setup: changedSetup(last.setup, one, id), reason };
			await insertVersion(trx, rollOutId, version, { byUser: userOf(actor) });
			return { result: true };
		}
	});
}

/** A roll-out is withdrawn, or goes on after all, from a day. */
export interface SentWithdrawal {
	rollOutId: string;
	seen: string;
	withdrawn: boolean;
	reason: string;
	today: IsoDate;
}

/**
 * Withdraws a roll-out, so that it is shown no more, or lets it go on. Nothing of it is lost.
 *
 * @throws Conflict; Refused where it is so already; NotFound; NotAllowed
 */
export function withdraw(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ rollOutId, seen, withdrawn, reason, today }: SentWithdrawal
): Promise<void> {
	const action = withdrawn ? 'roll_out_withdrawn' : 'roll_out_taken_up';
	return edit(db, actor, plan, {
		...{ raises: 'reported', action, kind: 'roll_out', id: rollOutId, version: seen, reason },
		read: async (trx) => {
			const rollOut = await lock(trx, { planId: plan.id, id: rollOutId, drafts: false });
			if (!rollOut) return undefined;
			const last = lastOf(rollOut);
			if (last.id === seen && last.withdrawn === withdrawn) throw new Refused('', 'impossible');
			const before = { withdrawn: last.withdrawn };
			return {
				...{ last, code: last.setup.title, version: last.id },
				changes: changes(before, { withdrawn })
			};
		},
		write: async (trx, { last }) => {
			const from = last.from > today ? last.from : today;
			await insertVersion(
				trx,
				rollOutId,
				{ from, setup: last.setup, withdrawn, reason },
				{
					byUser: userOf(actor)
				}
			);
			return { result: undefined };
		}
	});
}
