/** Who enters the steps of a roll-out: each organisation its own, in the report that takes it. */
import { sql } from 'kysely';
import { lastState } from '#lib/domain/rollout/members.ts';
import type { RollOutRecord } from '#lib/domain/rollout/records.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';
import type { Writer, Writers } from '../reports/writers.ts';
import { currentOf } from './current.ts';

/** Organisations that take part by the last that is known; the one that is written is the member. */
export const writersOfRollOut = (rollOutId: string): Writers => sql<Writer>`
	select last.member_id as written_id, g.organisation_id, g.through_id as reports_through_id
	from (
		select distinct on (member_id) member_id, organisation_id, standing
		from roll_out_member_state where roll_out_id = ${rollOutId}
		order by member_id, holds_from desc, id desc
	) last
	join reporting_through g on g.organisation_id = last.organisation_id
	where last.standing = 'takes_part'
	order by last.member_id
`;

/** The plan of a roll-out; undefined where there is none such, or the plan is no more than a draft. */
export const planOfRollOut = (db: Db, rollOutId: string): Promise<PlanRow | undefined> =>
	db
		.selectFrom('plan')
		.innerJoin('roll_out', 'roll_out.plan_id', 'plan.id')
		.where('roll_out.id', '=', rollOutId)
		.where('plan.draft', '=', false)
		.selectAll('plan')
		.executeTakeFirst();

/** Members whose steps stand in the report of an organisation. */
export interface OwnMembers {
	rollOut: RollOutRecord;
	memberIds: string[];
}

/** The members of a roll-out whose steps stand in the report of an organisation, by id. */
export async function membersThrough(
	db: Db,
	{ members }: RollOutRecord,
	throughId: string
): Promise<string[]> {
	const rows = await db
		.selectFrom('reporting_through')
		.where('through_id', '=', throughId)
		.select('organisation_id')
		.execute();
	const own = new Set(rows.map(({ organisation_id }) => organisation_id));
	return members
		.filter((member) => {
			const { organisationId, standing } = lastState(member);
			return standing === 'takes_part' && organisationId !== null && own.has(organisationId);
		})
		.map(({ id }) => id);
}

/** What an organisation has to enter in a plan, with what stands in its report already. */
export async function ownRollOuts(
	db: Db,
	planId: string,
	throughId: string
): Promise<OwnMembers[]> {
	const all = await currentOf(db, planId, true);
	const found: OwnMembers[] = [];
	for (const rollOut of all) {
		const { withdrawn, setup } = rollOut.versions.at(-1)!;
		if (withdrawn || setup.steps.length === 0) continue;
		const memberIds = await membersThrough(db, rollOut, throughId);
		if (memberIds.length > 0) found.push({ rollOut, memberIds });
	}
	return found;
}
