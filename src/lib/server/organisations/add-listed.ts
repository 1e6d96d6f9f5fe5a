/** Adds the organisations of a new installation, as they were pasted: all of them or none. */
import { sql } from 'kysely';
import { asCompared, type ListedOrganisation } from '#lib/domain/entries/organisation-lines.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { slugOf } from '../plans/commands.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { write, type Found } from '../writing/write.ts';

/** Organisations that are there already, by the lines that name them. */
export class AlreadyThere extends Error {
	override name = 'AlreadyThere';
	readonly organisations: ListedOrganisation[];
	constructor(organisations: ListedOrganisation[]) {
		super(organisations.map(({ name }) => name).join(', '));
		this.organisations = organisations;
	}
}

async function refuseTaken(
	trx: Trx,
	jurisdiction: string,
	listed: ListedOrganisation[]
): Promise<void> {
	// of two who add organisations at once the second sees those of the first
	await sql`select pg_advisory_xact_lock(hashtext('organisations'))`.execute(trx);
	const present = await trx
		.selectFrom('organisation')
		.where('jurisdiction', '=', jurisdiction)
		.where('valid_to', 'is', null)
		.select(['name', 'acronym'])
		.execute();
	const taken = new Set(present.flatMap((one) => [asCompared(one.name), asCompared(one.acronym)]));
	const both = listed.filter(
		({ name, acronym }) => taken.has(asCompared(name)) || taken.has(asCompared(acronym))
	);
	if (both.length > 0) throw new AlreadyThere(both);
}

async function insert(trx: Trx, jurisdiction: string, listed: ListedOrganisation[]) {
	const rows = await trx.selectFrom('organisation').select('slug').execute();
	const slugs = new Set(rows.map(({ slug }) => slug));
	const values = listed.map(({ name, acronym, kind }) => {
		const wanted = slugOf(acronym);
		let slug = wanted;
		for (let number = 2; slugs.has(slug); number += 1) slug = `${wanted}-${number}`;
		slugs.add(slug);
		const unbound = { parent_id: null, reports_through_id: null, valid_from: null, valid_to: null };
		return { slug, jurisdiction, acronym, name, kind, ...unbound };
	});
	return await trx
		.insertInto('organisation')
		.values(values)
		.returning(['id', 'acronym', 'name', 'kind'])
		.execute();
}

/**
 * Adds organisations of one government; how many there were is returned.
 *
 * @throws AlreadyThere; NotAllowed
 */
export function addListed(
	db: Db,
	actor: Actor,
	{ jurisdiction, listed }: { jurisdiction: string; listed: ListedOrganisation[] },
	request?: SentForm
): Promise<number> {
	return write(db, actor, {
		may: 'administer',
		request,
		raises: 'nothing',
		read: async (trx): Promise<Found<number>> => {
			await refuseTaken(trx, jurisdiction, listed);
			return { planId: null };
		},
		write: async (trx, _found, { actorId }) => {
			const added = await insert(trx, jurisdiction, listed);
			const entries = added.map(({ id, acronym, name, kind }) => ({
				...{ actorId, action: 'organisation_added', subjectKind: 'organisation', subjectId: id },
				detail: { code: acronym, before: {}, after: { acronym, name, organisation_kind: kind } }
			}));
			return { result: added.length, batch: { entries } };
		}
	});
}
