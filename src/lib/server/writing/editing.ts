/** How a planner's edit of a plan goes through the frame. */
import type { Changes, Fields } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { ProvenanceSubject } from './provenance.ts';
import type { Version } from './refusals.ts';
import { write } from './write.ts';

/** The plan that an edit is about. */
export interface EditedPlan {
	id: string;
	demonstration: boolean;
}

/** What an edit finds: the fields of a form as stored and as sent, or the changes that an act makes. */
export interface Edited {
	/** What people call the thing once it is edited: its code. */
	code: string;
	version?: Version;
	stored?: Fields;
	sent?: Fields;
	changes?: Changes;
}

/** Fields just changed, and in one sentence why they are as they are. */
export interface Reasoned {
	subject: ProvenanceSubject;
	fields: string[];
	reason: string;
}

export interface Edit<Found extends Edited, Result> {
	/** What the audit log calls it. */
	action: string;
	kind: string;
	/** Left out of what is added. */
	id?: string;
	/** Which the form was made from; left out of what is added. */
	version?: Version;
	/** In one sentence; null where the act explains itself. */
	reason: string | null;
	/** See {@link write}. */
	unchanged?: Result;
	read: (trx: Trx) => Promise<Found | undefined>;
	write: (
		trx: Trx,
		found: Found,
		made: Changes
	) => Promise<{ result: Result; id?: string; explains?: Reasoned[] }>;
}

/**
 * Runs an edit of a plan: the plan's own revision rises, and the entry tells of the changes.
 *
 * @throws NotAllowed; see {@link write}
 */
export function edit<Found extends Edited, Result>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	given: Edit<Found, Result>
): Promise<Result> {
	const { action, kind, id = '', version, reason, unchanged } = given;
	const origin = plan.demonstration ? 'demo' : 'editorial';
	return write(db, actor, {
		may: 'edit_plan',
		form: version === undefined ? undefined : { about: { kind, id }, seen: version },
		raises: 'structure',
		unchanged,
		read: async (trx) => {
			const found = await given.read(trx);
			return found && { ...found, planId: plan.id };
		},
		write: async (trx, found, { made }) => {
			const done = await given.write(trx, found, made);
			return {
				result: done.result,
				entry: {
					action,
					subjectKind: kind,
					subjectId: done.id ?? id,
					detail: { code: found.code, reason, ...made }
				},
				explains: done.explains?.map((one) => ({ ...one, kind: origin }))
			};
		}
	});
}
