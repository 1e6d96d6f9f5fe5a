/** What organisations have done is entered by the planner, many at once, or corrected; it stands in no report. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { SaidOfStep } from '#lib/domain/rollout/entries.ts';
import { standingEntries } from '#lib/domain/rollout/standing.ts';
import type { Db } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { userOf } from './commands.ts';
import { lock } from './current.ts';
import { compare, isOfRollOut, say } from './saying.ts';

export interface SentEntries {
	rollOutId: string;
	/** The newest entry when the form was read. */
	seen: string;
	said: readonly SaidOfStep[];
	today: IsoDate;
}

/**
 * Enters what organisations have done, all or none; says of how many something else is said than before.
 *
 * @throws SaidSince where somebody said something of the same since; Invalid; Refused; NotFound, also
 *   for an organisation or a step that is another's; NotAllowed
 */
export function enter(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ rollOutId, seen, said, today }: SentEntries
): Promise<number> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: 'roll_out_entered', kind: 'roll_out', id: rollOutId },
		...{ reason: null, unchanged: 0 },
		read: async (trx) => {
			const rollOut = await lock(trx, { planId: plan.id, id: rollOutId, drafts: false });
			if (!rollOut || !isOfRollOut(rollOut, said)) return undefined;
			const code = rollOut.versions.at(-1)!.setup.title;
			return { code, ...(await compare(trx, rollOut, { said, seen, today })) };
		},
		write: async (trx, { differing }) => {
			const by = { byUser: userOf(actor) };
			await say(trx, rollOutId, { differing, reportId: null }, by);
			return { result: differing.length };
		}
	});
}

export interface SentCorrection {
	rollOutId: string;
	/** The entry that is corrected, by id. */
	entryId: string;
	/** What is said instead; a state that is null takes it back. */
	instead: Pick<SaidOfStep, 'state' | 'on' | 'evidence'>;
	/** Kept as its note. */
	reason: string;
	today: IsoDate;
}

/**
 * Corrects an entry or takes it back: another takes its place, and the old one is kept.
 *
 * @throws Refused where it does not stand any more; Invalid; NotFound; NotAllowed
 */
export function correct(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ rollOutId, entryId, instead, reason, today }: SentCorrection
): Promise<void> {
	const action = 'roll_out_entry_corrected';
	return edit(db, actor, plan, {
		...{ raises: 'reported', action, kind: 'roll_out', id: rollOutId, reason },
		read: async (trx) => {
			const rollOut = await lock(trx, { planId: plan.id, id: rollOutId, drafts: false });
			const entry = rollOut?.entries.find(({ id }) => id === entryId);
			if (!rollOut || !entry || entry.stepId === null) return undefined;
			if (!standingEntries(rollOut.entries).some(({ id }) => id === entryId))
				throw new Refused('', 'corrected_already');
			const { memberId, stepId } = entry;
			const one: SaidOfStep = {
				...{ memberId, stepId, ...instead, on: instead.state === null ? entry.on : instead.on },
				...{ note: reason, correctsId: entryId, place: entryId }
			};
			const code = rollOut.versions.at(-1)!.setup.title;
			return { code, ...(await compare(trx, rollOut, { said: [one], seen: null, today })) };
		},
		write: async (trx, { differing }) => {
			await say(trx, rollOutId, { differing, reportId: null }, { byUser: userOf(actor) });
			return { result: undefined };
		}
	});
}
