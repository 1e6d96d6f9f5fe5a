/** Under which terms of frameworks an organisation stands. */
import { sql } from 'kysely';
import { overfullAxes, tagField } from '#lib/domain/frameworks/tags.ts';
import { movedTags, type MovedTagsOf } from '#lib/domain/frameworks/succession.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { one as frameworkOf, tagChoices, termMap, termNames } from '../frameworks/queries.ts';
import { wordsOfTerms } from '../frameworks/words.ts';
import { Refused } from '../writing/refusals.ts';
import { write, type Batch } from '../writing/write.ts';
import { actOn, change, locked } from './commands.ts';
import { entryOf, type OrganisationAct, type OrganisationAtVersion } from './fields.ts';

/** Ids of its terms, of any frameworks. */
export async function termsOf(db: Db, id: string): Promise<string[]> {
	const rows = await db
		.selectFrom('organisation_term')
		.where('organisation_id', '=', id)
		.select('term_id')
		.orderBy('term_id')
		.execute();
	return rows.map(({ term_id }) => term_id);
}

export interface TermOfOrganisation {
	code: string;
	title: string;
	framework: { slug: string; title: string; language: string };
}

/** Its terms in words, those of frameworks alone by which some plan says that it is set out. */
export async function publicTermsOf(
	db: Db,
	id: string,
	isPublic: (frameworkId: string) => boolean
): Promise<TermOfOrganisation[]> {
	const rows = await db
		.selectFrom('organisation_term')
		.innerJoin('framework_term as term', 'term.id', 'organisation_term.term_id')
		.innerJoin('framework', 'framework.id', 'term.framework_id')
		.where('organisation_term.organisation_id', '=', id)
		.select(['term.code', 'term.title', 'framework.id', 'framework.slug', 'framework.language'])
		.select('framework.title as name')
		.orderBy('framework.id')
		.orderBy('term.axis_id')
		.orderBy('term.position')
		.execute();
	return rows
		.filter((row) => isPublic(row.id))
		.map(({ code, title, slug, name, language }) => ({
			...{ code, title },
			framework: { slug, title: name, language }
		}));
}

async function store(trx: Trx, id: string, terms: readonly string[]): Promise<void> {
	await trx.deleteFrom('organisation_term').where('organisation_id', '=', id).execute();
	if (terms.length === 0) return;
	await trx
		.insertInto('organisation_term')
		.values(terms.map((term_id) => ({ organisation_id: id, term_id })))
		.execute();
}

/**
 * Says under which terms an organisation stands.
 *
 * @throws Refused where a term is none, or more of an axis than it may have; Conflict; NotAllowed
 */
export function setTerms(
	db: Db,
	actor: Actor,
	at: OrganisationAtVersion,
	terms: readonly string[],
	{ request, reason, batch }: Pick<OrganisationAct, 'request' | 'reason'> & { batch?: Batch }
): Promise<void> {
	return write(db, actor, {
		...actOn(at, request),
		batch,
		read: async (trx) => {
			const one = await locked(trx, at.id);
			if (!one) return undefined;
			if (overfullAxes(await tagChoices(trx), terms).length > 0)
				throw new Refused('terms', 'one_term_of_axis');
			const names = await termNames(trx);
			const stored = { terms: wordsOfTerms(names, await termsOf(trx, one.id)) };
			const sent = { terms: wordsOfTerms(names, terms) };
			return { planId: null, version: one.version, stored, sent, one };
		},
		write: async (trx, { one, stored, sent }, { made }) => {
			if (Object.keys(made.after).length === 0) return { result: undefined };
			await store(trx, one.id, terms);
			await change(trx, one.id, {});
			const added = sent.terms.filter((name) => !stored.terms.includes(name));
			return {
				result: undefined,
				entry: entryOf('organisation_changed', one, { reason, ...made }),
				explains: [
					{
						subject: { organisation_id: one.id },
						...{ fields: added.map(tagField), reason, kind: 'editorial' }
					}
				]
			};
		}
	});
}

interface TaggedOrganisation {
	id: string;
	slug: string;
	acronym: string;
	version: number;
	terms: string[];
}

/** From which version of a framework to which. */
interface Succession {
	before: { id: string };
	after: { id: string };
}

/** What would move among organisations; nothing where it is not said what became of the terms. */
export async function termsToMove(
	db: Db,
	{ before, after }: Succession
): Promise<MovedTagsOf<TaggedOrganisation>> {
	const later = await frameworkOf(db, after.id);
	if (!later) return { moved: [], undecided: [] };
	const tagged = await db
		.selectFrom('organisation')
		.innerJoin('organisation_term', 'organisation_term.organisation_id', 'organisation.id')
		.groupBy('organisation.id')
		.select(['organisation.id', 'slug', 'acronym', 'version'])
		.select(sql<string[]>`array_agg(term_id::text order by term_id)`.as('terms'))
		.orderBy('acronym')
		.execute();
	return movedTags(tagged, await termMap(db, before.id), later);
}

/**
 * Moves the terms of organisations along what became of them, all at once; says of how many. What cannot be
 * decided stays as it is.
 *
 * @throws NotAllowed
 */
export function moveTerms(
	db: Db,
	actor: Actor,
	succession: Succession,
	{ request, reason }: Pick<OrganisationAct, 'request' | 'reason'>
): Promise<number> {
	return write(db, actor, {
		...{ may: 'administer', raises: 'nothing', request, unchanged: 0 },
		read: async (trx) => {
			const { moved } = await termsToMove(trx, succession);
			const made = changes({ changed: 0 }, { changed: moved.length });
			return { planId: null, moved, changes: made };
		},
		write: async (trx, { moved }) => {
			const batch: Batch = { entries: [] };
			for (const { of, after } of moved) await setTerms(trx, actor, of, after, { reason, batch });
			return { result: moved.length, batch };
		}
	});
}
