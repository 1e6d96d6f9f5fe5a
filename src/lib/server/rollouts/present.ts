/** The roll-outs of a plan that are there in a scope. */
import type { Scope } from '#lib/domain/records/scope.ts';
import type { RollOutRecord } from '#lib/domain/rollout/records.ts';
import { versionOn } from '#lib/domain/rollout/standing.ts';
import type { Db } from '../db/connect.ts';
import { asKnown } from '../facts/as-known.ts';
import type { PlanRow } from '../facts/plans.ts';
import { ofPlan } from './queries.ts';

/** In the order in which they were made, without those that were withdrawn by the status date. */
export async function present(db: Db, plan: PlanRow, scope: Scope): Promise<RollOutRecord[]> {
	const all = await ofPlan(db, asKnown(plan, scope));
	return all.filter((one) => one.versions.length > 0 && !versionOn(one, scope.asOf).withdrawn);
}
