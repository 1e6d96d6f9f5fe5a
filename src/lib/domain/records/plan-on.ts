import type { IsoDate, PlanRecord } from './records.ts';

/** A plan as it stands on a day: an amendment changes nothing of the days before its own. */
export const planOn = (plan: PlanRecord, on: IsoDate): PlanRecord =>
	plan.stretches?.findLast(({ from }) => from <= on)?.plan ?? plan;
