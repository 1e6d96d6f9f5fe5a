import type { IsoDate, PlanRecord } from './records.ts';

/** The plan as it was adopted; undefined where no amendment changed what progress is reckoned from. */
export const planAdopted = (plan: PlanRecord): PlanRecord | undefined => plan.stretches?.[0]?.plan;

/** A plan as it stands on a day: an amendment changes nothing of the days before its own. */
export const planOn = (plan: PlanRecord, on: IsoDate): PlanRecord =>
	plan.stretches?.findLast(({ from }) => from <= on)?.plan ?? plan;
