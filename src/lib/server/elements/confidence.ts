/** What a planner decides on an element's confidence, for a reason and a time. */
import { overrideProblems } from '#lib/domain/entries/override-entry.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Confidence } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { find, isId } from './queries.ts';

/** The decision made last on an element, expired or not. */
export interface StoredOverride {
	id: string;
	/** Null: what was decided before is lifted. */
	confidence: Confidence | null;
	reason: string;
	set_on: IsoDate;
	expires_on: IsoDate | null;
}

export async function latestOverride(
	db: Db,
	elementId: string
): Promise<StoredOverride | undefined> {
	if (!isId(elementId)) return undefined;
	return await db
		.selectFrom('confidence_override')
		.where('element_id', '=', elementId)
		.select(['id', 'confidence', 'reason', 'set_on', 'expires_on'])
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
}

export interface SentOverride {
	elementId: string;
	/** The latest decision when the form was opened; null: there was none. */
	seen: string | null;
	confidence: Confidence;
	reason: string;
	/** The last day on which it stands. */
	expiresOn: IsoDate;
	/** In the plan's time zone. */
	today: IsoDate;
}

/** As the log and a conflict name it; what has expired stands no longer. */
function inWords(stored: StoredOverride | undefined, today: IsoDate) {
	const stands = stored?.expires_on != null && stored.expires_on >= today;
	const { confidence = null, reason = null, expires_on = null } = stands ? stored : {};
	return { confidence, confidence_reason: reason, expires_on };
}

async function insert(
	db: Db,
	{ elementId, today }: Pick<SentOverride, 'elementId' | 'today'>,
	decided: Pick<StoredOverride, 'confidence' | 'reason' | 'expires_on'>
): Promise<void> {
	await db
		.insertInto('confidence_override')
		.values({ ...decided, element_id: elementId, set_on: today })
		.execute();
}

/**
 * Shows another confidence than the computed one; says whether anything is other than before.
 *
 * @throws Conflict where something was decided since `seen`; NotFound; Invalid; Refused for a retired
 *   element; NotAllowed
 */
export function overrideConfidence(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	sent: SentOverride
): Promise<boolean> {
	const { elementId: id, confidence, reason, expiresOn: expires_on, today } = sent;
	return edit(db, actor, plan, {
		action: 'confidence_overridden',
		kind: 'element',
		id,
		version: sent.seen,
		reason: null,
		unchanged: false,
		read: async (trx) => {
			const element = await find(trx, plan.id, id, true);
			if (!element) return undefined;
			if (element.retired_at !== null) throw new Refused('', 'retired');
			const stored = await latestOverride(trx, id);
			return {
				code: element.code,
				version: stored?.id ?? null,
				stored: inWords(stored, today),
				sent: { confidence, confidence_reason: reason, expires_on },
				problems: overrideProblems(sent, today)
			};
		},
		write: async (trx) => {
			await insert(trx, sent, { confidence, reason, expires_on });
			return { result: true };
		}
	});
}

/** Shows the computed confidence again, before the last day; throws as {@link overrideConfidence}. */
export function liftOverride(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	sent: Pick<SentOverride, 'elementId' | 'seen' | 'reason' | 'today'>
): Promise<boolean> {
	const { elementId: id, reason, today } = sent;
	return edit(db, actor, plan, {
		action: 'confidence_override_lifted',
		kind: 'element',
		id,
		version: sent.seen,
		reason,
		unchanged: false,
		read: async (trx) => {
			const element = await find(trx, plan.id, id, true);
			if (!element) return undefined;
			const stored = await latestOverride(trx, id);
			const before = inWords(stored, today);
			return {
				code: element.code,
				version: stored?.id ?? null,
				stored: before,
				sent: { ...inWords(undefined, today) }
			};
		},
		write: async (trx) => {
			await insert(trx, sent, { confidence: null, reason, expires_on: null });
			return { result: true };
		}
	});
}
