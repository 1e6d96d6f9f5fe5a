/** A roll-out as a command finds it: held, so that of two who change it one comes first. */
import { sql } from 'kysely';
import type { RollOutRecord } from '#lib/domain/rollout/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import type { AsKnown } from '../facts/as-known.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { ofPlan } from './queries.ts';

export interface Asking {
	planId: string;
	id: string;
	/** Whether what stands in reports that are not submitted counts. */
	drafts: boolean;
}

/** All that is there now. */
const now = (planId: string, drafts: boolean): AsKnown => ({
	...{ planId, drafts, knownOn: '9999-12-31', timeZone: 'UTC', current: true },
	...{ snapshot: null, periodRevision: '' }
});

/** Those of a plan as they are now, withdrawn ones too. */
export const currentOf = (db: Db, planId: string, drafts: boolean): Promise<RollOutRecord[]> =>
	ofPlan(db, now(planId, drafts));

/** One of a plan as it is now; undefined where there is none such. */
export async function current(
	db: Db,
	{ planId, id, drafts }: Asking
): Promise<RollOutRecord | undefined> {
	if (!isId(id)) return undefined;
	const all = await currentOf(db, planId, drafts);
	return all.find((one) => one.id === id);
}

/** The roll-out of a form, held until the transaction ends. */
export async function lock(trx: Trx, asking: Asking): Promise<RollOutRecord | undefined> {
	refuseInDraft(trx, '');
	await sql`select pg_advisory_xact_lock(hashtext('roll_out'), hashtext(${asking.id}))`.execute(
		trx
	);
	return current(trx, asking);
}
