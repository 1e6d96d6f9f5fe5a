/**
 * An end that was a mistake is taken back: the organisations go on, and owners that ended or began with
 * it are again what they were, as a correction of the plans. What was built on it since forbids it.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import type { Db, Trx } from '../db/connect.ts';
import { appendChanges, type DatedRevision } from '../writing/dating.ts';
import { refuseBrokenDays } from '../writing/broken-days.ts';
import type { AuditEntry } from '../writing/entries.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import { write } from '../writing/write.ts';
import type { DatedChange } from '../writing/written.ts';
import { change, locked } from './commands.ts';
import { notedEnd, type NotedEnd } from './ended.ts';
import { entryOf, type EditedOrganisation, type OrganisationAct } from './fields.ts';
import { oneAtATime, refuseTaken } from './names.ts';
import {
	passedKpis,
	passedOwners,
	reportedSince,
	type PassedKpi,
	type PassedOwner
} from './passed-on.ts';
import { plansConcerned, revise } from './plans-concerned.ts';

/** Something that came since and stands in the way. */
export type Obstacle =
	| { what: 'successor_ended'; acronym: string; on: IsoDate }
	| { what: 'owner_changed' | 'kpi_changed'; plan: string; code: string }
	| { what: 'reported'; acronym: string; period: string; code: string }
	| { what: 'name_taken'; acronym: string };

export interface TakenBackPlan {
	planId: string;
	slug: string;
	title: string;
	language: string;
	/** What goes back; a role of null: a KPI is measured. */
	rows: { key: string; code: string; title: string; role: OwnerRole | null; to: string }[];
}

/** What taking an end back would do, or why it cannot be. */
export interface TakingBack {
	on: IsoDate;
	ending: EditedOrganisation[];
	plans: TakenBackPlan[];
	/** Titles of decisions, and acronyms of offices beneath, that go back. */
	decisions: string[];
	under: string[];
	/** Acronyms of organisations that the act made: they stay. */
	made: string[];
	obstacles: Obstacle[];
	/** The same as long as nothing of it has changed. */
	seen: string;
}

interface InPlan {
	plan: { id: string; slug: string; title: string; language: string };
	owners: PassedOwner[];
	kpis: PassedKpi[];
}

interface Found extends TakingBack {
	notes: NotedEnd;
	inPlans: InPlan[];
}

async function inPlans(trx: Trx, { revisions }: NotedEnd): Promise<InPlan[]> {
	const found: InPlan[] = [];
	for (const [planId, revision] of Object.entries(revisions)) {
		const plan = await trx
			.selectFrom('plan')
			.where('id', '=', planId)
			.where('discarded_at', 'is', null)
			.select(['id', 'slug', 'title', 'language'])
			.executeTakeFirst();
		if (!plan) continue;
		const owners = await passedOwners(trx, planId, revision);
		const kpis = await passedKpis(trx, planId, revision);
		if (owners.length + kpis.length > 0) found.push({ plan, owners, kpis });
	}
	return found;
}

async function nameObstacles(trx: Trx, ending: EditedOrganisation[], today: IsoDate) {
	const obstacles: Obstacle[] = [];
	for (const one of ending) {
		try {
			await refuseTaken(trx, { ...one, from: today, except: ending.map(({ id }) => id) });
		} catch (cause) {
			if (!(cause instanceof Refused)) throw cause;
			obstacles.push({ what: 'name_taken', acronym: one.acronym });
		}
	}
	return obstacles;
}

async function followersOf(trx: Trx, notes: NotedEnd): Promise<EditedOrganisation[]> {
	const followers: EditedOrganisation[] = [];
	for (const { id } of notes.followers) {
		const one = await locked(trx, id);
		if (one) followers.push(one);
	}
	return followers;
}

/** All that was built on the end since. */
async function obstaclesOf(
	trx: Trx,
	notes: NotedEnd,
	plans: InPlan[],
	followers: EditedOrganisation[]
): Promise<Obstacle[]> {
	const reported = await reportedSince(
		trx,
		{
			elements: plans.flatMap(({ owners }) => owners.map(({ elementId }) => elementId)),
			kpis: plans.flatMap(({ kpis }) => kpis.map(({ id }) => id)),
			followers: followers.map(({ id }) => id)
		},
		notes.at
	);
	const changed = plans.flatMap(({ plan, owners, kpis }): Obstacle[] => {
		const codes = (rows: readonly { code: string; changed: boolean }[]) => [
			...new Set(rows.filter((one) => one.changed).map(({ code }) => code))
		];
		return [
			...codes(owners).map((code) => ({
				...({ what: 'owner_changed', plan: plan.title, code } as const)
			})),
			...codes(kpis).map((code) => ({
				...({ what: 'kpi_changed', plan: plan.title, code } as const)
			}))
		];
	});
	return [
		...followers.flatMap(({ acronym, valid_to: on }): Obstacle[] =>
			on === null ? [] : [{ what: 'successor_ended', acronym, on }]
		),
		...changed,
		...reported.map((one) => ({ what: 'reported' as const, ...one }))
	];
}

/** What goes back to whom in a plan: owners that ended, and KPIs. */
const rowsOf = ({ owners, kpis }: InPlan): TakenBackPlan['rows'] => [
	...owners
		.filter(({ ended }) => ended)
		.map(({ id, code, title, role, acronym }) => ({
			key: `o${id}`,
			code,
			title,
			role,
			to: acronym
		})),
	...kpis.map(({ id, code, title, before }) => ({
		...{ key: `k${id}`, code, title, role: null, to: before.acronym }
	}))
];

/** Those decisions and offices beneath that still are with the first that follows. */
async function stillMoved(trx: Trx, notes: NotedEnd) {
	const first = notes.followers[0]?.id ?? null;
	const ids = (rows: readonly { id: string }[]) =>
		sql<string>`any(${rows.map(({ id }) => id)}::bigint[])`;
	const decisions = await trx
		.selectFrom('decision')
		.where('id', '=', ids(notes.decisions))
		.where('decider_id', '=', first)
		.where('decided_on', 'is', null)
		.select(['id', 'title'])
		.orderBy('id')
		.execute();
	const under = await trx
		.selectFrom('organisation')
		.where('id', '=', ids(notes.under))
		.where('parent_id', '=', first)
		.select(['id', 'acronym'])
		.orderBy('acronym')
		.execute();
	return { decisions, under };
}

async function find(trx: Trx, id: string, today: IsoDate): Promise<Found | undefined> {
	const one = await locked(trx, id);
	if (!one) return undefined;
	if (one.valid_to === null) throw new Refused('', 'not_ended');
	const notes = await notedEnd(trx, id);
	if (!notes) throw new Refused('', 'end_unnoted');
	const ending: EditedOrganisation[] = [];
	for (const other of notes.together) {
		const found = await locked(trx, other);
		if (found?.valid_to) ending.push(found);
	}
	const plans = await inPlans(trx, notes);
	const followers = await followersOf(trx, notes);
	const obstacles = [
		...(await nameObstacles(trx, ending, today)),
		...(await obstaclesOf(trx, notes, plans, followers))
	];
	const { decisions, under } = await stillMoved(trx, notes);
	const made = new Set(notes.followers.filter((other) => other.made).map((other) => other.id));
	const about = {
		...{ on: notes.on, ending, obstacles },
		plans: plans.map((of) => {
			const { id: planId, ...plan } = of.plan;
			return { planId, ...plan, rows: rowsOf(of) };
		}),
		decisions: decisions.map(({ title }) => title),
		under: under.map(({ acronym }) => acronym),
		made: followers.filter((other) => made.has(other.id)).map(({ acronym }) => acronym)
	};
	const seen = createHash('sha256').update(JSON.stringify(about)).digest('base64url').slice(0, 22);
	return { ...about, seen, notes, inPlans: plans };
}

/**
 * What would be done, without doing it; undefined where it is not there.
 *
 * @throws Refused where it has not ended, or ended before that was noted; NotAllowed; NotFound
 */
export function previewTakingBack(
	db: Db,
	actor: Actor,
	id: string,
	today: IsoDate
): Promise<TakingBack> {
	return write(db, actor, {
		may: 'administer',
		raises: 'nothing',
		read: async (trx) => {
			const found = await find(trx, id, today);
			return found && { found, planId: null };
		},
		write: async (_trx, { found: { notes: _notes, inPlans: _plans, ...found } }) => ({
			result: found
		})
	});
}

const owned = (id: string, ended: boolean): DatedChange => ({
	...{ kind: 'owner', id, isNew: false, on: null },
	fields: { retired: String(!ended), retired_reason: null },
	former: { retired: String(ended), retired_reason: null }
});

const measured = ({ id, before, after }: PassedKpi): DatedChange => ({
	...{ kind: 'kpi', id, isNew: false, on: null },
	fields: { reporter_id: before.id },
	former: { reporter_id: after.id }
});

/** Appends that one plan's owners and KPIs are what they were, each from the day on which it passed on. */
async function putBack(trx: Trx, dated: DatedRevision, plans: InPlan[]): Promise<void> {
	const own = plans.find(({ plan }) => plan.id === dated.planId);
	if (!own) return;
	const days = new Map<DatedChange, IsoDate>([
		...own.owners.map(({ id, ended, from }) => [owned(id, ended), from] as const),
		...own.kpis.map((one) => [measured(one), one.from] as const)
	]);
	await appendChanges(trx, dated, [...days.keys()], (one) => days.get(one)!);
	await refuseBrokenDays(trx, dated.planId);
}

/** Rows before plans, as everywhere; forms that were made from their owners meet a conflict. */
async function lockPassed(trx: Trx, plans: InPlan[]): Promise<void> {
	const elements = plans.flatMap(({ owners }) => owners.map(({ elementId }) => elementId));
	const kpis = plans.flatMap((of) => of.kpis.map(({ id }) => id));
	await sql`
		update element set version = version + 1 where id in (
			select id from element where id = any (${elements}::bigint[]) order by id for no key update
		)
	`.execute(trx);
	await sql`
		select id from kpi where id = any (${kpis}::bigint[]) order by id for no key update
	`.execute(trx);
}

async function moveBack(trx: Trx, notes: NotedEnd): Promise<void> {
	const still = await stillMoved(trx, notes);
	const decisions = new Set(still.decisions.map(({ id }) => id));
	const under = new Set(still.under.map(({ id }) => id));
	for (const { id, of } of notes.decisions.filter((one) => decisions.has(one.id)))
		await trx
			.updateTable('decision')
			.set({ decider_id: of, version: sql<number>`version + 1` })
			.where('id', '=', id)
			.execute();
	for (const { id, of } of notes.under.filter((one) => under.has(one.id)))
		await change(trx, id, { parent_id: of });
	await trx
		.deleteFrom('organisation_succession')
		.where('predecessor_id', '=', sql<string>`any(${notes.together}::bigint[])`)
		.where('successor_id', '=', sql<string>`any(${notes.followers.map(({ id }) => id)}::bigint[])`)
		.execute();
}

function entriesOf(
	{ ending, on, plans }: Found,
	planIds: string[],
	{ reason, actorId }: { reason: string; actorId: string }
): AuditEntry[] {
	const [before, after] = [{ ended_on: on }, { ended_on: null }];
	const code = ending.map(({ acronym }) => acronym).join(', ');
	const rows = new Map(plans.map((plan) => [plan.planId, plan.rows]));
	return [
		...ending.map((one) => ({
			actorId,
			...entryOf('organisation_end_taken_back', one, { reason, before, after })
		})),
		...planIds.map((planId) => ({
			...{ actorId, action: 'organisation_goes_on', planId },
			...{ subjectKind: 'plan', subjectId: planId },
			detail: {
				...{ code, reason, before },
				after: {
					...after,
					passed_on: (rows.get(planId) ?? []).map((row) => `${row.code} → ${row.to}`)
				}
			}
		}))
	];
}

/**
 * Takes the end of an organisation back, and of all that ended with it. Returns its name in addresses.
 *
 * @param seen what was previewed: where anything of it has changed since, nothing is done
 * @throws Conflict; Refused where something came since that forbids it; NotAllowed; NotFound
 */
export function takeBackEnd(
	db: Db,
	actor: Actor,
	id: string,
	{ request, reason, today, seen }: OrganisationAct & { seen: string }
): Promise<string> {
	return write(db, actor, {
		may: 'administer',
		raises: 'nothing',
		request,
		read: async (trx) => {
			await oneAtATime(trx);
			const found = await find(trx, id, today);
			if (!found) return undefined;
			if (found.seen !== seen) throw new Conflict({ kind: 'organisation', id }, found.seen);
			if (found.obstacles.length > 0) throw new Refused('', 'end_built_on');
			return { found, planId: null };
		},
		write: async (trx, { found }, { actorId }) => {
			const { ending, notes } = found;
			await lockPassed(trx, found.inPlans);
			for (const one of ending) await change(trx, one.id, { valid_to: null });
			await moveBack(trx, notes);
			const ids = [...notes.together, ...notes.followers.map((one) => one.id)];
			const planIds = await plansConcerned(trx, ids);
			await revise(trx, planIds, { actorId, reason }, (dated) =>
				putBack(trx, dated, found.inPlans)
			);
			const entries = entriesOf(found, planIds, { reason, actorId });
			return { result: ending.find((one) => one.id === id)!.slug, batch: { entries } };
		}
	});
}
