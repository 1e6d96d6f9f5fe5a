/** Roll-outs: states of their set-up, of who takes part, and of what each has done. */
import type { ColumnType, JSONColumnType } from 'kysely';
import type { Origin } from '#lib/domain/records/origin.ts';
import type { MemberState, StepState } from '#lib/domain/rollout/records.ts';
import type { RollOutSetup } from '#lib/domain/rollout/setup.ts';
import type { Id, InstantNow } from './columns.ts';

export interface RollOutTables {
	roll_out: RollOutTable;
	roll_out_step: RollOutPartTable;
	roll_out_wave: RollOutPartTable;
	roll_out_version: RollOutVersionTable;
	roll_out_member: RollOutPartTable;
	roll_out_member_state: RollOutMemberStateTable;
	roll_out_entry: RollOutEntryTable;
}

export interface RollOutTable {
	id: Id;
	plan_id: string;
	/** Of its plan alone. */
	slug: string;
	recorded_at: InstantNow;
}

/** That there is such a step, wave or organisation: what it is stands in states. */
export interface RollOutPartTable {
	id: Id;
	roll_out_id: string;
}

interface State {
	id: Id;
	roll_out_id: string;
	/** Null: a seed's. */
	by_user: string | null;
	recorded_at: InstantNow;
}

type Words = ColumnType<string | null, string | null | undefined, never>;
type OriginOrNull = JSONColumnType<Origin | null, string | null | undefined, never>;

export interface RollOutVersionTable extends State {
	element_id: string | null;
	/** `-infinity`: from the beginning. */
	holds_from: ColumnType<string, string | undefined, never>;
	/** Without the element, which has a column of its own. */
	setup: JSONColumnType<Omit<RollOutSetup, 'elementId'>, string, never>;
	withdrawn: ColumnType<boolean, boolean | undefined, never>;
	/** Null: it is the first. */
	state_reason: Words;
}

export interface RollOutMemberStateTable extends State {
	member_id: string;
	wave_id: string;
	/** Null: its name is not known. */
	organisation_id: string | null;
	member_label: string | null;
	standing: MemberState['standing'];
	into_id: ColumnType<string | null, string | null | undefined, never>;
	holds_from: ColumnType<string, string | undefined, never>;
	state_reason: Words;
	origin: OriginOrNull;
}

export interface RollOutEntryTable extends State {
	member_id: string;
	/** Null: of the roll-out as a whole. */
	step_id: string | null;
	/** Null: what it corrects is taken back. */
	step_state: StepState | null;
	/** `-infinity`: the day is not stated. */
	on_day: string;
	evidence: Words;
	note: Words;
	corrects_id: ColumnType<string | null, string | null | undefined, never>;
	/** Null: it was said in no report. */
	report_id: ColumnType<string | null, string | null | undefined, never>;
	origin: OriginOrNull;
}
