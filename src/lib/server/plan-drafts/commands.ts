/** How a plan in the making is begun, worked on and discarded. */
import { acted, type Act, type ActRefusal } from '#lib/domain/proposals/work/acts.ts';
import { begun } from '#lib/domain/proposals/work/worked.ts';
import { propose } from '#lib/domain/proposals/propose.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { NotFound, Refused } from '../writing/refusals.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { write, type Found } from '../writing/write.ts';
import { find, type DraftRow } from './queries.ts';

/** An act that the tree as it stands does not let be done. */
export class ActRefused extends Error {
	override name = 'ActRefused';
	readonly reason: ActRefusal;
	constructor(reason: ActRefusal) {
		super(reason);
		this.reason = reason;
	}
}

/** The form by which something is asked; left out where none asks. */
export interface Asked {
	request?: SentForm | undefined;
	/** The version of the draft that the form was made from. */
	version: number;
}

const none = { planId: null };

export interface BegunDraft {
	title: string;
	text: string;
	/** Null: it was pasted. */
	fileName: string | null;
	/** The id of the plan without elements that it is to fill; left out: it makes one of its own. */
	fills?: string | null;
}

/** The plan that a text is to fill must be a draft that has nothing in it. */
async function refuseFilled(trx: Trx, planId: string): Promise<void> {
	const plan = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.where('draft', '=', true)
		.where('discarded_at', 'is', null)
		.select((eb) =>
			eb
				.exists(eb.selectFrom('element').where('plan_id', '=', planId).select('element.id'))
				.as('isFilled')
		)
		.executeTakeFirst();
	if (!plan) throw new NotFound();
	if (plan.isFilled) throw new Refused('', 'plan_filled');
}

/** Keeps a text and the tree that its rules propose; the draft's id is returned. */
export function begin(
	db: Db,
	actor: Actor,
	{ title, text, fileName, fills = null }: BegunDraft,
	request?: SentForm
): Promise<string> {
	const worked = JSON.stringify(begun(text, propose(text)));
	return write(db, actor, {
		may: 'edit_plan',
		request,
		raises: 'nothing',
		read: async (): Promise<Found<string>> => none,
		write: async (trx) => {
			if (fills !== null) await refuseFilled(trx, fills);
			const { id } = await trx
				.insertInto('plan_draft')
				.values({ title, text, file_name: fileName, worked, fills_id: fills })
				.returning('id')
				.executeTakeFirstOrThrow();
			const detail = { code: title };
			return {
				result: id,
				entry: { action: 'plan_drafted', subjectKind: 'plan_draft', subjectId: id, detail }
			};
		}
	});
}

/** The draft, which nobody else changes meanwhile. */
export async function locked(trx: Trx, id: string): Promise<DraftRow | undefined> {
	if (!(await find(trx, id))) return undefined;
	return trx
		.selectFrom('plan_draft')
		.where('id', '=', id)
		.where('discarded_at', 'is', null)
		.where('plan_id', 'is', null)
		.selectAll()
		.forUpdate()
		.executeTakeFirst();
}

type FoundDraft<Result> = Found<Result> & { draft: DraftRow };

const foundDraft = async <Result>(
	trx: Trx,
	id: string
): Promise<FoundDraft<Result> | undefined> => {
	const draft = await locked(trx, id);
	return draft && { ...none, version: draft.version, draft };
};

/**
 * Does one act on a draft; the id of the element that it leaves in hand is returned, null for none.
 *
 * @throws ActRefused; Conflict where the draft was changed since
 */
export function act(
	db: Db,
	actor: Actor,
	id: string,
	done: Act,
	{ request, version }: Asked
): Promise<number | null> {
	return write(db, actor, {
		may: 'edit_plan',
		form: { about: { kind: 'plan_draft', id }, seen: version },
		request,
		raises: 'nothing',
		read: (trx) => foundDraft<number | null>(trx, id),
		write: async (trx, { draft }) => {
			const result = acted(draft.text, draft.worked, done);
			if ('refused' in result) throw new ActRefused(result.refused);
			await trx
				.updateTable('plan_draft')
				.set({
					worked: JSON.stringify(result.plan),
					version: draft.version + 1,
					changed_at: new Date()
				})
				.where('id', '=', id)
				.execute();
			const detail = { code: draft.title, act: done.act, element: done.id };
			return {
				result: result.at,
				entry: { action: 'draft_changed', subjectKind: 'plan_draft', subjectId: id, detail }
			};
		}
	});
}

/** Sets a draft aside; what was typed in it stays on record. */
export function discard(db: Db, actor: Actor, id: string, { request, version }: Asked) {
	return write(db, actor, {
		may: 'edit_plan',
		form: { about: { kind: 'plan_draft', id }, seen: version },
		request,
		raises: 'nothing',
		read: (trx) => foundDraft<string>(trx, id),
		write: async (trx, { draft }) => {
			await trx
				.updateTable('plan_draft')
				.set({ discarded_at: new Date(), version: draft.version + 1 })
				.where('id', '=', id)
				.execute();
			const detail = { code: draft.title };
			return {
				result: id,
				entry: { action: 'draft_discarded', subjectKind: 'plan_draft', subjectId: id, detail }
			};
		}
	});
}
