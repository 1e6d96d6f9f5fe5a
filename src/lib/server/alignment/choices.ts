/** What a planner can align, and to what. */
import { parentKey } from '#lib/domain/alignment/links.ts';
import type {
	AlignmentRecord,
	OutsidePlan,
	OutsideStatement
} from '#lib/domain/alignment/records.ts';
import type { Db } from '../db/connect.ts';
import { findParent, outsideName } from './names.ts';

/** Something to choose, under what it stands with. */
export interface ParentChoice {
	/** See {@link findParent}. */
	value: string;
	code: string | null;
	title: string;
	group: 'statements' | 'outside' | 'plans' | 'elements' | 'term';
	/** Of the plan or framework whose group it is; null: there is one such group. */
	of: string | null;
	/** Its plan is not adopted, so nobody else sees it. */
	hidden: boolean;
}

const plain = <Group extends ParentChoice['group']>(group: Group) => ({ group, of: null });

/** Other plans that are there, with all their elements in order. */
async function here(db: Db, planId: string): Promise<ParentChoice[]> {
	const plans = await db
		.selectFrom('plan')
		.where('id', '<>', planId)
		.where('discarded_at', 'is', null)
		.select((eb) => eb.fn.coalesce('short_title', 'title').as('name'))
		.select(['id', 'draft'])
		.orderBy('demonstration')
		.orderBy('title')
		.execute();
	const elements = await db
		.selectFrom('element')
		.where('retired_at', 'is', null)
		.where('plan_id', '<>', planId)
		.select(['id', 'plan_id', 'code'])
		.select((eb) => eb.fn.coalesce('short_title', 'title').as('title'))
		.orderBy('code')
		.execute();
	const byPlan = Map.groupBy(elements, ({ plan_id }) => plan_id);
	return [
		...plans.map(({ id, name: title, draft: hidden }): ParentChoice => ({
			...{ value: `plan:${id}`, code: null, title, ...plain('plans'), hidden }
		})),
		...plans.flatMap(({ id, name, draft: hidden }) =>
			(byPlan.get(id) ?? []).map(({ id: element, code, title }): ParentChoice => ({
				...{ value: `element:${element}`, code, title, hidden },
				...{ group: 'elements', of: name }
			}))
		)
	];
}

async function terms(db: Db): Promise<ParentChoice[]> {
	const rows = await db
		.selectFrom('framework_term as term')
		.innerJoin('framework', 'framework.id', 'term.framework_id')
		.select(['term.id', 'term.code', 'term.title', 'framework.title as framework'])
		.orderBy('framework.id')
		.orderBy('term.axis_id')
		.orderBy('term.position')
		.execute();
	return rows.map(({ id, code, title, framework }) => ({
		...{ value: `term:${id}`, code, title, hidden: false },
		...{ group: 'term', of: framework }
	}));
}

export interface AlignmentChoices {
	parents: ParentChoice[];
	/** The plan's own elements, in order. */
	children: { id: string; code: string; title: string }[];
}

/** @param links of the plan: what they lead to can be kept, also where it is there no more */
export async function choices(
	db: Db,
	planId: string,
	{
		links,
		outside,
		statements
	}: { links: AlignmentRecord[]; outside: OutsidePlan[]; statements: OutsideStatement[] }
): Promise<AlignmentChoices> {
	const titles = new Map(outside.map((plan) => [plan.id, outsideName(plan)]));
	const children = await db
		.selectFrom('element')
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select(['id', 'code'])
		.select((eb) => eb.fn.coalesce('short_title', 'title').as('title'))
		.orderBy('code')
		.execute();
	const parents: ParentChoice[] = [
		...statements.map(({ id, code, words, outsideId }): ParentChoice => ({
			...{ value: `statement:${id}`, code, hidden: false, ...plain('statements') },
			title: `${titles.get(outsideId) ?? ''}: ${words.slice(0, 80)}`
		})),
		...outside.map((plan): ParentChoice => ({
			...{ value: `outside:${plan.id}`, code: null, hidden: false, ...plain('outside') },
			title: outsideName(plan)
		})),
		...(await here(db, planId)),
		...(await terms(db))
	];
	const offered = new Set(parents.map(({ value }) => value));
	for (const { parent } of links) {
		const value = parentKey(parent);
		if (offered.has(value)) continue;
		const found = await findParent(db, value);
		const title = found?.name ?? '…';
		parents.push({ value, code: null, title, ...plain('plans'), hidden: true });
		offered.add(value);
	}
	return { parents, children };
}
