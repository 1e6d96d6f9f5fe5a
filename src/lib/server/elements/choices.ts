/** What an element's page lets a planner choose from. */
import type { FieldValue, Fields } from '#lib/domain/records/changes.ts';
import { mayNest } from '#lib/domain/records/nesting.ts';
import { frameworkTitle, type Framework } from '#lib/domain/frameworks/framework.ts';
import { ownerRoles, type Arity, type ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '../db/connect.ts';
import { frameworks, termNames } from '../frameworks/queries.ts';
import { Refused } from '../writing/refusals.ts';
import { elementColumns, type ElementFields } from './fields.ts';
import { inPlanOrder } from './plan-order.ts';

export interface OrganisationChoice {
	id: string;
	acronym: string;
	name: string;
	jurisdiction: string;
	/** Valid on the day; one that is not is kept where it stands and cannot be chosen anew. */
	valid: boolean;
}
export interface TermChoice {
	id: string;
	code: string;
	/** What it is called where its framework is not named beside it. */
	name: string;
	title: string;
	/** Of its axis, whose terms stand together. */
	axisId: string;
}
export interface AxisChoice {
	id: string;
	title: string;
	/** Of its framework, with its version. */
	framework: string;
	language: string;
	arity: Arity;
}
export interface ElementChoice {
	id: string;
	parentId: string | null;
	kind: ElementKind;
	code: string;
	title: string;
	/** Not retired; one that is keeps its name for what still speaks of it. */
	live: boolean;
}
export interface Choices {
	organisations: OrganisationChoice[];
	/** By framework and axis, in their order. */
	terms: TermChoice[];
	axes: AxisChoice[];
	/** In the plan's order. */
	elements: ElementChoice[];
}

export async function organisations(db: Db, today: string): Promise<OrganisationChoice[]> {
	const rows = await db
		.selectFrom('organisation')
		.select(['id', 'acronym', 'name', 'jurisdiction', 'valid_from', 'valid_to'])
		.orderBy('jurisdiction')
		.orderBy('acronym')
		.execute();
	return rows.map(({ valid_from, valid_to, ...row }) => ({
		...row,
		valid: (valid_from ?? today) <= today && (valid_to === null || valid_to > today)
	}));
}

function termChoices(all: readonly Framework[], names: readonly { id: string; name: string }[]) {
	const nameOf = new Map(names.map(({ id, name }) => [id, name]));
	const axes = all.flatMap((framework) =>
		framework.axes.map(({ id, title, arity, terms }) => ({
			...{ id, title, arity, framework: frameworkTitle(framework) },
			...{ language: framework.language, terms }
		}))
	);
	return {
		axes: axes.map(({ terms: _, ...axis }): AxisChoice => axis),
		terms: axes.flatMap(({ id: axisId, terms }) =>
			terms.map(({ id, code, title }): TermChoice => {
				return { id, code, title, axisId, name: nameOf.get(id)! };
			})
		)
	};
}

/** The terms of all frameworks, as forms offer them. */
export async function termsOffered(db: Db): Promise<Pick<Choices, 'axes' | 'terms'>> {
	return termChoices(await frameworks(db), await termNames(db));
}

export async function choices(db: Db, planId: string, today: string): Promise<Choices> {
	const [offices, offered, elements] = await Promise.all([
		organisations(db, today),
		termsOffered(db),
		db
			.selectFrom('element')
			.where('plan_id', '=', planId)
			.select((eb) => [
				'id',
				'parent_id as parentId',
				'kind',
				'code',
				'title',
				eb('retired_at', 'is', null).$castTo<boolean>().as('live')
			])
			.orderBy('position')
			.orderBy('id')
			.execute()
	]);
	return { organisations: offices, ...offered, elements: inPlanOrder(elements) };
}

/** The elements that this one may also serve: wider ones that it does not stand beneath anyway. */
export function servable(
	element: { kind: ElementKind; parent_id: string | null },
	elements: ElementChoice[]
): ElementChoice[] {
	const byId = new Map(elements.map((choice) => [choice.id, choice]));
	const above = new Set<string>();
	for (let id = element.parent_id; id !== null; id = byId.get(id)?.parentId ?? null) above.add(id);
	return elements.filter(
		({ id, kind, live }) => live && mayNest(element.kind, kind) && !above.has(id)
	);
}

function wordOf<Choice extends { id: string }>(
	choices: Choice[],
	field: string,
	word: (choice: Choice) => string
): (id: string) => string {
	const words = new Map(choices.map((choice) => [choice.id, word(choice)]));
	return (id) => {
		const found = words.get(id);
		if (found === undefined) throw new Refused(field, 'unknown_choice');
		return found;
	};
}

/**
 * An element's fields in words instead of ids, for comparing, for the audit log and for people.
 *
 * @throws Refused where something chosen does not exist
 */
export function inWords(fields: ElementFields, choices: Choices): Fields {
	const acronym = wordOf(choices.organisations, 'owners', (choice) => choice.acronym);
	const term = wordOf(choices.terms, 'terms', (choice) => choice.name);
	const code = wordOf(choices.elements, 'also_serves', (choice) => choice.code);
	const columns: Fields = Object.fromEntries(
		elementColumns.map((name): [string, FieldValue] => [name, fields[name]])
	);
	return {
		...columns,
		owners: ownerRoles
			.map((role) => ({
				role,
				organisations: fields.owners
					.filter((owner) => owner.role === role)
					.map((owner) => acronym(owner.organisation_id))
					.sort()
			}))
			.filter((group) => group.organisations.length > 0),
		milestones: fields.milestones.map(({ id: _, ...milestone }) => milestone),
		terms: fields.terms.map(term).sort(),
		also_serves: fields.also_serves.map(code).sort()
	};
}
