/** Items of a checklist are answered, many at once; each answer is appended, and none is lost. */
import { sql } from 'kysely';
import { latestAnswers, saysSame, type Answer, type Said } from '#lib/domain/checklists/answers.ts';
import { answerField, answerProblems } from '#lib/domain/checklists/entries.ts';
import { itemsOf, type ChecklistItem } from '#lib/domain/checklists/items.ts';
import type { Problem } from '#lib/domain/entries/entered.ts';
import { changes, type FieldValue, type Fields } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import { lock, userOf } from './commands.ts';
import { answersOf, comparedWith, namedElements, type NamedElement } from './queries.ts';

/** What is said of one item, and which answer its form was made from; empty: from none. */
export interface SentAnswer {
	item: string;
	seen: string;
	said: Said;
}

/** Somebody answered items since the form was read: both answers of each, and what it must carry to be taken. */
export class AnsweredSince extends Conflict {
	override name = 'AnsweredSince';
	/** By item the answer that stands now. */
	readonly latest: ReadonlyMap<string, Answer>;

	constructor(
		checklistId: string,
		latest: ReadonlyMap<string, Answer>,
		{ stored, sent }: { stored: Fields; sent: Fields }
	) {
		const newest = [...latest.values()].at(-1)!.id;
		super({ kind: 'checklist', id: checklistId }, newest, stored, sent);
		this.latest = latest;
	}
}

/** Appends an answer. */
export async function insertAnswer(
	trx: Trx,
	{ id, planId }: { id: string; planId: string },
	{ item, said }: Pick<SentAnswer, 'item' | 'said'>,
	{ byUser, recordedAt }: { byUser: string | null; recordedAt?: Date }
): Promise<void> {
	await trx
		.insertInto('checklist_answer')
		.values({
			...{ checklist_id: id, plan_id: planId, item_key: item, by_user: byUser },
			...{ verdict: said.verdict, answer_reason: said.reason, element_ids: said.elementIds },
			...(recordedAt && { recorded_at: recordedAt })
		})
		.execute();
}

interface Known {
	items: ReadonlyMap<string, ChecklistItem>;
	elements: ReadonlyMap<string, NamedElement>;
}

/** An answer as the log and both versions tell it: its elements by their codes; null: there is none. */
function inWords(said: Said | undefined, { elements }: Known): FieldValue {
	if (!said) return null;
	const { verdict, elementIds, reason } = said;
	const codes = elementIds.map((id) => elements.get(id)?.code ?? '…').join(', ');
	return { verdict: verdict ?? 'open', elements: codes || null, reason };
}

/** Answers by what their items are called. */
const byItem = (
	answers: readonly SentAnswer[],
	of: (one: SentAnswer) => Said | undefined,
	known: Known
): Fields =>
	Object.fromEntries(
		answers.map((one) => {
			const { code, title } = known.items.get(one.item)!;
			return [code ?? title, inWords(of(one), known)];
		})
	);

/** The elements that answers name, held so that none is retired meanwhile; in the plan's order. */
async function lockElements(trx: Trx, planId: string, answers: readonly SentAnswer[]) {
	const wanted = answers.flatMap(({ said }) => said.elementIds);
	if (!wanted.every(isId)) throw new Refused('', 'unknown_choice');
	await trx
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('id', '=', sql<string>`any(${[...new Set(wanted)]}::bigint[])`)
		.select('id')
		.orderBy('id')
		.forShare()
		.execute();
	return new Map((await namedElements(trx, planId)).map((one) => [one.id, one]));
}

/** What is wrong with an answer on account of the elements that it names. */
function elementProblems({ item, said }: SentAnswer, { elements }: Known): Problem[] {
	const field = answerField(item, 'elements');
	const named = said.elementIds.map((id) => elements.get(id));
	if (named.some((one) => one === undefined)) return [{ field, problem: 'covering_unknown' }];
	const retired = named.filter((one) => one!.retired).map((one) => one!.code);
	if (retired.length === 0) return [];
	return [{ field, problem: 'covering_retired', name: retired.join(', ') }];
}

function refuseStale(
	checklistId: string,
	answers: readonly SentAnswer[],
	latest: ReadonlyMap<string, Answer>,
	known: Known
): void {
	const stale = answers.filter(({ item, seen }) => (latest.get(item)?.id ?? '') !== seen);
	if (stale.length === 0) return;
	const standing = stale.flatMap(({ item }) => {
		const answer = latest.get(item);
		return answer ? [[item, answer] as const] : [];
	});
	throw new AnsweredSince(checklistId, new Map(standing), {
		stored: byItem(stale, ({ item }) => latest.get(item), known),
		sent: byItem(stale, ({ said }) => said, known)
	});
}

/**
 * Answers items of a checklist, all or none; says of how many something else is said than before. What is
 * said of an item already is not said again.
 *
 * @throws AnsweredSince where one was answered since its form was read; Invalid; Refused where an item is
 *   none of the checklist; NotFound; NotAllowed
 */
export function answer(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	checklistId: string,
	answers: readonly SentAnswer[]
): Promise<number> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: 'checklist_answered', kind: 'checklist', id: checklistId },
		...{ reason: null, unchanged: 0 },
		read: async (trx) => {
			const checklist = await lock(trx, plan.id, checklistId);
			if (!checklist) return undefined;
			const items = itemsOf((await comparedWith(trx, checklist.against)).lines);
			const known: Known = {
				items: new Map(items.map((item) => [item.key, item])),
				elements: await lockElements(trx, plan.id, answers)
			};
			if (!answers.every(({ item }) => known.items.has(item)))
				throw new Refused('', 'item_elsewhere');
			const latest = latestAnswers(await answersOf(trx, checklistId));
			const differing = answers.filter(({ item, said }) => !saysSame(latest.get(item), said));
			refuseStale(checklistId, differing, latest, known);
			return {
				...{ checklist, differing, code: checklist.title },
				changes: changes(
					byItem(differing, ({ item }) => latest.get(item), known),
					byItem(differing, ({ said }) => said, known)
				),
				problems: differing.flatMap((one) => [
					...answerProblems(one.item, one.said),
					...elementProblems(one, known)
				])
			};
		},
		write: async (trx, { checklist, differing }) => {
			for (const one of differing)
				await insertAnswer(trx, checklist, one, { byUser: userOf(actor) });
			return { result: differing.length };
		}
	});
}
