/** One organisation's report in one plan, of somebody who writes it, as an address names it. */
import { error } from '@sveltejs/kit';
import { today as todayIn } from '#lib/domain/records/dates.ts';
import { can, permission } from '#lib/domain/records/permissions.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { find } from '#lib/server/organisations/queries.ts';
import { organisations, plansOf } from '#lib/server/reports/queries.ts';
import { organisationsOf } from '#lib/server/reports/writers.ts';

export interface AskedReport {
	plan: PlanRow;
	organisation: Awaited<ReturnType<typeof organisations>>[number];
	/** Of which one is the person's; on behalf, those in whose name it is written. */
	organisationIds: string[];
	today: string;
	/** Written by the planner for the organisation; the audit log says so. */
	onBehalf: boolean;
}

/** By what a report is known: the slugs of an address, or the ids of what was kept. */
export interface WhichReport {
	plan: string;
	organisation: string;
	by: 'slug' | 'id';
}

/** The organisations whose reports a person writes: its own; on behalf, the one that is asked for. */
async function writtenFor({ db, actor }: App.Locals, { organisation, by }: WhichReport) {
	const own = await organisations(db, organisationsOf(actor));
	const through = [...new Set(own.map(({ reportsThroughId }) => reportsThroughId))];
	const all = await organisations(db, through);
	const isAsked = (one: (typeof all)[number]) => one[by] === organisation;
	const mine = all.find(isAsked);
	const ids = own.map(({ id }) => id);
	if (mine && can(actor, 'write_report', { organisationIds: ids }))
		return { organisation: mine, ids, onBehalf: false };
	if (permission(actor, 'write_report') !== 'on_behalf') return undefined;
	const asked = by === 'id' ? organisation : (await find(db, organisation))?.id;
	const [other] = asked ? await organisations(db, [asked]) : [];
	// where it reports through another one, that one's report holds what it enters
	if (!other || other.reportsThroughId !== other.id) return undefined;
	return { organisation: other, ids: [], onBehalf: true };
}

/** 404 where the person has nothing to report there. */
export async function askedReport(locals: App.Locals, which: WhichReport): Promise<AskedReport> {
	const { db, now } = locals;
	const found = await writtenFor(locals, which);
	if (!found) error(404, 'not_found');
	const { organisation, ids, onBehalf } = found;
	const plans = await plansOf(db, [organisation.id]);
	const plan = plans.find((one) => one.plan[which.by] === which.plan)?.plan;
	if (!plan) error(404, 'not_found');
	const today = todayIn(plan.time_zone, now);
	return { plan, organisation, organisationIds: [organisation.id, ...ids], today, onBehalf };
}

/** The one that an address names by its plan and organisation. */
export const named = ({ searchParams }: URL): WhichReport => ({
	plan: searchParams.get('plan') ?? '',
	organisation: searchParams.get('organisation') ?? '',
	by: 'slug'
});

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

/** Where such a page leads back to: the person's own list, or where the planner reviews the report. */
export function backFrom(
	{ plan, organisation, onBehalf }: AskedReport,
	period: { id: string; label: string } | null
): { href: string; word: string } {
	if (!onBehalf) return { href: '/my', word: m.site_my_activities() };
	const periods = `/plans/${plan.slug}/periods`;
	if (period === null) return { href: periods, word: m.cycle_periods() };
	const word = m.cycle_review_title({ acronym: organisation.acronym, period: period.label });
	return { href: `${periods}/${period.id}/${organisation.slug}`, word };
}
