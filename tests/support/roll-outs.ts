/** A roll-out of two steps, written as commands and seeds write it. */
import type { StepState } from '#lib/domain/rollout/records.ts';
import type { Db } from '#lib/server/db/connect.ts';
import {
	insertEntries,
	insertMemberStates,
	insertParts,
	insertRollOut,
	insertVersion,
	type NewEntry
} from '#lib/server/rollouts/inserting.ts';

export interface MadeRollOut {
	id: string;
	memberId: string;
	/** All that take part. */
	members: string[];
	steps: string[];
}

const anybody = { byUser: null };
const nothing = { shortTitle: null, description: null, evidence: null, weight: null, origin: null };

/** With one wave of named organisations, called by a number where there are several. */
export function makeRollOut(
	db: Db,
	planId: string,
	asked: { name: string; title: string; member: string; members?: number; steps?: number }
): Promise<MadeRollOut> {
	const { name, title, member, members: count = 1, steps: stepCount = 2 } = asked;
	return db.transaction().execute(async (trx) => {
		const id = await insertRollOut(trx, { planId, slug: name }, anybody);
		const steps = await insertParts(trx, 'roll_out_step', id, stepCount);
		const [waveId = ''] = await insertParts(trx, 'roll_out_wave', id, 1);
		const members = await insertParts(trx, 'roll_out_member', id, count);
		const gate = { after: [], words: null };
		const setup = {
			...{ title, description: null, elementId: null, windows: [], origin: null },
			steps: steps.map((step, at) => ({
				id: step,
				title: `${title}, ${at + 1}`,
				gate,
				...nothing
			})),
			waves: [
				{ id: waveId, title, description: null, extent: { kind: 'named' as const }, origin: null }
			]
		};
		await insertVersion(trx, id, { setup, reason: null }, anybody);
		const states = members.map((memberId, at) => ({
			...{ memberId, waveId, organisationId: null, from: '-infinity' },
			...{ label: count > 1 ? `${member} ${at + 1}` : member, standing: 'takes_part' as const },
			...{ intoId: null, reason: null, origin: null }
		}));
		await insertMemberStates(trx, id, states, anybody);
		return { id, memberId: members[0]!, members, steps };
	});
}

/** What is said of a step, now. */
export function saySteps(
	db: Db,
	rollOutId: string,
	said: readonly (Pick<NewEntry, 'memberId' | 'on'> & {
		stepId: string | null;
		state: StepState;
		note?: string;
		reportId?: string;
	})[],
	byUser: string | null = null
): Promise<void> {
	const entries = said.map(({ note = null, reportId = null, ...one }) => ({
		...one,
		...{ evidence: null, note, correctsId: null, reportId, origin: null }
	}));
	return db.transaction().execute((trx) => insertEntries(trx, rollOutId, entries, { byUser }));
}
