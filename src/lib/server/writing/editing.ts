/** The frame of every edit of a plan: permission, one transaction, the revision, the audit entry. */
import type { Transaction } from 'kysely';
import { changedFields, type Changes } from '#lib/domain/records/changes.ts';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import { append } from './entries.ts';
import type { Db } from '../db/connect.ts';
import type { Database } from '../db/schema.ts';
import { NotAllowed } from './errors.ts';
import type { EditedThing } from './refusals.ts';
import { raiseStructureRevision } from './revision.ts';
import { refusalOf } from './constraints.ts';

export type Trx = Transaction<Database>;

/** The plan that an edit is about. */
export interface EditedPlan {
	id: string;
	demonstration: boolean;
}

/** What an edit did, as the audit log tells it. */
export interface Edit<Result> {
	result: Result;
	action: string;
	about: EditedThing;
	/** What people call it: its code. */
	code: string;
	changes: Changes;
	/** In one sentence; null where the act explains itself. */
	reason: string | null;
}

/**
 * Runs an edit and records it: the revision rises once and one entry is appended, in the same
 * transaction. An edit that changes nothing leaves no trace. What the database refuses comes back
 * as a `Refused` that names its field.
 *
 * @throws NotAllowed, and whatever `write` throws
 */
export async function edit<Result>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	write: (trx: Trx) => Promise<Edit<Result>>
): Promise<Result> {
	try {
		return await db.transaction().execute(async (trx) => {
			if (actor.kind === 'public' || !can(actor, 'edit_plan')) throw new NotAllowed();
			const done = await write(trx);
			if (changedFields(done.changes).length === 0) return done.result;
			await raiseStructureRevision(trx, plan.id);
			await append(trx, {
				actorId: actor.id,
				action: done.action,
				planId: plan.id,
				subjectKind: done.about.kind,
				subjectId: done.about.id,
				detail: { code: done.code, reason: done.reason, ...done.changes }
			});
			return done.result;
		});
	} catch (cause) {
		throw refusalOf(cause) ?? cause;
	}
}
