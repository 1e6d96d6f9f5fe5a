/** How much of the plan is filled in: "not set" is neither 0 nor red. */

export interface Count {
	set: number;
	of: number;
}

export interface Completeness {
	/** Activities with a lead. */
	owners: Count;
	/** Activities with a planned start and end. */
	dates: Count;
	/** Activities with an appropriation. */
	budgets: Count;
	/** Objectives with a KPI of their own. */
	objectivesWithKpis: Count;
}
