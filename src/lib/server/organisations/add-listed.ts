/** Adds the organisations of a new installation, as they were pasted: all of them or none. */
import { asCompared } from '#lib/domain/entries/organisation-entry.ts';
import type { ListedOrganisation } from '#lib/domain/entries/organisation-lines.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import type { AuditEntry } from '../writing/entries.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { write, type Found } from '../writing/write.ts';
import { insert } from './commands.ts';
import { entryOf } from './fields.ts';
import { oneAtATime } from './names.ts';

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
	await oneAtATime(trx);
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

const unbound = { parent_id: null, reports_through_id: null, valid_from: null };

async function addOne(
	trx: Trx,
	jurisdiction: string,
	{ acronym, name, kind }: ListedOrganisation,
	actorId: string
): Promise<AuditEntry> {
	const { id } = await insert(trx, { acronym, name, kind, jurisdiction, ...unbound });
	const made = changes({}, { acronym, name, organisation_kind: kind });
	return { ...entryOf('organisation_added', { id, acronym }, { reason: null, ...made }), actorId };
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
			const entries: AuditEntry[] = [];
			for (const one of listed) entries.push(await addOne(trx, jurisdiction, one, actorId));
			return { result: listed.length, batch: { entries } };
		}
	});
}
