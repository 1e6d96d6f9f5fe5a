/** What happened lately, for anybody to read; nothing here names a person. */
import { sql } from 'kysely';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { DeliveryState } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { isPublicUpdate } from '../facts/public-updates.ts';
import { publishedOfElement, publishedOfPlan } from '../facts/published-words.ts';

/** An update of an activity, as it was reported. */
export interface Change {
	planSlug: string;
	planTitle: string;
	demonstration: boolean;
	language: string;
	code: string;
	title: string;
	/** The organisation in whose report it stood; null where it came without one. */
	acronym: string | null;
	asOf: IsoDate;
	/** In the plan's time zone. */
	recordedOn: IsoDate;
	delivery: DeliveryState;
	/** 0 … 100 */
	percent: number | null;
}

/** The public updates that were recorded last, newest first. */
export async function latestChanges(db: Db, count: number): Promise<Change[]> {
	const rows = await db
		.selectFrom('activity_update as update')
		.innerJoin('element', 'element.id', 'update.element_id')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.leftJoin('report', 'report.id', 'update.report_id')
		.leftJoin('organisation', 'organisation.id', 'report.organisation_id')
		.where('element.retired_at', 'is', null)
		.where('plan.draft', '=', false)
		.where(isPublicUpdate)
		.select([
			'plan.slug as planSlug',
			'plan.demonstration',
			'plan.language',
			'organisation.acronym',
			'update.as_of as asOf',
			sql<IsoDate>`(update.recorded_at at time zone plan.time_zone)::date`.as('recordedOn'),
			'update.delivery',
			'update.physical_percent as percent'
		])
		.select(publishedOfPlan<string>('title').as('planTitle'))
		.select(publishedOfElement<string>('code').as('code'))
		.select(publishedOfElement<string>('title').as('title'))
		.select(publishedOfElement<string | null>('short_title').as('shortTitle'))
		.orderBy('update.recorded_at', 'desc')
		.orderBy('update.id', 'desc')
		.limit(count)
		.execute();
	return rows.map(({ shortTitle, percent, ...row }) => ({
		...row,
		title: shortTitle ?? row.title,
		percent: percent === null ? null : Number(percent)
	}));
}
