/** Checklists of a plan: what each compares it with, what was answered, and what was made of gaps. */
import { sql } from 'kysely';
import type { Answer, Verdict } from '#lib/domain/checklists/answers.ts';
import { linesOfAxes, linesOfTemplate, type ChecklistLine } from '#lib/domain/checklists/items.ts';
import { frameworkTitle } from '#lib/domain/frameworks/framework.ts';
import type { Db } from '../db/connect.ts';
import type { ChecklistStepTable } from '../db/schema/checklists.ts';
import { wasKnown, type AsKnown } from '../facts/as-known.ts';
import { isId } from '../elements/queries.ts';
import * as frameworks from '../frameworks/queries.ts';
import { closings, type GapClosing } from '../gaps/closings.ts';
import * as templates from '../templates/queries.ts';

export type ChecklistStep = ChecklistStepTable['step'];

/** What a plan is compared with: all axes of a framework or one of them, or a template. */
export type Against =
	{ kind: 'framework'; id: string; axisId: string | null } | { kind: 'template'; id: string };

export interface Checklist {
	id: string;
	planId: string;
	title: string;
	against: Against;
	/** Null: it came with the plan. */
	by: string | null;
	at: Date;
	/** The last one; null: it was neither published nor set aside. */
	step: ChecklistStep | null;
	/** By which a form that says something of the whole knows it again. */
	version: string;
}

type ChecklistRow = Omit<Checklist, 'against'> & {
	frameworkId: string | null;
	axisId: string | null;
	templateId: string | null;
};

/** All moments at which something is known, or up to one. */
const known = (at: AsKnown | null, column: string) =>
	at ? wasKnown(at, column) : sql<boolean>`true`;

/** Those of a plan that were there, in the order in which they were made; set aside ones too. */
export async function ofPlan(
	db: Db,
	planId: string,
	at: AsKnown | null = null
): Promise<Checklist[]> {
	const { rows } = await sql<ChecklistRow>`
		select one.id, one.plan_id as "planId", one.checklist_title as title,
			one.framework_id as "frameworkId", one.axis_id as "axisId", one.template_id as "templateId",
			person.name as by, one.recorded_at as at, last.step,
			coalesce(last.id, 0)::text as version
		from checklist one
		left join user_account person on person.id = one.by_user
		left join lateral (
			select step.id, step.step from checklist_step step
			where step.checklist_id = one.id order by step.id desc limit 1
		) last on true
		where one.plan_id = ${planId} and ${known(at, 'one.recorded_at')}
		order by one.id
	`.execute(db);
	return rows.map(({ frameworkId, axisId, templateId, ...one }) => ({
		...one,
		against:
			frameworkId === null
				? { kind: 'template', id: templateId! }
				: { kind: 'framework', id: frameworkId, axisId }
	}));
}

/** One of a plan that was not set aside; undefined where there is none such, or there was none then. */
export async function find(
	db: Db,
	planId: string,
	id: string,
	at: AsKnown | null = null
): Promise<Checklist | undefined> {
	if (!isId(id)) return undefined;
	const all = await ofPlan(db, planId, at);
	return all.find((one) => one.id === id && one.step !== 'set_aside');
}

/** All that was answered, in the order in which it was. */
export async function answersOf(
	db: Db,
	checklistId: string,
	at: AsKnown | null = null
): Promise<Answer[]> {
	const { rows } = await sql<{
		id: string;
		item: string;
		verdict: Verdict | null;
		reason: string | null;
		elementIds: string[];
		by: string | null;
		at: Date;
	}>`
		select one.id, one.item_key as item, one.verdict, one.answer_reason as reason,
			one.element_ids::text[] as "elementIds", person.name as by, one.recorded_at as at
		from checklist_answer one
		left join user_account person on person.id = one.by_user
		where one.checklist_id = ${checklistId} and ${known(at, 'one.recorded_at')}
		order by one.id
	`.execute(db);
	return rows;
}

/** What a checklist compares a plan with. */
export interface Compared {
	kind: Against['kind'];
	/** Its name in addresses. */
	slug: string;
	/** With its version, and with its axis where that is one of several. */
	title: string;
	language: string;
	lines: ChecklistLine[];
	/** The version that follows it; null: none does. */
	followedBy: { slug: string; title: string } | null;
	/** It was withdrawn: what was begun with it goes on. */
	withdrawn: boolean;
	/** Everybody may read its words. */
	isPublic: boolean;
}

async function framework(
	db: Db,
	{ id, axisId }: Extract<Against, { kind: 'framework' }>
): Promise<Compared> {
	const found = (await frameworks.one(db, id))!;
	const axes = found.axes.filter((axis) => axisId === null || axis.id === axisId);
	const whole = frameworkTitle(found);
	const later = await db
		.selectFrom('framework')
		.where('follows_id', '=', id)
		.select(['slug', 'title', 'edition'])
		.executeTakeFirst();
	return {
		...{ kind: 'framework', slug: found.slug, language: found.language },
		title:
			axes.length < found.axes.length
				? `${whole}: ${axes.map(({ title }) => title).join(', ')}`
				: whole,
		lines: linesOfAxes(axes),
		followedBy: later ? { slug: later.slug, title: frameworkTitle(later) } : null,
		...{ withdrawn: false, isPublic: true }
	};
}

async function template(db: Db, id: string): Promise<Compared> {
	const { slug } = await db
		.selectFrom('template')
		.where('id', '=', id)
		.select('slug')
		.executeTakeFirstOrThrow();
	const found = (await templates.find(db, slug))!;
	const { elements } = await templates.items(db, id);
	return {
		...{ kind: 'template', slug, title: found.title, language: found.language },
		...{ lines: linesOfTemplate(elements), followedBy: found.followedBy },
		...{ withdrawn: found.withdrawn !== null, isPublic: !found.plan.hidden }
	};
}

/** What a checklist holds a plan against, as it was when that began: it is not changed any more. */
export const comparedWith = (db: Db, against: Against): Promise<Compared> =>
	against.kind === 'framework' ? framework(db, against) : template(db, against.id);

/** An element of a plan as an answer names it. */
export interface NamedElement {
	id: string;
	parentId: string | null;
	kind: string;
	code: string;
	title: string;
	description: string | null;
	retired: boolean;
}

/** All elements of a plan as they stand now, retired ones too. */
export async function namedElements(db: Db, planId: string): Promise<NamedElement[]> {
	return await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.select(['id', 'parent_id as parentId', 'kind', 'code', 'title', 'description'])
		.select((eb) => eb('retired_at', 'is not', null).$castTo<boolean>().as('retired'))
		.orderBy('position')
		.orderBy('id')
		.execute();
}

/** Of the elements of a plan the keys of the items that each is tagged with or was made from. */
export async function markedWith(db: Db, planId: string): Promise<Map<string, string[]>> {
	const { rows } = await sql<{ id: string; key: string }>`
		select element.id, 'term:' || term.term_id as key
		from element_term term join element on element.id = term.element_id
		where element.plan_id = ${planId}
		union all
		select id, 'item:' || template_element_id from element
		where plan_id = ${planId} and template_element_id is not null
	`.execute(db);
	const byElement = Map.groupBy(rows, ({ id }) => id);
	return new Map([...byElement].map(([id, those]) => [id, those.map(({ key }) => key)]));
}

/** What was made of a gap, as it stands now. */
export interface Closing extends Omit<GapClosing, 'key'> {
	item: string;
}

/** What the gaps of a checklist are being closed by. */
export async function closingsOf(db: Db, checklistId: string): Promise<Closing[]> {
	const all = await closings(db, 'checklist', [checklistId]);
	return all.map(({ key: item, ...one }) => ({ item, ...one }));
}
