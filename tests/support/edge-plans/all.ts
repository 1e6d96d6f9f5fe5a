import { activityPlans } from './activities.ts';
import type { EdgePlan } from './edge-plan.ts';
import { kpiOrganisationPlans } from './kpi-organisations.ts';
import { kpiOutlookPlans } from './kpi-outlooks.ts';
import { kpiValuePlans } from './kpi-values.ts';
import { moneyPlans } from './money.ts';
import { progressPlans } from './progress.ts';

/** Plans that try one difficulty each. */
export const edgePlans: EdgePlan[] = [
	...progressPlans,
	...activityPlans,
	...kpiValuePlans,
	...kpiOrganisationPlans,
	...kpiOutlookPlans,
	...moneyPlans
];
