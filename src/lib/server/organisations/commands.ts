/** Creating, renaming and changing organisations. How one ends is in `ending.ts`. */
import { sql } from 'kysely';
import { earliestDay } from '#lib/domain/entries/organisation-entry.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import {
	entryOf,
	type EditedOrganisation,
	type NewOrganisation,
	type OrganisationAct,
	type OrganisationAtVersion,
	type OrganisationFields,
	type OrganisationNames
} from './fields.ts';
import { freeSlug, oneAtATime, refuseTaken } from './names.ts';
import { plansConcerned, revise } from './plans-concerned.ts';
import { refuseBond, acronymOf } from './bonds.ts';

/** An organisation, locked; undefined where there is none. */
export async function locked(trx: Trx, id: string): Promise<EditedOrganisation | undefined> {
	return await trx
		.selectFrom('organisation')
		.where('id', '=', id)
		.select(['id', 'slug', 'acronym', 'name', 'kind', 'jurisdiction', 'version'])
		.select(['parent_id', 'reports_through_id', 'valid_from', 'valid_to', 'approves_inside'])
		.forUpdate()
		.executeTakeFirst();
}

/** Writes a new organisation and returns its id and its name in addresses. */
export async function insert(
	trx: Trx,
	fields: NewOrganisation
): Promise<{ id: string; slug: string }> {
	const slug = await freeSlug(trx, fields.acronym, null);
	return await trx
		.insertInto('organisation')
		.values({ ...fields, slug, valid_to: null })
		.returning(['id', 'slug'])
		.executeTakeFirstOrThrow();
}

/** @throws Refused where an organisation began on a day that none did */
function refuseBeginning(day: IsoDate | null, today: IsoDate): void {
	if (day === null) return;
	if (day < earliestDay || day > today)
		throw new Refused('valid_from', 'absurd_day', { day: earliestDay, until: today });
}

/**
 * Makes an organisation and returns its name in addresses.
 *
 * @throws Refused where one that exists is called so; NotAllowed
 */
export function create(
	db: Db,
	actor: Actor,
	fields: NewOrganisation,
	{ request, reason, today }: OrganisationAct
): Promise<string> {
	return write(db, actor, {
		may: 'administer',
		raises: 'nothing',
		request,
		read: async (trx) => {
			await oneAtATime(trx);
			refuseBeginning(fields.valid_from, today);
			await refuseTaken(trx, { ...fields, from: today });
			await refuseBond(trx, null, fields, today);
			return { planId: null };
		},
		write: async (trx) => {
			const { id, slug } = await insert(trx, fields);
			const { acronym, name, kind, valid_from } = fields;
			const made = changes({}, { acronym, name, organisation_kind: kind, began_on: valid_from });
			const entry = entryOf('organisation_added', { id, acronym }, { reason, ...made });
			return { result: slug, entry };
		}
	});
}

/** What every act on an organisation that exists says of itself. */
/** What every act on one organisation asks for. */
export const actOn = (
	{ id, version }: OrganisationAtVersion,
	request: OrganisationAct['request']
) => ({
	may: 'administer' as const,
	raises: 'nothing' as const,
	request,
	form: { about: { kind: 'organisation', id }, seen: version }
});

/** The day since which it is called as it is; null: from the beginning. */
async function namedSince(trx: Trx, id: string): Promise<IsoDate | null> {
	const row = await trx
		.selectFrom('organisation_name')
		.where('organisation_id', '=', id)
		.where('holds_from', '>', '-infinity')
		.select((eb) => eb.fn.max('holds_from').as('last'))
		.executeTakeFirst();
	return row?.last ?? null;
}

/** @throws Refused where it cannot be called so from that day */
async function refuseNaming(
	trx: Trx,
	one: EditedOrganisation,
	{ acronym, name, from }: OrganisationNames & { from: IsoDate },
	today: IsoDate
): Promise<void> {
	if (one.valid_to !== null && one.valid_to <= today)
		throw new Refused('', 'ended_already', { day: one.valid_to });
	if (from > today) throw new Refused('from', 'after_today', { day: today });
	if (from < (one.valid_from ?? earliestDay))
		throw new Refused('from', 'before_began', { day: one.valid_from ?? earliestDay });
	const last = await namedSince(trx, one.id);
	if (last !== null && from < last) throw new Refused('from', 'before_last_name', { day: last });
	const { jurisdiction } = one;
	await refuseTaken(trx, { acronym, name, jurisdiction, from, except: [one.id] });
}

/**
 * Gives an organisation another name from a day on: pages of earlier days go on showing the one that it
 * had, and its address leads on where it changes with the acronym. Returns its name in addresses.
 *
 * @throws Conflict; Refused beside its field; NotAllowed; NotFound
 */
export function rename(
	db: Db,
	actor: Actor,
	at: OrganisationAtVersion,
	names: OrganisationNames & { from: IsoDate },
	{ request, reason, today }: OrganisationAct
): Promise<string> {
	return write(db, actor, {
		...actOn(at, request),
		read: async (trx) => {
			await oneAtATime(trx);
			const one = await locked(trx, at.id);
			if (!one) return undefined;
			const { version, acronym, name } = one;
			const stored = { acronym, name };
			const sent = { acronym: names.acronym, name: names.name };
			const isStale = version !== at.version;
			if (!isStale) await refuseNaming(trx, one, names, today);
			return { planId: null, version, stored, sent, one };
		},
		write: async (trx, { one }, { actorId, made }) => {
			if (Object.keys(made.after).length === 0) throw new Refused('name', 'same_name');
			const { acronym, name, from } = names;
			await trx
				.insertInto('organisation_name')
				.values({ organisation_id: one.id, holds_from: from, acronym, name })
				.onConflict((conflict) =>
					conflict.columns(['organisation_id', 'holds_from']).doUpdateSet({ acronym, name })
				)
				.execute();
			const slug = acronym === one.acronym ? one.slug : await freeSlug(trx, acronym, one.id);
			await change(trx, one.id, { acronym, name, slug });
			await revise(trx, await plansConcerned(trx, [one.id]), { actorId, reason });
			const entry = entryOf(
				'organisation_renamed',
				{ id: one.id, acronym: one.acronym },
				{
					reason,
					holds_from: from,
					...made
				}
			);
			return { result: slug, entry };
		}
	});
}

/** Writes some columns; whoever made a form from the version before meets a conflict. */
export async function change(
	trx: Trx,
	id: string,
	columns: Partial<
		Pick<EditedOrganisation, 'acronym' | 'name' | 'slug' | 'valid_to' | 'approves_inside'> &
			OrganisationFields
	>
): Promise<void> {
	await trx
		.updateTable('organisation')
		.set({ ...columns, version: sql<number>`version + 1` })
		.where('id', '=', id)
		.execute();
}

/**
 * Changes what kind of organisation it is, under which it is, and in whose report its figures are given.
 *
 * @throws Conflict; Refused beside its field; NotAllowed; NotFound
 */
export function rearrange(
	db: Db,
	actor: Actor,
	at: OrganisationAtVersion,
	sent: Omit<OrganisationFields, 'acronym' | 'name'>,
	{ request, reason, today }: OrganisationAct
): Promise<void> {
	return write(db, actor, {
		...actOn(at, request),
		read: async (trx) => {
			await oneAtATime(trx);
			const one = await locked(trx, at.id);
			if (!one) return undefined;
			if (one.version === at.version) await refuseBond(trx, one.id, sent, today);
			const words = async (of: typeof sent) => ({
				organisation_kind: of.kind,
				part_of: await acronymOf(trx, of.parent_id),
				reports_through: await acronymOf(trx, of.reports_through_id)
			});
			const { kind, parent_id, reports_through_id, version } = one;
			const stored = await words({ kind, parent_id, reports_through_id });
			return { planId: null, version, stored, sent: await words(sent), one };
		},
		write: async (trx, { one }, { actorId, made }) => {
			if (Object.keys(made.after).length === 0) return { result: undefined };
			await change(trx, one.id, sent);
			await revise(trx, await plansConcerned(trx, [one.id]), { actorId, reason });
			const entry = entryOf('organisation_changed', one, { reason, ...made });
			return { result: undefined, entry };
		}
	});
}
