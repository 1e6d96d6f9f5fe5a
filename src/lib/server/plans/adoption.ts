/** How a draft becomes a plan: its adoption is its baseline, and from then on it is public. */
import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';
import { indexPlan } from '../search/commands.ts';
import { refuseBrokenDays } from '../writing/broken-days.ts';
import { forgetDays } from '../writing/dating.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { refuseDay } from '../writing/span.ts';
import { write } from '../writing/write.ts';

/** The law or order by which a plan is adopted. */
export interface AdoptionInstrument {
	number: string;
	on: IsoDate;
	address: string | null;
}

async function locked(trx: Trx, id: string): Promise<PlanRow | undefined> {
	return await trx
		.selectFrom('plan')
		.where('id', '=', id)
		.where('discarded_at', 'is', null)
		.selectAll()
		.forNoKeyUpdate()
		.executeTakeFirst();
}

async function refuseEmpty(trx: Trx, planId: string): Promise<void> {
	const element = await trx
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select('id')
		.executeTakeFirst();
	if (!element) throw new Refused('', 'plan_empty');
}

/** Who answers for something when a plan is adopted has done so from the beginning. */
async function beginOwners(trx: Trx, planId: string): Promise<void> {
	await trx
		.updateTable('owner')
		.set({ valid_from: null })
		.where('valid_to', 'is', null)
		.where((eb) =>
			eb('element_id', 'in', eb.selectFrom('element').where('plan_id', '=', planId).select('id'))
		)
		.execute();
}

/** The plan is one from here on, at the revision of its first versions. */
async function markAdopted(trx: Trx, planId: string, instrument: AdoptionInstrument) {
	await trx
		.updateTable('plan')
		.set((eb) => ({
			draft: false,
			adopted_at: sql<Date>`clock_timestamp()`,
			adopted_revision: eb.ref('structure_revision'),
			revision: eb('revision', '+', '1'),
			instrument_number: instrument.number,
			instrument_on: instrument.on,
			instrument_address: instrument.address
		}))
		.where('id', '=', planId)
		.execute();
}

/**
 * Adopts a draft by its instrument.
 *
 * @param seen the revision of the plan that the form was made from
 * @param today in the plan's time zone: no instrument is of a later day
 * @throws Conflict where the draft was changed since; Refused where it is adopted already or has no
 *   element; NotAllowed
 */
export function adopt(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	seen: string,
	{ instrument, today }: { instrument: AdoptionInstrument; today: IsoDate }
): Promise<void> {
	return write(db, actor, {
		may: 'edit_plan',
		form: { about: { kind: 'plan', id: plan.id }, seen },
		request: plan.request,
		raises: 'nothing',
		read: async (trx) => {
			const found = await locked(trx, plan.id);
			if (!found) return undefined;
			if (!found.draft) throw new Refused('', 'adopted_already');
			if (instrument.on > today) throw new Refused('instrument_on', 'after_today', { day: today });
			refuseDay('instrument_on', 'measured', instrument.on);
			await refuseEmpty(trx, plan.id);
			return { planId: plan.id, version: found.revision, title: found.title };
		},
		write: async (trx, { title }) => {
			await beginOwners(trx, plan.id);
			await forgetDays(trx, plan.id);
			await markAdopted(trx, plan.id, instrument);
			await refuseBrokenDays(trx, plan.id);
			await indexPlan(trx, plan.id);
			const detail = { code: title, instrument };
			return {
				result: undefined,
				entry: { action: 'plan_adopted', subjectKind: 'plan', subjectId: plan.id, detail }
			};
		}
	});
}
