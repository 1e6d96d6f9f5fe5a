/** All activities of a report of which nothing changed are confirmed at once, each as an entry of its own. */
import { unchanged } from '#lib/domain/entries/activity-entry.ts';
import { dayToReport } from '#lib/domain/reporting/open-report.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { ElementRecord, IsoDate } from '#lib/domain/records/records.ts';
import type { Db } from '../db/connect.ts';
import { Conflict, Invalid, NotFound, Refused } from '../writing/refusals.ts';
import { lastUpdates, newestUpdate, type StoredUpdate } from './queries.ts';
import type { Tasks } from './tasks.ts';
import { recordUpdate } from './updates.ts';

/** So many of its latest updates are looked at for the last one of a day. */
const looked = 5;

/** An activity that the report still waits for, with what would be said again of it. */
export interface Unchanged {
	element: ElementRecord;
	last: StoredUpdate;
	/** Its newest update, whatever day that speaks of. */
	seen: string;
}

async function lastSaid(db: Db, elementId: string, day: IsoDate) {
	const [updates, newest] = await Promise.all([
		lastUpdates(db, elementId, looked),
		newestUpdate(db, elementId)
	]);
	const last = updates.find(({ asOf }) => asOf <= day);
	return last && newest ? { last, seen: newest.id } : undefined;
}

/** What the open report waits for and something was said of before, in the plan's order. */
export async function toConfirm(
	db: Db,
	{ report, activities }: Pick<Tasks, 'report' | 'activities'>,
	today: IsoDate
): Promise<Unchanged[]> {
	if (!report?.open) return [];
	const day = dayToReport(report, today);
	const found: Unchanged[] = [];
	// one after the other: a long list must not take every connection of the pool
	for (const { element, state } of activities) {
		if (state !== 'awaited') continue;
		const said = await lastSaid(db, element.id, day);
		if (said) found.push({ element, ...said });
	}
	return found;
}

/** One of the list, as it was sent. */
export interface SentUnchanged {
	activityId: string;
	requestId: string;
	/** Its newest update when the list was read. */
	seen: string;
}

export interface Confirmed {
	/** The ids of the activities, or of the budget lines. */
	stored: string[];
	/** Somebody reported on it meanwhile, or the report takes it no more. */
	changed: string[];
	/** The form asks for more than that nothing changed, as where a recovery day has passed. */
	unfit: string[];
}

/** What became of an entry that says that nothing changed. */
export async function outcomeOf(stored: Promise<unknown>): Promise<keyof Confirmed> {
	try {
		await stored;
		return 'stored';
	} catch (cause) {
		if (cause instanceof Invalid) return 'unfit';
		if (cause instanceof Conflict || cause instanceof Refused || cause instanceof NotFound)
			return 'changed';
		throw cause;
	}
}

interface Confirming {
	element: ElementRecord | undefined;
	day: IsoDate;
	now: Date;
	behalfOf: string | undefined;
}

async function confirm(
	db: Db,
	actor: Actor,
	{ activityId, ...sent }: SentUnchanged,
	{ element, day, now, behalfOf }: Confirming
): Promise<keyof Confirmed> {
	const said = element && (await lastSaid(db, activityId, day));
	if (!said) return 'changed';
	const entry = unchanged(said.last, element.milestones, day);
	return outcomeOf(recordUpdate(db, actor, { ...entry, ...sent, activityId, behalfOf }, now));
}

/**
 * Says of each activity that nothing changed, as its own form would: what became of each is returned,
 * and one that is left out holds up no other. The same list sent twice is stored once.
 */
export async function confirmUnchanged(
	db: Db,
	actor: Actor,
	{
		sent,
		...list
	}: {
		sent: readonly SentUnchanged[];
		/** Of which the list spoke. */
		day: IsoDate | null;
		tasks: Pick<Tasks, 'report' | 'record'>;
		today: IsoDate;
		/** Whose report it is, where the planner confirms on its behalf. */
		behalfOf?: string;
	},
	now: Date
): Promise<Confirmed> {
	const done: Confirmed = { stored: [], changed: [], unfit: [] };
	const { tasks, today, behalfOf } = list;
	const day = dayToReport(tasks.report, today);
	// the report was sent meanwhile, or another one is at hand: what was meant for it goes nowhere else
	if (!tasks.report?.open || day !== list.day)
		return { ...done, changed: sent.map(({ activityId }) => activityId) };
	const elements = new Map(tasks.record.elements.map((element) => [element.id, element]));
	for (const one of sent) {
		const element = elements.get(one.activityId);
		done[await confirm(db, actor, one, { element, day, now, behalfOf })].push(one.activityId);
	}
	return done;
}
