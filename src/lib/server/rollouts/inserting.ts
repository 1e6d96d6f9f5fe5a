/** The rows of a roll-out as commands and seeds append them. */
import type { Origin } from '#lib/domain/records/origin.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { MemberState, StepEntry } from '#lib/domain/rollout/records.ts';
import type { RollOutSetup } from '#lib/domain/rollout/setup.ts';
import type { Trx } from '../db/connect.ts';

/** Who appends a row, and when; left out: now. */
export interface Appending {
	byUser: string | null;
	recordedAt?: Date;
}

const written = (origin: Origin | null) => (origin === null ? null : JSON.stringify(origin));

const moment = ({ recordedAt }: Appending) => recordedAt && { recorded_at: recordedAt };

/** Its id is returned; it needs a version. */
export async function insertRollOut(
	trx: Trx,
	{ planId, slug }: { planId: string; slug: string },
	appending: Appending
): Promise<string> {
	const { id } = await trx
		.insertInto('roll_out')
		.values({ plan_id: planId, slug, ...moment(appending) })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Ids for so many new steps, waves or organisations. */
export async function insertParts(
	trx: Trx,
	part: 'roll_out_step' | 'roll_out_wave' | 'roll_out_member',
	rollOutId: string,
	count: number
): Promise<string[]> {
	if (count === 0) return [];
	const rows = await trx
		.insertInto(part)
		.values(Array.from({ length: count }, () => ({ roll_out_id: rollOutId })))
		.returning('id')
		.execute();
	return rows.map(({ id }) => id).toSorted((one, other) => Number(BigInt(one) - BigInt(other)));
}

export interface NewVersion {
	/** Left out: from the beginning. */
	from?: IsoDate;
	setup: RollOutSetup;
	withdrawn?: boolean;
	/** Null: it is the first. */
	reason: string | null;
}

export async function insertVersion(
	trx: Trx,
	rollOutId: string,
	{ from, setup: { elementId, ...setup }, withdrawn, reason }: NewVersion,
	appending: Appending
): Promise<void> {
	await trx
		.insertInto('roll_out_version')
		.values({
			...{ roll_out_id: rollOutId, element_id: elementId, setup: JSON.stringify(setup) },
			...{ withdrawn, state_reason: reason, by_user: appending.byUser, ...moment(appending) },
			...(from !== undefined && { holds_from: from })
		})
		.execute();
}

export type NewMemberState = Omit<MemberState, 'id'> & { memberId: string };

export async function insertMemberStates(
	trx: Trx,
	rollOutId: string,
	states: readonly NewMemberState[],
	appending: Appending
): Promise<void> {
	if (states.length === 0) return;
	await trx
		.insertInto('roll_out_member_state')
		.values(
			states.map((state) => ({
				...{ roll_out_id: rollOutId, member_id: state.memberId, wave_id: state.waveId },
				...{ organisation_id: state.organisationId, member_label: state.label },
				...{ standing: state.standing, into_id: state.intoId, holds_from: state.from },
				...{ state_reason: state.reason, origin: written(state.origin) },
				...{ by_user: appending.byUser, ...moment(appending) }
			}))
		)
		.execute();
}

export type NewEntry = Omit<StepEntry, 'id' | 'by' | 'at'>;

/** Appends what is said of steps, in its order. */
export async function insertEntries(
	trx: Trx,
	rollOutId: string,
	entries: readonly NewEntry[],
	appending: Appending
): Promise<void> {
	if (entries.length === 0) return;
	await trx
		.insertInto('roll_out_entry')
		.values(
			entries.map((entry) => ({
				...{ roll_out_id: rollOutId, member_id: entry.memberId, step_id: entry.stepId },
				...{ step_state: entry.state, on_day: entry.on, evidence: entry.evidence },
				...{ note: entry.note, corrects_id: entry.correctsId, report_id: entry.reportId },
				...{ origin: written(entry.origin), by_user: appending.byUser, ...moment(appending) }
			}))
		)
		.execute();
}
