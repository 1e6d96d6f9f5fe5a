import { planFigures, type PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { scopeKey, scopeOn, type Scope } from '#lib/domain/records/scope.ts';
import type { Db, Trx } from '../db/connect.ts';
import { Kept } from './kept.ts';
import type { PlanRow } from './plans.ts';
import { asKnown } from './as-known.ts';
import { record, recordIn } from './record.ts';
import { reported } from './reported.ts';
import { settled } from './settled.ts';
import { setOut } from './structure.ts';

// with its figures an element takes about 3 KB on each day that is asked for, beside rows that all days share
const mostElements = 5_000;
const kept = new Kept<PlanWithFigures>(mostElements, ({ record: { elements } }) => elements.length);

/** What a plan shows in a scope, as parts of a key: equal parts, equal figures. */
export const planKey = (plan: PlanRow, scope: Scope): (string | null)[] => [
	plan.id,
	plan.seed_digest,
	plan.revision,
	...scopeKey(scope)
];

/** The same for the figures alone: those of a snapshot are what they are, whatever comes later. */
const figuresKey = (plan: PlanRow, scope: Scope): (string | null)[] =>
	scope.snapshot
		? [plan.id, plan.seed_digest, plan.slug, ...scopeKey(scope)]
		: planKey(plan, scope);

/**
 * A plan's rows and figures in a scope, kept by revision.
 *
 * @param plan read in this request, so that its revision is the present one
 */
export function figures(db: Db, plan: PlanRow, scope: Scope): Promise<PlanWithFigures> {
	return kept.get(db, figuresKey(plan, scope), async () => {
		const rows = await settled(db, plan, (at, now) => record(at, now, scope));
		return { record: rows, figures: planFigures(rows, scope) };
	});
}

/**
 * The same within a transaction, on the days that a plan's pages show by themselves: the status date, and
 * today. Its rows are read once.
 *
 * @param today in the plan's time zone
 */
export async function presentFigures(
	trx: Trx,
	plan: PlanRow,
	today: IsoDate
): Promise<PlanWithFigures[]> {
	const [planned, told] = await Promise.all([
		setOut(trx, plan),
		reported(trx, asKnown(plan, { knownOn: today, today }))
	]);
	const days = new Set([statusDate(planned.periods, today), today]);
	return [...days].map((on) => {
		const scope = scopeOn(on, today);
		const rows = recordIn(plan, planned, told, scope);
		return { record: rows, figures: planFigures(rows, scope) };
	});
}
