/** What is aligned and what it is aligned to, as the log and the form call it; and whether it is there. */
import type { Parent } from '#lib/domain/alignment/links.ts';
import type { OutsidePlan } from '#lib/domain/alignment/records.ts';
import { isId } from '../elements/queries.ts';
import type { Db } from '../db/connect.ts';
import { outsidePlans, outsideStatements } from './records.ts';

/** A parent as a form chooses it: `plan:3`, `element:45`, `outside:2`, `statement:7`, `term:9`. */
export const parentKinds = ['plan', 'element', 'outside', 'statement', 'term'] as const;

export interface FoundParent {
	parent: Parent;
	/** What it is called. */
	name: string;
}

/** An outside plan by its title and the version of it. */
export const outsideName = ({ title, edition }: Pick<OutsidePlan, 'title' | 'edition'>): string =>
	edition === null ? title : `${title} (${edition})`;

async function planHere(trx: Db, id: string): Promise<FoundParent | undefined> {
	const found = await trx
		.selectFrom('plan')
		.where('id', '=', id)
		.where('discarded_at', 'is', null)
		.select((eb) => eb.fn.coalesce('short_title', 'title').as('name'))
		.executeTakeFirst();
	return found && { parent: { kind: 'here', planId: id, elementId: null }, name: found.name };
}

async function elementHere(trx: Db, id: string): Promise<FoundParent | undefined> {
	const found = await trx
		.selectFrom('element')
		.innerJoin('plan', 'plan.id', 'element.plan_id')
		.where('element.id', '=', id)
		.where('element.retired_at', 'is', null)
		.where('plan.discarded_at', 'is', null)
		.select((eb) => eb.fn.coalesce('plan.short_title', 'plan.title').as('plan'))
		.select(['element.code', 'element.plan_id'])
		.executeTakeFirst();
	if (!found) return undefined;
	const parent: Parent = { kind: 'here', planId: found.plan_id, elementId: id };
	return { parent, name: `${found.plan} ${found.code}` };
}

async function outside(trx: Db, id: string): Promise<FoundParent | undefined> {
	const found = (await outsidePlans(trx)).find((one) => one.id === id);
	const parent: Parent = { kind: 'outside', outsideId: id, statementId: null };
	return found && { parent, name: outsideName(found) };
}

async function statement(trx: Db, id: string): Promise<FoundParent | undefined> {
	const found = (await outsideStatements(trx)).find((one) => one.id === id);
	const of = found && (await outside(trx, found.outsideId));
	if (!of) return undefined;
	const parent: Parent = { kind: 'outside', outsideId: found.outsideId, statementId: id };
	return { parent, name: `${of.name}: ${found.code ?? found.words.slice(0, 60)}` };
}

async function term(trx: Db, id: string): Promise<FoundParent | undefined> {
	const found = await trx
		.selectFrom('framework_term as term')
		.innerJoin('framework', 'framework.id', 'term.framework_id')
		.where('term.id', '=', id)
		.select(['framework.title', 'term.code'])
		.executeTakeFirst();
	return found && { parent: { kind: 'term', termId: id }, name: `${found.title} ${found.code}` };
}

const finders: Record<
	(typeof parentKinds)[number],
	(trx: Db, id: string) => Promise<FoundParent | undefined>
> = { plan: planHere, element: elementHere, outside, statement, term };

/** The parent that a form chose; undefined where there is none such, or no more. */
export async function findParent(trx: Db, chosen: string): Promise<FoundParent | undefined> {
	const [kind = '', id = ''] = chosen.split(':');
	const find = parentKinds.find((one) => one === kind);
	return find && isId(id) ? finders[find](trx, id) : undefined;
}
