/** One organisation's report in one plan, of somebody who writes it, as an address names it. */
import { error } from '@sveltejs/kit';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { can } from '#lib/domain/records/permissions.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { organisations, plansOf } from '#lib/server/reports/queries.ts';
import { organisationsOf } from '#lib/server/reports/writers.ts';

export interface AskedReport {
	plan: PlanRow;
	organisation: Awaited<ReturnType<typeof organisations>>[number];
	/** Of which one is the person's. */
	organisationIds: string[];
	today: string;
}

export type WhichReport = (one: Pick<AskedReport, 'plan' | 'organisation'>) => boolean;

/** 404 where the person has nothing to report there. */
export async function askedReport(
	{ db, actor, now }: App.Locals,
	which: WhichReport
): Promise<AskedReport> {
	const own = await organisations(db, organisationsOf(actor));
	const ids = own.map(({ id }) => id);
	if (!can(actor, 'write_report', { organisationIds: ids })) error(404, 'not_found');
	const through = [...new Set(own.map(({ reportsThroughId }) => reportsThroughId))];
	const byId = new Map((await organisations(db, through)).map((one) => [one.id, one]));
	for (const { plan, organisationId } of await plansOf(db, through)) {
		const organisation = byId.get(organisationId);
		if (organisation && which({ plan, organisation }))
			return {
				...{ plan, organisation, today: todayIn(plan.time_zone, now) },
				organisationIds: [organisationId, ...ids]
			};
	}
	return error(404, 'not_found');
}

/** The one that an address names by its plan and organisation. */
export const named =
	({ searchParams }: URL): WhichReport =>
	({ plan, organisation }) =>
		plan.slug === searchParams.get('plan') &&
		organisation.slug === searchParams.get('organisation');

/** What pages show of the plan; see `frame` of a reporter's pages. */
export const planOf = ({ slug, title, language, currency, demonstration }: PlanRow) => ({
	...{ slug, title, language, currency, demonstration }
});

/** What the pages of such a report are asked by. */
export const addressOf = ({
	plan,
	organisation
}: Pick<AskedReport, 'plan' | 'organisation'>): string =>
	`?${new URLSearchParams({ plan: plan.slug, organisation: organisation.slug })}`;
