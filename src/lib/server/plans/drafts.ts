/** Plans that are not adopted yet, which only planners see: who began them, and what is lost with one. */
import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';

/** Who began a draft, and when; by whom is null where nobody was signed in. */
export interface Begun {
	by: string | null;
	at: Date;
}

export interface DraftedPlan {
	slug: string;
	title: string;
	language: string;
	timeZone: string;
	/** Null: the log does not tell. */
	begun: Begun | null;
}

/** By title. */
export async function list(db: Db): Promise<DraftedPlan[]> {
	const rows = await db
		.selectFrom('plan')
		.leftJoin('plan_draft', 'plan_draft.plan_id', 'plan.id')
		// it was begun by hand, or made of a text
		.leftJoinLateral(
			(eb) =>
				eb
					.selectFrom('audit_entry as entry')
					.leftJoin('user_account as person', 'person.id', 'entry.actor_id')
					.where((on) =>
						on.or([
							on.and([
								on('entry.subject_kind', '=', 'plan'),
								on('entry.action', '=', 'plan_started'),
								on('entry.subject_id', '=', sql<string>`plan.id::text`)
							]),
							on.and([
								on('entry.subject_kind', '=', 'plan_draft'),
								on('entry.action', '=', 'plan_made'),
								on('entry.subject_id', '=', sql<string>`plan_draft.id::text`)
							])
						])
					)
					.select(['person.name as by', 'entry.occurred_at as at'])
					.orderBy('entry.id')
					.limit(1)
					.as('begun'),
			(join) => join.onTrue()
		)
		.where('plan.draft', '=', true)
		.where('plan.discarded_at', 'is', null)
		.select(['plan.slug', 'plan.title', 'plan.language', 'plan.time_zone as timeZone'])
		.select(['begun.by', 'begun.at'])
		.distinctOn(['plan.title', 'plan.id'])
		.orderBy('plan.title')
		.orderBy('plan.id')
		.orderBy('begun.at')
		.execute();
	return rows.map(({ by, at, ...plan }) => ({ ...plan, begun: at === null ? null : { by, at } }));
}

/** What a draft has by now. */
export interface DraftContents {
	goals: number;
	objectives: number;
	activities: number;
	kpis: number;
	lines: number;
	/** Texts that are being worked on to fill it. */
	texts: number;
}

export async function contents(db: Db, planId: string): Promise<DraftContents> {
	const { rows } = await sql<DraftContents>`
		with live as (select id, kind from element where plan_id = ${planId} and retired_at is null)
		select
			(select count(*)::int from live where kind = 'goal') as goals,
			(select count(*)::int from live where kind = 'objective') as objectives,
			(select count(*)::int from live where kind = 'activity') as activities,
			(select count(*)::int from kpi where plan_id = ${planId} and retired_at is null) as kpis,
			(select count(*)::int from budget_line where element_id in (select id from live)) as lines,
			(select count(*)::int from plan_draft where fills_id = ${planId}
				and plan_id is null and discarded_at is null) as texts
	`.execute(db);
	return rows[0]!;
}

/** What was to fill it is worked on as a plan of its own. */
async function freeTexts(trx: Trx, planId: string): Promise<void> {
	await trx
		.updateTable('plan_draft')
		.set((eb) => ({ fills_id: null, version: eb('version', '+', 1) }))
		.where('fills_id', '=', planId)
		.where('plan_id', 'is', null)
		.where('discarded_at', 'is', null)
		.execute();
}

/**
 * Sets a draft aside for good: it is on no list and at no address any more, and another plan may have its
 * title. Its rows stay with the record.
 *
 * @param seen the revision of the plan that the form was made from
 * @param reason in one sentence
 * @throws Conflict where the draft was changed since; Refused where it was adopted; NotFound where it was
 *   discarded already; NotAllowed
 */
export function discard(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ seen, reason }: { seen: string; reason: string }
): Promise<void> {
	return write(db, actor, {
		may: 'edit_plan',
		form: { about: { kind: 'plan', id: plan.id }, seen },
		request: plan.request,
		raises: 'nothing',
		read: async (trx) => {
			const found = await trx
				.selectFrom('plan')
				.where('id', '=', plan.id)
				.where('discarded_at', 'is', null)
				.select(['slug', 'title', 'draft', 'revision'])
				.forNoKeyUpdate()
				.executeTakeFirst();
			if (!found) return undefined;
			if (!found.draft) throw new Refused('', 'adopted_already');
			return { planId: plan.id, version: found.revision, ...found };
		},
		write: async (trx, { slug, title }) => {
			const held = await contents(trx, plan.id);
			await trx
				.updateTable('plan')
				.set((eb) => ({
					discarded_at: sql<Date>`clock_timestamp()`,
					slug: `${slug}-discarded-${plan.id}`,
					revision: eb('revision', '+', '1')
				}))
				.where('id', '=', plan.id)
				.execute();
			await freeTexts(trx, plan.id);
			const detail = { code: title, reason, slug, ...held };
			return {
				result: undefined,
				entry: { action: 'plan_discarded', subjectKind: 'plan', subjectId: plan.id, detail }
			};
		}
	});
}
