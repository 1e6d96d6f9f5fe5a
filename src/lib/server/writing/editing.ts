/** How a change of a plan, or of what is asked about it, goes through the frame. */
import type { Changes, Fields } from '#lib/domain/records/changes.ts';
import type { Problem } from '#lib/domain/entries/entered.ts';
import type { Action, Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { DatedRevision } from './dating.ts';
import type { ProvenanceKind } from '#lib/domain/records/vocabulary.ts';
import type { ProvenanceSubject, QuotedWords } from './provenance.ts';
import type { Version } from './refusals.ts';
import type { SentForm } from './sent-forms.ts';
import { write, type Batch, type Raised } from './write.ts';

/** The plan that an edit is about, and the form by which it is asked; left out where none asks. */
export interface EditedPlan {
	id: string;
	demonstration: boolean;
	request?: SentForm;
	/** The edit that this one is a part of; see {@link Batch}. */
	batch?: Batch;
}

/** What an edit finds: the fields of a form as stored and as sent, or the changes that an act makes. */
export interface Edited {
	/** What people call the thing once it is edited: its code. */
	code: string;
	version?: Version;
	stored?: Fields;
	sent?: Fields;
	changes?: Changes;
	problems?: Problem[];
	/** The organisation that the act is another's to do for, if any. */
	organisationId?: string | null;
}

/** Fields just changed, and in one sentence why they are as they are. */
export interface Reasoned {
	subject: ProvenanceSubject;
	fields: string[];
	reason: string;
	/** Left out: ours, or invented in a plan that is a demonstration. */
	kind?: ProvenanceKind;
	/** See `Explained`. */
	words?: QuotedWords;
}

export interface Edit<Found extends Edited, Result> {
	/** Left out: to edit the plan. */
	may?: Action;
	/** Left out: that of the plan itself. */
	raises?: Raised;
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
		made: Changes,
		dated: DatedRevision | null
	) => Promise<{ result: Result; id?: string; explains?: Reasoned[]; batch?: Batch }>;
}

/**
 * Runs an edit: the plan's revision rises, and the entry tells of the changes.
 *
 * @throws NotAllowed; see {@link write}
 */
export function edit<Found extends Edited, Result>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	given: Edit<Found, Result>
): Promise<Result> {
	const { may = 'edit_plan', raises = 'structure', action, kind, id = '' } = given;
	const { version, reason, unchanged } = given;
	const origin = plan.demonstration ? 'demo' : 'editorial';
	return write(db, actor, {
		may,
		form: version === undefined ? undefined : { about: { kind, id }, seen: version },
		request: plan.request,
		batch: plan.batch,
		raises,
		reason,
		unchanged,
		read: async (trx) => {
			const found = await given.read(trx);
			return found && { ...found, planId: plan.id };
		},
		write: async (trx, found, { made, onBehalf, dated }) => {
			const done = await given.write(trx, found, made, dated);
			const behalf = onBehalf ? { on_behalf_of: found.organisationId ?? null } : {};
			return {
				result: done.result,
				batch: done.batch,
				entry: {
					action,
					subjectKind: kind,
					subjectId: done.id ?? id,
					detail: { code: found.code, reason, ...made, ...behalf }
				},
				explains: done.explains?.map((one) => ({ kind: origin, ...one }))
			};
		}
	});
}
