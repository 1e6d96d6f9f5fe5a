/** What waits for whoever plans or leads: of one plan, what is to be decided, what is due, what is late. */
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Dashboard, DecisionRow } from './dashboard.ts';
import type { Reporting } from './silence.ts';
import type { SlipRow } from './slips.ts';

export interface Waiting {
	slug: string;
	title: string;
	language: string;
	demonstration: boolean;
	/** The day of its figures. */
	asOf: IsoDate;
	/** The day for which decisions wait. */
	knownOn: IsoDate;
	decisions: DecisionRow[];
	reporting: Reporting;
	/** Activities behind their plan, and the one furthest behind. */
	behind: number;
	worst: SlipRow | null;
	/** KPIs that were due and have no measurement that counts. */
	unmeasured: number;
}

interface PlanNames {
	slug: string;
	title: string;
	language: string;
	demonstration: boolean;
}

export function waitingOf(
	{ slug, title, language, demonstration }: PlanNames,
	{ asOf, knownOn, decisions, reporting, slips, kpis }: Dashboard
): Waiting {
	return {
		...{ slug, title, language, demonstration, asOf, knownOn, decisions, reporting },
		behind: slips.behind,
		worst: slips.behind > 0 ? (slips.rows[0] ?? null) : null,
		unmeasured: kpis.silent
	};
}

/** Whether anything of a plan wants somebody's attention. */
export const isQuiet = ({ decisions, reporting, behind, unmeasured }: Waiting) =>
	decisions.length === 0 &&
	reporting.waiting.length === 0 &&
	reporting.ended.length === 0 &&
	behind === 0 &&
	unmeasured === 0;
