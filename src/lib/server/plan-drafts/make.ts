/** Makes the plan of a draft: all of it or nothing. It is a draft itself, until it is adopted. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import { codesOf } from '#lib/domain/proposals/work/coded.ts';
import type { Db, Trx } from '../db/connect.ts';
import { explainStart, makePlan, type NewPlan } from '../plans/commands.ts';
import { raiseDraftRevision } from '../writing/revision.ts';
import { Refused } from '../writing/refusals.ts';
import { write, type Found } from '../writing/write.ts';
import { locked, type Asked } from './commands.ts';
import { insertElements } from './make-elements.ts';
import { insertPassages, type PublicationFields } from './make-passages.ts';
import { explainStated, type MadeReasons } from './make-provenance.ts';
import type { DraftRow } from './queries.ts';

export interface MadePlan {
	/** Null: it fills the plan that it was begun for. */
	plan: Omit<NewPlan, 'vision' | 'mission'> | null;
	publication: PublicationFields;
	/** Why fields are as they are that the publication does not state, in the plan's language. */
	reasons: MadeReasons;
}

interface Filled {
	id: string;
	slug: string;
	/** Those of the plan's own fields that the text may say. */
	open: ('vision' | 'mission')[];
}

const said = ({ text }: DraftRow, span: { start: number; end: number } | null) =>
	span && text.slice(span.start, span.end).replace(/\s+/g, ' ');

/** A new plan with what was entered of it. */
async function newPlan(
	trx: Trx,
	draft: DraftRow,
	plan: Omit<NewPlan, 'vision' | 'mission'>,
	reasons: MadeReasons
): Promise<Filled> {
	const { vision, mission } = draft.worked;
	const words = { vision: said(draft, vision), mission: said(draft, mission) };
	const made = await makePlan(trx, { ...plan, ...words });
	await explainStart(trx, made.id, reasons);
	return { ...made, open: ['vision', 'mission'] };
}

/** The plan that the text is to fill: nobody else writes in it meanwhile. */
async function filledPlan(trx: Trx, draft: DraftRow, planId: string): Promise<Filled> {
	if (!(await raiseDraftRevision(trx, planId))) throw new Refused('', 'adopted_already');
	const element = await trx
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.select('id')
		.executeTakeFirst();
	if (element) throw new Refused('', 'plan_filled');
	const plan = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.select(['id', 'slug', 'vision', 'mission'])
		.executeTakeFirstOrThrow();
	const open = (['vision', 'mission'] as const).filter((field) => plan[field] === null);
	for (const field of open)
		await trx
			.updateTable('plan')
			.set({ [field]: said(draft, draft.worked[field]) })
			.where('id', '=', planId)
			.execute();
	return { id: plan.id, slug: plan.slug, open };
}

async function made(trx: Trx, draft: DraftRow, { plan, publication, reasons }: MadePlan) {
	const filled = plan
		? await newPlan(trx, draft, plan, reasons)
		: await filledPlan(trx, draft, draft.fills_id!);
	const passages = await insertPassages(trx, filled.id, draft, publication);
	const codes = codesOf(draft.worked);
	await insertElements(trx, filled.id, { draft, codes, passages, reasons });
	await explainStated(trx, filled.id, filled.open, { draft, passages, reasons });
	return filled;
}

/**
 * Makes the plan, or fills the one that the draft was begun for; its slug is returned.
 *
 * @throws Conflict where the draft was changed since; Refused where another plan has the title, or the
 *   plan that it fills has elements by now
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
			if (!draft || (given.plan === null) !== (draft.fills_id !== null)) return undefined;
			return { planId: draft.fills_id, version: draft.version, draft };
		},
		write: async (trx, { draft }) => {
			const plan = await made(trx, draft, given);
			await trx
				.updateTable('plan_draft')
				.set({ plan_id: plan.id, version: draft.version + 1 })
				.where('id', '=', id)
				.execute();
			const detail = { code: given.plan?.title ?? draft.title, plan: plan.id };
			return {
				result: plan.slug,
				entry: { action: 'plan_made', subjectKind: 'plan_draft', subjectId: id, detail }
			};
		}
	});
}
