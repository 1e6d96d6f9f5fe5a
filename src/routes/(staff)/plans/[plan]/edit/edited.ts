/** What every page here begins with: the plan, and the element or KPI of it, or 404. */
import { error } from '@sveltejs/kit';
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import * as elements from '#lib/server/elements/queries.ts';
import type { EditedElement } from '#lib/server/elements/fields.ts';
import * as kpis from '#lib/server/kpis/definitions.ts';
import type { EditedKpi } from '#lib/server/kpis/fields.ts';
import * as plans from '#lib/server/facts/plans.ts';

interface Asked {
	locals: App.Locals;
	params: { plan: string };
}

export async function editedPlan({ locals, params }: Asked): Promise<plans.PlanRow> {
	return (await plans.find(locals.db, params.plan)) ?? error(404, 'not_found');
}

/** From when to when the plan runs, and in which currency. */
export const spanOf = ({
	period_start,
	period_end,
	currency
}: plans.PlanRow): PlanSpan & { currency: string } => ({
	currency,
	periodStart: period_start,
	periodEnd: period_end
});

export async function editedElement(
	{ locals, params }: Asked & { params: { id: string } },
	planId: string
): Promise<EditedElement> {
	return (await elements.find(locals.db, planId, params.id)) ?? error(404, 'not_found');
}

export async function editedKpi(
	{ locals, params }: Asked & { params: { id: string } },
	planId: string
): Promise<EditedKpi> {
	return (await kpis.find(locals.db, planId, params.id)) ?? error(404, 'not_found');
}
