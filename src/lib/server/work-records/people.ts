/** Stakeholders of a plan, and what its organisations can do, as they stand in a scope. */
import type { Scope } from '#lib/domain/records/scope.ts';
import type { WorkRecord } from '#lib/kinds/work-records.ts';
import type { Db } from '../db/connect.ts';
import { asKnown } from '../facts/as-known.ts';
import type { PlanRow } from '../facts/plans.ts';
import { frameworks } from '../frameworks/queries.ts';
import { ofPlan, type RecordState } from './queries.ts';

const standing = async <Of extends WorkRecord>(db: Db, of: Of, plan: PlanRow, scope: Scope) => {
	const states: RecordState<Of>[] = await ofPlan(db, of, asKnown(plan, scope), null);
	return states.filter(({ withdrawn }) => !withdrawn);
};

/** By id, what organisations are called. */
async function organisationNames(db: Db) {
	const rows = await db.selectFrom('organisation').select(['id', 'acronym', 'name']).execute();
	return new Map(rows.map(({ id, ...names }) => [id, names]));
}

/** Those that stand, in the order in which they were named. */
export const stakeholders = (db: Db, plan: PlanRow, scope: Scope) =>
	standing(db, 'stakeholder', plan, scope);

/** What stands of counts, training and appointments, with what they name. */
export async function competencies(db: Db, plan: PlanRow, scope: Scope) {
	const [counts, trainings, attendances, establishments, organisations, all] = await Promise.all([
		standing(db, 'head_count', plan, scope),
		standing(db, 'training', plan, scope),
		standing(db, 'attendance', plan, scope),
		standing(db, 'establishment', plan, scope),
		organisationNames(db),
		frameworks(db, { plan, scope })
	]);
	return { counts, trainings, attendances, establishments, organisations, frameworks: all };
}
