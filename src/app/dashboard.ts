/** Reads what the leadership page shows, and keeps it by revision and scope. */
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '#lib/server/db/connect.ts';
import * as decisions from '#lib/server/decisions/queries.ts';
import { figures, planKey } from '#lib/server/facts/figures.ts';
import { Kept } from '#lib/server/facts/kept.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { settled } from '#lib/server/facts/settled.ts';
import { corrections } from '#lib/server/plans/corrections.ts';
import * as provenance from '#lib/server/provenance/queries.ts';
import { closures } from '#lib/server/work-records/closures.ts';
import { closedGoals } from '#lib/views/closure.ts';
import * as leadership from '#lib/views/leadership/dashboard.ts';

export interface Dashboard {
	shown: leadership.Dashboard;
	taken: decisions.TakenDecision[];
	/** Goals that were closed. */
	closed: ReturnType<typeof closedGoals>;
}

async function read(db: Db, plan: PlanRow, scope: Scope): Promise<Dashboard> {
	const made = figures(db, plan, scope);
	const [planWithFigures, corrected, open, taken, publications, closed] = await Promise.all([
		made,
		made.then(({ figures: { period } }) => corrections(db, plan, scope, period)),
		// what waits, waits on the day of knowing, whatever day the figures are of
		decisions.open(db, plan.id, scope.knownOn),
		decisions.takenLately(db, plan.id, scope.knownOn),
		provenance.publications(db, plan.id),
		closures(db, plan, scope)
	]);
	return {
		shown: leadership.dashboard({
			...{ ...planWithFigures, corrected, decisions: open, publications },
			published: scope.snapshot !== null
		}),
		taken,
		closed: closedGoals(planWithFigures, closed)
	};
}

const dashboards = new Kept<Dashboard>(40);

/**
 * What the leadership page shows of a plan in a scope, all of one state of the database, and kept by
 * revision like the figures that it rests on.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export function dashboard(db: Db, plan: PlanRow, scope: Scope): Promise<Dashboard> {
	return dashboards.get(db, planKey(plan, scope), () =>
		settled(db, plan, (at, now) => read(at, now, scope))
	);
}
