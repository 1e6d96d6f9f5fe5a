/** What is kept of a roll-out: states of its set-up, of who takes part, and of what each has done. */
import type { Origin } from '../records/origin.ts';
import type { IsoDate } from '../records/records.ts';
import type { RollOutSetup } from './setup.ts';

/** How far an organisation is with a step; begun is not done. */
export const stepStates = ['not_started', 'commenced', 'done', 'not_applicable'] as const;
export type StepState = (typeof stepStates)[number];

export interface RollOutRecord {
	id: string;
	/** Its name in addresses, of its plan alone. */
	slug: string;
	/** At least one; ascending by the day from which each holds, of one day as they were recorded. */
	versions: readonly RollOutVersion[];
	/** All that ever took part. */
	members: readonly RollOutMember[];
	/** All that counts in the scope, ascending as it was recorded. */
	entries: readonly StepEntry[];
}

export interface RollOutVersion {
	id: string;
	/** `-infinity`: from the beginning. */
	from: IsoDate;
	setup: RollOutSetup;
	/** The roll-out was withdrawn with it. */
	withdrawn: boolean;
	/** Why; null: it came with the roll-out. */
	reason: string | null;
}

export interface RollOutMember {
	id: string;
	/** At least one; in the order of {@link RollOutVersion}s. */
	states: readonly MemberState[];
}

/** How an organisation takes part, from a day on. */
export interface MemberState {
	id: string;
	/** `-infinity`: from the beginning. */
	from: IsoDate;
	waveId: string;
	/** Null: its name is not known, only that there is one. */
	organisationId: string | null;
	/** What it is called where its name is not known; null: it has an organisation. */
	label: string | null;
	standing: 'takes_part' | 'left' | 'merged';
	/** The one that it was merged into; null: it was not. */
	intoId: string | null;
	reason: string | null;
	origin: Origin | null;
}

/** What was said of an organisation and a step. */
export interface StepEntry {
	id: string;
	memberId: string;
	/** Null: of the roll-out as a whole. */
	stepId: string | null;
	/** Null: what it corrects is taken back, and nothing said instead. */
	state: StepState | null;
	/** The day on which it came to be so; `-infinity`: some day that is not stated. */
	on: IsoDate;
	evidence: string | null;
	note: string | null;
	/** The entry that it takes the place of, by id; null: it follows those before. */
	correctsId: string | null;
	/** The report in which it was said, by id; null: in none. */
	reportId: string | null;
	/** Who said so; null: it came with the plan. */
	by: string | null;
	at: Date;
	origin: Origin | null;
}
