/** Makes the plan of a draft, once it is adopted: all of it or nothing. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { codesOf } from '#lib/domain/proposals/work/coded.ts';
import type { Db, Trx } from '../db/connect.ts';
import { makePlan, type NewPlan } from '../plans/commands.ts';
import { indexPlan } from '../search/commands.ts';
import { write, type Found } from '../writing/write.ts';
import { locked, type Asked } from './commands.ts';
import { insertElements } from './make-elements.ts';
import { insertPassages, type PublicationFields } from './make-passages.ts';
import { explainPlan, type MadeReasons } from './make-provenance.ts';
import type { DraftRow } from './queries.ts';

export interface MadePlan {
	plan: Omit<NewPlan, 'vision' | 'mission'>;
	publication: PublicationFields;
	adoptedOn: IsoDate;
	/** Why fields are as they are that the publication does not state, in the plan's language. */
	reasons: MadeReasons;
}

const said = ({ text }: DraftRow, span: { start: number; end: number } | null) =>
	span && text.slice(span.start, span.end).replace(/\s+/g, ' ');

async function made(trx: Trx, draft: DraftRow, given: MadePlan) {
	const { vision, mission } = draft.worked;
	const plan = await makePlan(trx, {
		...given.plan,
		vision: said(draft, vision),
		mission: said(draft, mission)
	});
	const passages = await insertPassages(trx, plan.id, draft, given.publication);
	const codes = codesOf(draft.worked);
	await insertElements(trx, plan.id, { draft, codes, passages, reasons: given.reasons });
	await explainPlan(trx, plan.id, { draft, passages, reasons: given.reasons });
	await indexPlan(trx, plan.id);
	return plan;
}

/**
 * Makes the plan; its slug is returned. From then on it is public.
 *
 * @throws Conflict where the draft was changed since
 */
export function make(
	db: Db,
	actor: Actor,
	id: string,
	given: MadePlan,
	{ request, version }: Asked
): Promise<string> {
	return write(db, actor, {
		may: 'edit_plan',
		form: { about: { kind: 'plan_draft', id }, seen: version },
		request,
		raises: 'nothing',
		read: async (trx): Promise<(Found<string> & { draft: DraftRow }) | undefined> => {
			const draft = await locked(trx, id);
			return draft && { planId: null, version: draft.version, draft };
		},
		write: async (trx, { draft }) => {
			const plan = await made(trx, draft, given);
			await trx
				.updateTable('plan_draft')
				.set({ plan_id: plan.id, adopted_on: given.adoptedOn, version: draft.version + 1 })
				.where('id', '=', id)
				.execute();
			const detail = { code: given.plan.title, plan: plan.id, adopted_on: given.adoptedOn };
			return {
				result: plan.slug,
				entry: { action: 'plan_made', subjectKind: 'plan_draft', subjectId: id, detail }
			};
		}
	});
}
