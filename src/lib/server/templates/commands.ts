/** Templates are made of plans, and withdrawn; nothing of one is ever changed. */
import { sql } from 'kysely';
import { today } from '#lib/domain/records/dates.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';
import { slugOf } from '../plans/commands.ts';
import { NotFound, Refused } from '../writing/refusals.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { write } from '../writing/write.ts';
import { copyItems } from './make-items.ts';

export interface TemplateFields {
	title: string;
	description: string | null;
	/** In one sentence: why it is offered for others to take from. */
	reason: string;
	/** The id of the template of the same plan that it is made anew of; null: of none. */
	followsId: string | null;
}

async function freeSlug(trx: Trx, title: string): Promise<string> {
	// of two who make templates at once the second sees what the first made
	await sql`select pg_advisory_xact_lock(hashtext('new template'))`.execute(trx);
	const wanted = slugOf(title);
	const taken = await trx
		.selectFrom('template')
		.where('slug', 'like', `${wanted}%`)
		.select('slug')
		.execute();
	const slugs = new Set([...taken.map(({ slug }) => slug)]);
	let slug = wanted;
	for (let number = 2; slugs.has(slug); number += 1) slug = `${wanted}-${number}`;
	return slug;
}

/** Keeps others from writing the plan until it is copied. */
async function hold(trx: Trx, planId: string): Promise<void> {
	const plan = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.where('discarded_at', 'is', null)
		.select('id')
		.forShare()
		.executeTakeFirst();
	if (!plan) throw new NotFound();
}

async function refuseOther(trx: Trx, planId: string, followsId: string | null): Promise<void> {
	if (followsId === null) return;
	const followed = await trx
		.selectFrom('template')
		.where('id', '=', followsId)
		.where('plan_id', '=', planId)
		.select('id')
		.executeTakeFirst();
	if (!followed) throw new Refused('follows', 'unknown_choice');
}

/**
 * Makes a template of what a plan holds today, as it is known now; its name in addresses is returned.
 *
 * @throws Refused where the plan has no elements; NotFound where it was discarded; NotAllowed
 */
export function make(
	db: Db,
	actor: Actor,
	plan: Pick<PlanRow, 'id' | 'time_zone' | 'language' | 'labels' | 'demonstration'>,
	{ title, description, reason, followsId }: TemplateFields,
	{ request, now }: { request?: SentForm; now: Date }
): Promise<string> {
	return write(db, actor, {
		...{ may: 'edit_plan', raises: 'nothing', request },
		read: async (trx) => {
			await hold(trx, plan.id);
			await refuseOther(trx, plan.id, followsId);
			return { planId: plan.id };
		},
		write: async (trx, _, { actorId }) => {
			const { id, slug } = await trx
				.insertInto('template')
				.values({
					...{ slug: await freeSlug(trx, title), title, description, plan_id: plan.id, reason },
					...{ language: plan.language, labels: JSON.stringify(plan.labels) },
					...{ provenance: plan.demonstration ? 'demo' : 'editorial', follows_id: followsId },
					...{ made_by: actorId, known_at: sql<Date>`clock_timestamp()` }
				})
				.returning(['id', 'slug'])
				.executeTakeFirstOrThrow();
			const held = { planId: plan.id, day: today(plan.time_zone, now), known: null };
			const elements = await copyItems(trx, id, held);
			if (elements === 0) throw new Refused('', 'template_empty');
			const detail = { code: title, reason, template: slug, elements };
			const about = { subjectKind: 'template', subjectId: id };
			return { result: slug, entry: { action: 'template_made', ...about, detail } };
		}
	});
}

/**
 * Withdraws a template: nothing can be taken from it any more. What was taken stays, and names it.
 *
 * @throws Refused where it was withdrawn already; NotFound; NotAllowed
 */
export function withdraw(
	db: Db,
	actor: Actor,
	id: string,
	{ reason, request }: { reason: string; request?: SentForm }
): Promise<void> {
	return write(db, actor, {
		...{ may: 'edit_plan', raises: 'nothing', request },
		read: async (trx) => {
			const template = await trx
				.selectFrom('template')
				.where('id', '=', id)
				.select(['slug', 'title', 'plan_id', 'withdrawn_at'])
				.forUpdate()
				.executeTakeFirst();
			if (!template) return undefined;
			if (template.withdrawn_at !== null) throw new Refused('', 'template_withdrawn');
			return { ...template, planId: template.plan_id };
		},
		write: async (trx, { slug, title }) => {
			await trx
				.updateTable('template')
				.set({ withdrawn_at: sql<Date>`clock_timestamp()`, withdrawn_reason: reason })
				.where('id', '=', id)
				.execute();
			const about = { subjectKind: 'template', subjectId: id };
			const detail = { code: title, reason, template: slug };
			return { result: undefined, entry: { action: 'template_withdrawn', ...about, detail } };
		}
	});
}
