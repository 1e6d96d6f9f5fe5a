/** How whatever is done with an assessment goes through the frame of every write. */
import {
	stateOf,
	makersOf,
	versionOf,
	type AssessmentRecord
} from '#lib/domain/maturity/assessment.ts';
import { isOwnCheck, isPossible, rightTo, type AssessmentAct } from '#lib/domain/maturity/cycle.ts';
import { modelTitle } from '#lib/domain/maturity/model.ts';
import type { Changes } from '#lib/domain/records/changes.ts';
import type { Problem } from '#lib/domain/entries/entered.ts';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { modelById, type StoredModel } from '../maturity/queries.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { NotFound, Refused } from '../writing/refusals.ts';
import { write, type Batch, type Raised } from '../writing/write.ts';
import { lock, organisations } from './queries.ts';

/** Who does it, where that is somebody. */
export const userOf = (actor: Actor): string | null => (actor.kind === 'user' ? actor.id : null);

export interface FoundAssessment {
	record: AssessmentRecord;
	model: StoredModel;
}

export interface Act<Found extends object, Result> {
	act: AssessmentAct;
	/** What the audit log calls it. */
	action: string;
	/** The version that the form was made from; left out where its parts have versions of their own. */
	seen?: string;
	reason: string | null;
	unchanged?: Result;
	/** Left out: that of what was reported. */
	raises?: Raised;
	find: (
		trx: Trx,
		found: FoundAssessment
	) => Promise<Found & { changes: Changes; problems?: Problem[] }>;
	write: (trx: Trx, found: FoundAssessment & Found) => Promise<{ result: Result; batch?: Batch }>;
}

/** What it is called in the log: whose, by what, as of when. */
export async function nameOf(trx: Trx, { record, model }: FoundAssessment): Promise<string> {
	const [organisation] = await organisations(trx, [record.organisationId]);
	return `${organisation!.acronym}, ${modelTitle(model)}, ${record.on}`;
}

/**
 * Does something with an assessment: it is there, it stands so that the act can be, and nobody checks what
 * they made.
 *
 * @throws Conflict; Invalid; Refused; NotFound, also for what is another's
 */
export function actOn<Found extends object, Result>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	id: string,
	given: Act<Found, Result>
): Promise<Result> {
	const about = { kind: 'assessment', id };
	return write(db, actor, {
		...{ may: rightTo(given.act), owned: true, raises: given.raises ?? 'reported' },
		...{ request: plan.request, unchanged: given.unchanged },
		form: given.seen === undefined ? undefined : { about, seen: given.seen },
		read: async (trx) => {
			const record = await lock(trx, plan.id, id);
			if (!record) return undefined;
			const model = (await modelById(trx, record.modelId))!;
			const standing = { organisationIds: [record.organisationId], planId: plan.id };
			const version = given.seen === undefined ? undefined : versionOf(record);
			// who may not is told nothing else of it, and a form made from another version nothing before that
			const mayNot = !can(actor, rightTo(given.act), standing);
			if (mayNot || version !== given.seen)
				return { ...standing, version, record, model, name: '' };
			const state = stateOf(record);
			if (!isPossible(given.act, state)) throw new Refused('', 'assessment_stands_else');
			const { organisationId } = record;
			if (isOwnCheck(given.act, actor, { state, organisationId, makers: makersOf(record) }))
				throw new Refused('', 'checked_by_maker');
			const found = await given.find(trx, { record, model });
			const name = await nameOf(trx, { record, model });
			return { ...standing, version, record, model, name, ...found };
		},
		write: async (trx, found, { onBehalf, made }) => {
			const done = await given.write(trx, found as FoundAssessment & Found);
			const behalf = onBehalf ? { on_behalf_of: found.record.organisationId } : {};
			return {
				...done,
				entry: {
					...{ action: given.action, subjectKind: 'assessment', subjectId: id },
					detail: { code: found.name, reason: given.reason, ...made, ...behalf }
				}
			};
		}
	});
}

/** Holds that an organisation is there and goes on on a day. */
export async function refuseEnded(
	trx: Trx,
	organisationId: string,
	on: string,
	field: string
): Promise<void> {
	const [organisation] = await organisations(trx, [organisationId]);
	if (!organisation) throw new NotFound();
	if (organisation.validTo !== null && organisation.validTo <= on)
		throw new Refused(field, 'organisation_ended_by', { day: organisation.validTo });
}
