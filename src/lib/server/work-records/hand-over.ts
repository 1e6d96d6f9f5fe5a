/**
 * An element is handed over: from a day on another organisation, or another office of the same one,
 * answers for it. The owner ends and the other begins on that day, in one act; no earlier day changes.
 */
import { sql } from 'kysely';
import { addDays, addMonths } from '#lib/domain/records/dates.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import type { Db, Trx } from '../db/connect.ts';
import { find, isId } from '../elements/queries.ts';
import { newOwnerIds, ownersOf } from '../organisations/owner-rows.ts';
import { passOwnersOn, type PresentOwner } from '../organisations/passing-on.ts';
import { appendChanges, type DatedRevision } from '../writing/dating.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { planSpan, refuseDay } from '../writing/span.ts';
import { write } from '../writing/write.ts';
import { append } from './append.ts';
import { ofSubject } from './queries.ts';

/** How far ahead a hand-over can be entered. */
const mostMonthsAhead = 12;

export interface HandOverAsked {
	elementId: string;
	/** Of the element, as the form was made from it. */
	version: number;
	/** The owner that hands over. */
	ownerId: string;
	toOrganisationId: string;
	/** Null: not said. */
	toOffice: string | null;
	/** The first day on which the other answers for it. */
	on: IsoDate;
	/** What was handed over; null: not said. */
	what: string | null;
	/** The office that answered before; left out: the one that is known. */
	fromOffice?: string | null;
	/** Whether it is said elsewhere until when and from when offices answer. */
	officesSaid?: boolean;
	reason: string;
	/** Further elements that go with it: those that are the same owner's in the same role. */
	withElements: readonly string[];
	/** In the plan's time zone. */
	today: IsoDate;
}

interface Organisation {
	id: string;
	acronym: string;
}

interface Found {
	code: string;
	from: Organisation & { role: OwnerRole };
	to: Organisation;
	/** Of each element that is handed over the owner that ends. */
	leaving: PresentOwner[];
	/** All owners of these elements. */
	owners: PresentOwner[];
	codes: string[];
}

async function organisation(trx: Trx, id: string, on: IsoDate): Promise<Organisation> {
	const found = isId(id)
		? await trx
				.selectFrom('organisation')
				.where('id', '=', id)
				.select(['id', 'acronym', 'valid_from', 'valid_to'])
				.executeTakeFirst()
		: undefined;
	if (!found) throw new Refused('to_organisation', 'unknown_choice');
	const { valid_from, valid_to, ...one } = found;
	const isThere = (valid_from ?? on) <= on && (valid_to === null || valid_to > on);
	if (!isThere) throw new Refused('to_organisation', 'not_there_then', { day: on });
	return one;
}

/** Refuses a day on which an owner cannot hand over: it began later, or does so already. */
async function refuseOwnersDays(trx: Trx, leaving: readonly PresentOwner[], on: IsoDate) {
	const late = leaving.map(({ since }) => since).filter((since) => since !== null && since > on);
	const [began] = late.sort().reverse();
	if (began) throw new Refused('handed_on', 'before_owner', { day: began });
	const planned = await trx
		.selectFrom('owner_version')
		.where('id', '=', sql<string>`any(${leaving.map(({ id }) => id)}::bigint[])`)
		.where('retired', '=', true)
		.select('holds_from')
		.orderBy('holds_from')
		.executeTakeFirst();
	if (planned) throw new Refused('handed_on', 'handed_over_already', { day: planned.holds_from });
}

async function refusePlansDays(trx: Trx, planId: string, { on, today }: HandOverAsked) {
	const latest = addMonths(today, mostMonthsAhead);
	if (on > latest) throw new Refused('handed_on', 'too_far_to_hand', { day: latest });
	refuseDay('handed_on', 'forecast', on, { ...(await planSpan(trx, planId)), periodEnd: null });
	const { draft } = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.select('draft')
		.executeTakeFirstOrThrow();
	if (draft) throw new Refused('', 'plan_unadopted');
}

/** The elements that go, locked in one order. */
async function lockElements(trx: Trx, planId: string, { elementId, withElements }: HandOverAsked) {
	const ids = [...new Set([elementId, ...withElements])].filter(isId);
	return await trx
		.selectFrom('element')
		.where('id', '=', sql<string>`any(${ids}::bigint[])`)
		.where('plan_id', '=', planId)
		.where('retired_at', 'is', null)
		.select(['id', 'code'])
		.orderBy('id')
		.forNoKeyUpdate()
		.execute();
}

async function findHandOver(trx: Trx, planId: string, asked: HandOverAsked) {
	refuseInDraft(trx, '');
	const going = await lockElements(trx, planId, asked);
	const element = await find(trx, planId, asked.elementId);
	if (!element) return undefined;
	if (element.retired_at !== null) throw new Refused('', 'retired');
	await refusePlansDays(trx, planId, asked);
	const owners = await ownersOf(
		trx,
		going.map(({ id }) => id)
	);
	const own = owners.find(({ id, elementId }) => id === asked.ownerId && elementId === element.id);
	if (!own) throw new Refused('owner', 'unknown_choice');
	const to = await organisation(trx, asked.toOrganisationId, asked.on);
	const stays = to.id === own.organisationId;
	if (stays && asked.toOffice === null) throw new Refused('to_organisation', 'own_already');
	const leaving = owners.filter(
		({ organisationId, role }) => organisationId === own.organisationId && role === own.role
	);
	await refuseOwnersDays(trx, leaving, asked.on);
	const { acronym } = await trx
		.selectFrom('organisation')
		.where('id', '=', own.organisationId)
		.select('acronym')
		.executeTakeFirstOrThrow();
	const leavingIds = new Set(leaving.map(({ elementId }) => elementId));
	const codes = going.filter(({ id }) => leavingIds.has(id)).map(({ code }) => code);
	const from = { id: own.organisationId, acronym, role: own.role };
	const found: Found = { code: element.code, from, to, leaving, owners, codes };
	return { ...found, planId, version: element.version };
}

/** Ends what an owner's offices were, and begins the one that takes over; the office that answered before. */
async function passOffices(
	trx: Trx,
	planId: string,
	elementId: string,
	{ from, to }: Found,
	{ on, toOffice, reason }: HandOverAsked
): Promise<string | null> {
	const open = (await ofSubject(trx, 'office', { planId, elementId })).filter(
		({ withdrawn, values: { organisation_id, held_until, held_from } }) =>
			!withdrawn &&
			organisation_id === from.id &&
			(held_until ?? on) >= on &&
			(held_from === null || held_from < on)
	);
	const stays = from.id === to.id;
	const last = addDays(on, -1);
	for (const { id, values } of open) {
		// whoever deputises goes on where the owner stays
		if (stays && values.capacity === 'deputises') continue;
		const ended = { ...values, held_until: last };
		await append(trx, 'office', { record: id, planId, elementId, values: ended, reason });
	}
	if (toOffice !== null) {
		const begun = {
			...({ organisation_id: to.id, capacity: 'answers', office_title: toOffice } as const),
			...{ held_from: on, held_until: null }
		};
		await append(trx, 'office', { record: null, planId, elementId, values: begun, reason: null });
	}
	return open.find(({ values }) => values.capacity === 'answers')?.values.office_title ?? null;
}

async function passOwners(trx: Trx, dated: DatedRevision, found: Found, { on }: HandOverAsked) {
	const { from, to, leaving, owners } = found;
	if (from.id === to.id) return;
	const ids = await newOwnerIds(trx, leaving.length);
	const made = passOwnersOn(owners, {
		to: new Map(leaving.map(({ id }) => [id, to.id])),
		on,
		nextId: () => ids.pop()!
	});
	const days = new Map(made.map((one) => [one.change, one.from]));
	await appendChanges(trx, dated, [...days.keys()], (one) => days.get(one)!);
}

async function noteHandOver(
	trx: Trx,
	planId: string,
	elementId: string,
	{
		found: { from, to },
		asked,
		fromOffice
	}: { found: Found; asked: HandOverAsked; fromOffice: string | null }
) {
	const { on, toOffice, what, reason } = asked;
	await sql`
		insert into hand_over (plan_id, element_id, role, from_organisation_id, to_organisation_id,
			from_office, to_office, handed_on, handed_over, reason)
		values (${planId}, ${elementId}, ${from.role}, ${from.id}, ${to.id},
			${fromOffice}, ${toOffice}, ${on}, ${what}, ${reason})
	`.execute(trx);
}

const named = (acronym: string, office: string | null) =>
	office === null ? acronym : `${acronym} (${office})`;

/**
 * Hands an element over, and others that are the same owner's with it; how many went is returned.
 *
 * @throws Conflict where the element was changed since `version`; Refused beside its field, in a draft of
 *   an amendment and before the plan is adopted; NotFound; NotAllowed
 */
export function handOver(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	asked: HandOverAsked
): Promise<number> {
	const { elementId, version, reason, on, what, toOffice } = asked;
	return write(db, actor, {
		may: 'edit_plan',
		form: { about: { kind: 'element', id: elementId }, seen: version },
		request: plan.request,
		batch: plan.batch,
		raises: 'structure',
		reason,
		read: (trx) => findHandOver(trx, plan.id, asked),
		write: async (trx, found, { dated }) => {
			let fromOffice: string | null = null;
			for (const { elementId: id } of found.leaving) {
				const known = asked.officesSaid ? null : await passOffices(trx, plan.id, id, found, asked);
				const office = asked.fromOffice === undefined ? known : asked.fromOffice;
				if (id === elementId) fromOffice = office;
				await noteHandOver(trx, plan.id, id, { found, asked, fromOffice: office });
			}
			// forms that were made from the owners of before meet a conflict
			await sql`
				update element set version = version + 1
				where id = any (${found.leaving.map((one) => one.elementId)}::bigint[])
			`.execute(trx);
			if (dated) await passOwners(trx, dated, found, asked);
			const before = { owner: named(found.from.acronym, fromOffice) };
			const also = found.codes.filter((code) => code !== found.code);
			const after = {
				...{ owner: named(found.to.acronym, toOffice), owner_role: found.from.role },
				...{ handed_on: on, handed_over: what },
				...(also.length > 0 && { also_handed: also })
			};
			const detail = { code: found.code, reason, before, after };
			return {
				result: found.leaving.length,
				entry: {
					...{ action: 'element_handed_over', subjectKind: 'element', subjectId: elementId, detail }
				}
			};
		}
	});
}
