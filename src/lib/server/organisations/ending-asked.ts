/** How organisations are to end, as a form asks it, and what the days and the others do not let be so. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import {
	earliestDay,
	latestEnd,
	type OrganisationKind
} from '#lib/domain/entries/organisation-entry.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Trx } from '../db/connect.ts';
import { Refused } from '../writing/refusals.ts';
import { dutiesOf, type Duties } from './duties.ts';
import type { EditedOrganisation, OrganisationNames } from './fields.ts';
import { locked } from './commands.ts';
import { refuseTaken } from './names.ts';

/** One that is there, or one that begins on the day; `field` names it in the form. */
export type SuccessorAsked =
	{ field: string; id: string } | ({ field: string; kind: OrganisationKind } & OrganisationNames);

export interface EndingAsked {
	/** Those that end. */
	ids: readonly string[];
	/** The first day on which they are no more; their successors have their duties from it on. */
	on: IsoDate;
	successors: readonly SuccessorAsked[];
	/** By the key of a duty the place of the successor that takes it; left out: the first. */
	choices: Readonly<Record<string, number>>;
}

export const keyOfOwned = (id: string) => `o${id}`;
export const keyOfKpi = (id: string) => `k${id}`;

/** What is there when organisations are to end. */
export interface EndingFound {
	ending: EditedOrganisation[];
	/** In the places of those asked for; null: one that is yet to be made. */
	followers: (EditedOrganisation | null)[];
	duties: Duties;
	/** The same as long as nothing of it has changed; what was previewed is what is done. */
	seen: string;
}

/** Those that an organisation is followed by, and those after them. */
async function isFollowedBy(trx: Trx, id: string, by: readonly string[]): Promise<boolean> {
	const { rows } = await sql<{ found: boolean }>`
		with recursive after (id) as (
			select ${id}::bigint
			union
			select successor_id from organisation_succession one join after on after.id = one.predecessor_id
		)
		select exists (select from after where id = any (${by}::bigint[])) as found
	`.execute(trx);
	return rows[0]!.found;
}

function refuseEnd(one: EditedOrganisation, on: IsoDate, today: IsoDate): void {
	if (one.valid_to !== null) throw new Refused('', 'ended_already', { day: one.valid_to });
	const first = one.valid_from ?? earliestDay;
	if (on <= first) throw new Refused('on', 'before_began', { day: first });
	const latest = latestEnd(today);
	if (on > latest) throw new Refused('on', 'too_far_ahead', { day: latest });
}

async function refuseFollower(
	trx: Trx,
	one: EditedOrganisation,
	{ ids, on }: EndingAsked,
	field: string
): Promise<void> {
	if (ids.includes(one.id)) throw new Refused(field, 'successor_same');
	if (one.valid_to !== null && one.valid_to <= on)
		throw new Refused(field, 'successor_ended', { day: one.valid_to });
	if (one.valid_from !== null && one.valid_from > on)
		throw new Refused(field, 'successor_to_come', { day: one.valid_from });
	if (await isFollowedBy(trx, one.id, ids)) throw new Refused(field, 'successor_circle');
}

/** Two successors that are one, or that are to be called alike. */
function refuseTwice(successors: readonly SuccessorAsked[]): void {
	const known = new Set<string>();
	for (const one of successors) {
		const keys = 'id' in one ? [one.id] : [one.acronym.toLowerCase(), one.name.toLowerCase()];
		for (const key of keys) {
			if (known.has(key))
				throw new Refused('id' in one ? one.field : `${one.field}-acronym`, 'successor_twice');
			known.add(key);
		}
	}
}

async function followersOf(
	trx: Trx,
	asked: EndingAsked,
	jurisdiction: string
): Promise<EndingFound['followers']> {
	refuseTwice(asked.successors);
	const followers: EndingFound['followers'] = [];
	for (const one of asked.successors) {
		if (!('id' in one)) {
			const { acronym, name, field } = one;
			const fields = { acronym: `${field}-acronym`, name: `${field}-name` };
			const from = asked.on;
			await refuseTaken(trx, { acronym, name, jurisdiction, from, except: asked.ids, fields });
			followers.push(null);
			continue;
		}
		const follower = await locked(trx, one.id);
		if (!follower) throw new Refused(one.field, 'unknown_choice');
		await refuseFollower(trx, follower, asked, one.field);
		followers.push(follower);
	}
	return followers;
}

function seenOf(asked: EndingAsked, found: Omit<EndingFound, 'seen'>): string {
	const { ending, followers, duties } = found;
	const all = [
		...[asked.on, asked.successors, ending.map(({ id, version }) => [id, version])],
		followers.map((one) => one && [one.id, one.version]),
		duties.owned.map(({ id }) => id),
		duties.kpis.map(({ id }) => id)
	];
	return createHash('sha256').update(JSON.stringify(all)).digest('base64url').slice(0, 22);
}

/**
 * What is there, locked, where organisations are to end.
 *
 * @returns undefined where one of them is not there
 * @throws Refused beside its field where they cannot end so
 */
export async function findEnding(
	trx: Trx,
	asked: EndingAsked,
	today: IsoDate
): Promise<EndingFound | undefined> {
	const ending: EditedOrganisation[] = [];
	for (const id of [...asked.ids].sort((one, other) => Number(one) - Number(other))) {
		const one = await locked(trx, id);
		if (!one) return undefined;
		ending.push(one);
	}
	for (const one of ending) refuseEnd(one, asked.on, today);
	const [first] = ending;
	if (!first) return undefined;
	const followers = await followersOf(trx, asked, first.jurisdiction);
	const found = { ending, followers, duties: await dutiesOf(trx, asked.ids, today) };
	return { ...found, seen: seenOf(asked, found) };
}
