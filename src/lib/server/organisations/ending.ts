/**
 * Closing, merging and splitting are one act: organisations end on a day, and what they answer for goes
 * to those that follow them. Days before it stay as they were: owners end and begin on that day.
 */
import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { later } from '#lib/domain/records/dates.ts';
import type { Db, Trx } from '../db/connect.ts';
import { appendChanges, type DatedRevision } from '../writing/dating.ts';
import { refuseBrokenDays } from '../writing/broken-days.ts';
import type { AuditEntry } from '../writing/entries.ts';
import { Conflict } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import { change, insert } from './commands.ts';
import type { MeasuredKpi, OwnedElement } from './duties.ts';
import {
	findEnding,
	keyOfKpi,
	keyOfOwned,
	type EndingAsked,
	type EndingFound
} from './ending-asked.ts';
import { heldNow, type EndNotes } from './ended.ts';
import { entryOf, type OrganisationAct } from './fields.ts';
import { oneAtATime } from './names.ts';
import { newOwnerIds, ownersOf } from './owner-rows.ts';
import { passOwnersOn, type OwnerChange } from './passing-on.ts';
import { plansConcerned, revise } from './plans-concerned.ts';

/** One that follows those that end. */
interface Follower {
	id: string;
	acronym: string;
}

/**
 * What would be done, without doing it; undefined where one of them is not there.
 *
 * @throws Refused beside its field; NotAllowed; NotFound
 */
export function previewEnding(
	db: Db,
	actor: Actor,
	asked: EndingAsked,
	today: IsoDate
): Promise<EndingFound> {
	return write(db, actor, {
		may: 'administer',
		raises: 'nothing',
		read: async (trx) => {
			const found = await findEnding(trx, asked, today);
			return found && { ...found, planId: null };
		},
		write: async (_trx, found) => ({ result: found })
	});
}

async function makeFollowers(
	trx: Trx,
	{ successors, on }: EndingAsked,
	{ followers, ending }: EndingFound
): Promise<Follower[]> {
	const made: Follower[] = [];
	for (const [place, follower] of followers.entries()) {
		const asked = successors[place]!;
		if (follower || 'id' in asked) {
			made.push(follower!);
			continue;
		}
		const { acronym, name, kind } = asked;
		const none = { parent_id: null, reports_through_id: null };
		const { jurisdiction } = ending[0]!;
		const { id } = await insert(trx, {
			...{ acronym, name, kind, jurisdiction, valid_from: on },
			...none
		});
		made.push({ id, acronym });
	}
	return made;
}

/** To whom each duty goes, by its key; of a choice that nobody can make to the first. */
function takersOf({ choices }: EndingAsked, followers: readonly Follower[]) {
	return (key: string): Follower | undefined => followers[choices[key] ?? 0] ?? followers[0];
}

interface Moving {
	asked: EndingAsked;
	taker: (key: string) => Follower | undefined;
	owned: OwnedElement[];
	kpis: MeasuredKpi[];
}

async function ownerChanges(trx: Trx, { asked, taker, owned }: Moving): Promise<OwnerChange[]> {
	const ids = await newOwnerIds(trx, owned.length);
	const to = new Map(
		owned.flatMap(({ id }) => {
			const heir = taker(keyOfOwned(id));
			return heir ? [[id, heir.id] as const] : [];
		})
	);
	// those who own the same elements beside it too, so that nobody owns one twice
	const all = await ownersOf(trx, [...new Set(owned.map(({ elementId }) => elementId))]);
	return passOwnersOn(all, { to, on: asked.on, nextId: () => ids.pop()! });
}

/** The first day of each KPI. */
async function firstDays(trx: Trx, ids: readonly string[]): Promise<Map<string, IsoDate>> {
	const rows = await trx
		.selectFrom('kpi_version')
		.where('id', '=', sql<string>`any(${ids}::bigint[])`)
		.groupBy('id')
		.select((eb) => ['id', eb.fn.min('holds_from').as('first')])
		.execute();
	return new Map(rows.map(({ id, first }) => [id, first]));
}

async function kpiChanges(trx: Trx, { asked, taker, kpis }: Moving): Promise<OwnerChange[]> {
	const first = await firstDays(
		trx,
		kpis.map(({ id }) => id)
	);
	return kpis.flatMap(({ id, organisationId }) => {
		const heir = taker(keyOfKpi(id));
		if (!heir) return [];
		const of = { kind: 'kpi' as const, id, isNew: false, on: null };
		const fields = { reporter_id: heir.id };
		const former = { reporter_id: organisationId };
		return [{ change: { ...of, fields, former }, from: later(asked.on, first.get(id) ?? null) }];
	});
}

/** Appends what one plan's owners and KPIs are from the day on. */
async function moveIn(trx: Trx, dated: DatedRevision, moving: Moving): Promise<void> {
	const of = <Duty extends { planId: string }>(duties: Duty[]) =>
		duties.filter(({ planId }) => planId === dated.planId);
	const own = { ...moving, owned: of(moving.owned), kpis: of(moving.kpis) };
	const made = [...(await ownerChanges(trx, own)), ...(await kpiChanges(trx, own))];
	if (made.length === 0) return;
	const days = new Map(made.map((one) => [one.change, one.from]));
	await appendChanges(trx, dated, [...days.keys()], (one) => days.get(one)!);
	await refuseBrokenDays(trx, dated.planId);
}

/** Rows before plans, as everywhere; forms that were made from their owners meet a conflict. */
async function lockOwned(trx: Trx, { owned, kpis }: Moving): Promise<void> {
	await sql`
		update element set version = version + 1 where id in (
			select id from element where id = any (${owned.map(({ elementId }) => elementId)}::bigint[])
			order by id for no key update
		)
	`.execute(trx);
	await sql`
		select id from kpi where id = any (${kpis.map(({ id }) => id)}::bigint[])
		order by id for no key update
	`.execute(trx);
}

/** What is no part of the plan: invitations end, decisions and offices beneath go to the first successor. */
async function moveOthers(
	trx: Trx,
	{ ending, duties }: EndingFound,
	first: Follower | undefined
): Promise<void> {
	await trx
		.updateTable('invitation')
		.set({ expires_at: sql<Date>`now()` })
		.where('id', '=', sql<string>`any(${duties.invitations.map(({ id }) => id)}::bigint[])`)
		.execute();
	if (!first) return;
	await trx
		.updateTable('decision')
		.set({ decider_id: first.id, version: sql<number>`version + 1` })
		.where('id', '=', sql<string>`any(${duties.decisions.map(({ id }) => id)}::bigint[])`)
		.execute();
	await trx
		.updateTable('organisation')
		.set({ parent_id: first.id, version: sql<number>`version + 1` })
		.where('id', '=', sql<string>`any(${duties.under.map(({ id }) => id)}::bigint[])`)
		.where('id', '<>', sql<string>`all(${ending.map(({ id }) => id)}::bigint[])`)
		.where('id', '<>', first.id)
		.execute();
}

async function succeed(trx: Trx, id: string, on: IsoDate, followers: readonly Follower[]) {
	if (followers.length === 0) return;
	await trx
		.insertInto('organisation_succession')
		.values(followers.map((one) => ({ predecessor_id: id, successor_id: one.id, happened_on: on })))
		.execute();
}

/** What the log says: of each that ends by whom it is followed, and of each plan what went where. */
function entriesOf(
	{ ending }: EndingFound,
	{ followers, planIds, moving }: { followers: Follower[]; planIds: string[]; moving: Moving },
	{ reason, actorId, notes }: { reason: string; actorId: string; notes: EndNotes }
): AuditEntry[] {
	const after = { ended_on: moving.asked.on, followed_by: followers.map(({ acronym }) => acronym) };
	const before = { ended_on: null, followed_by: [] };
	const code = ending.map(({ acronym }) => acronym).join(', ');
	const passed = [
		...moving.owned.map(({ planId, id, code: of }) => ({ planId, of, key: keyOfOwned(id) })),
		...moving.kpis.map(({ planId, id, code: of }) => ({ planId, of, key: keyOfKpi(id) }))
	];
	const goesTo = (planId: string) =>
		passed
			.filter((one) => one.planId === planId)
			.map(({ of, key }) => `${of} → ${moving.taker(key)?.acronym ?? '–'}`);
	return [
		...ending.map((one) => ({
			actorId,
			...entryOf('organisation_ended', one, { reason, before, after, notes })
		})),
		...planIds.map((planId) => ({
			...{ actorId, action: 'organisation_succeeded', planId },
			...{ subjectKind: 'plan', subjectId: planId },
			detail: { code, reason, before, after: { ...after, passed_on: goesTo(planId) } }
		}))
	];
}

/**
 * Ends organisations and passes on what they answer for. Returns the name in addresses of the first.
 *
 * @param seen what was previewed: where anything of it has changed since, nothing is done
 * @throws Conflict; Refused beside its field; NotAllowed; NotFound
 */
export function end(
	db: Db,
	actor: Actor,
	asked: EndingAsked,
	{ request, reason, today, seen }: OrganisationAct & { seen: string }
): Promise<string> {
	return write(db, actor, {
		may: 'administer',
		raises: 'nothing',
		request,
		read: async (trx) => {
			await oneAtATime(trx);
			const found = await findEnding(trx, asked, today);
			if (!found) return undefined;
			const about = { kind: 'organisation', id: found.ending[0]!.id };
			if (found.seen !== seen) throw new Conflict(about, found.seen);
			return { ...found, planId: null };
		},
		write: async (trx, found, { actorId }) => {
			const { ending, duties } = found;
			for (const one of ending) await change(trx, one.id, { valid_to: asked.on });
			const followers = await makeFollowers(trx, asked, found);
			for (const one of ending) await succeed(trx, one.id, asked.on, followers);
			const taker = takersOf(asked, followers);
			const moving = { asked, taker, owned: duties.owned, kpis: duties.kpis };
			await lockOwned(trx, moving);
			const held = await heldNow(trx, followers.length > 0 ? duties : { decisions: [], under: [] });
			await moveOthers(trx, found, followers[0]);
			const ids = [...ending, ...followers].map(({ id }) => id);
			const planIds = await plansConcerned(trx, ids);
			const revisions: Record<string, string> = {};
			await revise(trx, planIds, { actorId, reason }, async (dated) => {
				revisions[dated.planId] = String(dated.revision);
				await moveIn(trx, dated, moving);
			});
			const said = { followers, planIds, moving };
			const notes: EndNotes = {
				...{ together: ending.map(({ id }) => id), on: asked.on, revisions, ...held },
				followers: followers.map(({ id }, place) => ({ id, made: found.followers[place] === null }))
			};
			const entries = entriesOf(found, said, { reason, actorId, notes });
			return { result: ending[0]!.slug, batch: { entries } };
		}
	});
}
