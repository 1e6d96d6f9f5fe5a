/** The raw rows of a plan's roll-outs for open data, as they were entered. */
import { sql } from 'kysely';
import type { MemberState, StepState } from '#lib/domain/rollout/records.ts';
import type { RollOutSetup } from '#lib/domain/rollout/setup.ts';
import type { Db } from '../db/connect.ts';
import { isReported, wasKnown, writtenMoment, type AsKnown } from '../facts/as-known.ts';

export async function versions(db: Db, known: AsKnown) {
	const { rows } = await sql<{
		id: string;
		roll_out: string;
		name: string;
		element: string | null;
		holds_from: string;
		setup: Omit<RollOutSetup, 'elementId'>;
		withdrawn: boolean;
		recorded_at: string;
	}>`
		select state.id, roll_out.id as roll_out, roll_out.slug as name, state.element_id as element,
			state.holds_from, state.setup, state.withdrawn,
			${writtenMoment('state.recorded_at')} as recorded_at
		from roll_out_version state join roll_out on roll_out.id = state.roll_out_id
		where roll_out.plan_id = ${known.planId} and ${wasKnown(known, 'state.recorded_at')}
		order by roll_out.id, state.id
	`.execute(db);
	return rows;
}

export async function memberStates(db: Db, known: AsKnown) {
	const { rows } = await sql<{
		id: string;
		roll_out: string;
		member: string;
		wave: string;
		organisation: string | null;
		label: string | null;
		standing: MemberState['standing'];
		into: string | null;
		holds_from: string;
		recorded_at: string;
	}>`
		select state.id, state.roll_out_id as roll_out, state.member_id as member, state.wave_id as wave,
			state.organisation_id as organisation, state.member_label as label, state.standing,
			state.into_id as into, state.holds_from, ${writtenMoment('state.recorded_at')} as recorded_at
		from roll_out_member_state state join roll_out on roll_out.id = state.roll_out_id
		where roll_out.plan_id = ${known.planId} and ${wasKnown(known, 'state.recorded_at')}
		order by state.id
	`.execute(db);
	return rows;
}

export async function entries(db: Db, known: AsKnown) {
	const { rows } = await sql<{
		id: string;
		roll_out: string;
		member: string;
		step: string | null;
		state: StepState | null;
		on: string;
		evidence: string | null;
		note: string | null;
		corrects: string | null;
		report: string | null;
		recorded_at: string;
	}>`
		select entry.id, entry.roll_out_id as roll_out, entry.member_id as member,
			entry.step_id as step, entry.step_state as state, entry.on_day as "on", entry.evidence,
			entry.note, entry.corrects_id as corrects, entry.report_id as report,
			${writtenMoment('entry.recorded_at')} as recorded_at
		from roll_out_entry entry join roll_out on roll_out.id = entry.roll_out_id
		where roll_out.plan_id = ${known.planId} and ${isReported(known, 'entry')}
		order by entry.id
	`.execute(db);
	return rows;
}
