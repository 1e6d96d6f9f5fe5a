/** Drafting an amendment, adopting it with its instrument, or giving it up. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { changes, type Changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { notify } from '../notices/notify.ts';
import { explainTaken } from '../templates/adopted-words.ts';
import { appendChanges } from '../writing/dating.ts';
import type { EditedPlan } from '../writing/editing.ts';
import { onTheirDay, type Explained, type ProvenanceSubject } from '../writing/provenance.ts';
import { NotFound, Refused } from '../writing/refusals.ts';
import { write, type Done } from '../writing/write.ts';
import type { DatedChange } from '../writing/written.ts';
import { concerned } from './concerned.ts';
import { draftedChanges, fieldChanges, isOpen, moved, type Amendment } from './queries.ts';

export interface AmendmentFields {
	title: string;
	/** In one sentence. */
	reason: string;
	/** From this day on what it changes holds. */
	holds_from: IsoDate;
}

/** The law or order that adopts an amendment. */
export interface Instrument {
	number: string;
	on: IsoDate;
	address: string | null;
}

/** Refuses a day before the plan begins, and any of a plan that is not adopted yet. */
export async function refuseDay(trx: Trx, planId: string, holdsFrom: IsoDate): Promise<void> {
	const { period_start: start, draft: isDraft } = await trx
		.selectFrom('plan')
		.where('id', '=', planId)
		.select(['period_start', 'draft'])
		.executeTakeFirstOrThrow();
	if (isDraft) throw new Refused('', 'plan_unadopted');
	if (start !== null && holdsFrom < start)
		throw new Refused('holds_from', 'before_plan', { day: start });
}

/** The row of a new draft, with what the log says of it. */
export async function insertDraft(
	trx: Trx,
	planId: string,
	fields: AmendmentFields,
	{ actorId, made }: { actorId: string; made: Changes }
): Promise<Done<string>> {
	const { id } = await trx
		.insertInto('amendment')
		.values({ ...fields, plan_id: planId, drafted_by: actorId })
		.returning('id')
		.executeTakeFirstOrThrow();
	return { result: id, entry: entryOf('amendment_begun', id, { code: fields.title, ...made }) };
}

/** Begins a draft; its id is returned. */
export function draft(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	fields: AmendmentFields
): Promise<string> {
	return write(db, actor, {
		may: 'edit_plan',
		request: plan.request,
		raises: 'nothing',
		read: async (trx) => {
			await refuseDay(trx, plan.id, fields.holds_from);
			return { planId: plan.id, changes: changes({}, { ...fields }) };
		},
		write: (trx, _found, writing) => insertDraft(trx, plan.id, fields, writing)
	});
}

const entryOf = (action: string, id: string, detail: Record<string, unknown>) => ({
	action,
	subjectKind: 'amendment',
	subjectId: id,
	detail
});

async function locked(trx: Trx, planId: string, id: string): Promise<Amendment | undefined> {
	if (!isId(id)) return undefined;
	return await trx
		.selectFrom('amendment')
		.where('id', '=', id)
		.where('plan_id', '=', planId)
		.selectAll()
		.forNoKeyUpdate()
		.executeTakeFirst();
}

/** A draft and the version of it that a form was made from. */
export interface AmendmentAtVersion {
	id: string;
	version: number;
}

/** Tables whose rows whoever reports holds before the plan, in the order in which they are locked. */
const heldByReports = ['element', 'kpi', 'budget_line'] as const;

/**
 * Keeps those waiting who enter something of what a draft changes: as everywhere, rows are locked before
 * the plan, else an entry and an adoption would wait for each other.
 */
async function lockChanged(trx: Trx, drafted: readonly DatedChange[]): Promise<void> {
	for (const table of heldByReports) {
		const ids = drafted.flatMap(({ kind, id }) => (kind === table ? [id] : []));
		await sql`
			select id from ${sql.table(table)} where id = any(${ids}::bigint[])
			order by id for update
		`.execute(trx);
	}
}

/** What every act on a draft says of itself. */
const actOn = ({ request }: EditedPlan, { id, version }: AmendmentAtVersion) => ({
	may: 'edit_plan' as const,
	form: { about: { kind: 'amendment', id }, seen: version },
	request
});

async function openAt(trx: Trx, planId: string, { id }: AmendmentAtVersion): Promise<Amendment> {
	const amendment = await locked(trx, planId, id);
	if (!amendment) throw new NotFound();
	if (!isOpen(amendment)) throw new Refused('', 'draft_ended');
	return amendment;
}

/** Gives a draft up; what it would have changed is kept with it. */
export function abandon(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: AmendmentAtVersion
): Promise<void> {
	return write(db, actor, {
		...actOn(plan, at),
		raises: 'nothing',
		read: async (trx) => {
			const { version, title } = await openAt(trx, plan.id, at);
			return { planId: plan.id, version, title };
		},
		write: async (trx, { title }) => {
			await trx
				.updateTable('amendment')
				.set({ abandoned_at: sql<Date>`clock_timestamp()` })
				.where('id', '=', at.id)
				.execute();
			return { result: undefined, entry: entryOf('amendment_abandoned', at.id, { code: title }) };
		}
	});
}

/**
 * Has a draft rest on what stands in the plan now, where that was changed since it was drafted: its own
 * values stay.
 */
export function rebase(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: AmendmentAtVersion
): Promise<void> {
	return write(db, actor, {
		...actOn(plan, at),
		raises: 'nothing',
		read: async (trx) => {
			const amendment = await openAt(trx, plan.id, at);
			return { planId: plan.id, version: amendment.version, amendment };
		},
		write: async (trx, { amendment }) => {
			const others = await moved(trx, amendment);
			for (const { kind, recordId, field, present } of others)
				await trx
					.updateTable('amendment_change')
					.set({ before: JSON.stringify(present) })
					.where('amendment_id', '=', at.id)
					.where('kind', '=', kind)
					.where('record_id', '=', recordId)
					.where('field', '=', field)
					.execute();
			await trx
				.updateTable('amendment')
				.set((eb) => ({ version: eb('version', '+', 1) }))
				.where('id', '=', at.id)
				.execute();
			return {
				result: undefined,
				entry: entryOf('amendment_rebased', at.id, { code: amendment.title })
			};
		}
	});
}

/** Of a draft's changes one text for all of them, so that the log tells what was adopted. */
async function digestOf(trx: Trx, amendmentId: string): Promise<string> {
	const changed = await fieldChanges(trx, amendmentId);
	return createHash('sha256').update(JSON.stringify(changed)).digest('hex');
}

const subjects: Partial<Record<DatedChange['kind'], (id: string) => ProvenanceSubject>> = {
	plan: (id) => ({ plan_id: id }),
	element: (id) => ({ element_id: id }),
	kpi: (id) => ({ kpi_id: id })
};

/** Fields of a version that people do not read as one. */
const internal = new Set([
	...['retired', 'retired_reason', 'plan_id', 'parent_kind', 'kind'],
	...['template_element_id', 'template_kpi_id']
]);

/** The provenance of notes stands under the plan, by their codes. */
async function explainedNotes(
	trx: Trx,
	{ plan_id, id }: Amendment,
	{ kind, reason }: Pick<Explained, 'kind' | 'reason'>
): Promise<Explained[]> {
	const { rows } = await sql<{ code: string }>`
		select distinct note.code from amendment_change change
		join plan_note note on note.id = change.record_id and note.plan_id = ${plan_id}
		where change.amendment_id = ${id} and change.kind = 'plan_note' and change.field = 'text'
	`.execute(trx);
	return [{ subject: { plan_id }, fields: rows.map(({ code }) => `notes.${code}`), kind, reason }];
}

const explainedBy =
	(kind: Explained['kind'], reason: string) =>
	(change: DatedChange): Explained[] => {
		const subject = subjects[change.kind]?.(change.id);
		if (!subject) return [];
		const fields = Object.keys(change.fields).filter((name) => !internal.has(name));
		return [{ subject, fields: fields.map((name) => name.replace(/_id$/, '')), kind, reason }];
	};

/**
 * Adopts a draft: all that it changes holds from its day, under one revision of the plan.
 *
 * @throws Conflict where it was changed since the form was read; Refused where it is empty, ended, where
 *   what it rests on was changed, or where two things of the plan could not both be so
 */
export function adopt(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	at: AmendmentAtVersion,
	{ instrument, today }: { instrument: Instrument; today: IsoDate }
): Promise<void> {
	return write(db, actor, {
		...actOn(plan, at),
		raises: 'structure',
		amendmentId: at.id,
		read: async (trx) => {
			const amendment = await openAt(trx, plan.id, at);
			if (instrument.on > today) throw new Refused('instrument_on', 'after_today', { day: today });
			const drafted = await draftedChanges(trx, at.id);
			if (drafted.length === 0) throw new Refused('', 'draft_empty');
			await lockChanged(trx, drafted);
			return { planId: plan.id, version: amendment.version, amendment, drafted };
		},
		write: async (trx, { amendment, drafted }, { actorId, dated }) => {
			// the plan is locked from here on: nobody changes what the draft rests on
			if ((await moved(trx, amendment)).length > 0) throw new Refused('', 'draft_moved');
			await appendChanges(trx, dated!, drafted, () => amendment.holds_from);
			await trx
				.updateTable('amendment')
				.set({
					adopted_at: sql<Date>`clock_timestamp()`,
					adopted_by: actorId,
					instrument_number: instrument.number,
					instrument_on: instrument.on,
					instrument_address: instrument.address
				})
				.where('id', '=', at.id)
				.execute();
			const { title, reason, holds_from } = amendment;
			const digest = await digestOf(trx, at.id);
			const detail = {
				code: title,
				reason,
				holds_from,
				instrument,
				revision: dated!.revision,
				digest
			};
			const kind = plan.demonstration ? 'demo' : 'editorial';
			await notify(trx, {
				...{ kind: 'plan_changed', reason: `plan_changed:${at.id}`, planId: plan.id },
				words: { title },
				to: { organisationIds: await concerned(trx, { planId: plan.id, amendmentId: at.id }) }
			});
			return {
				result: undefined,
				entry: entryOf('amendment_adopted', at.id, detail),
				explains: await onTheirDay(trx, [
					...drafted.flatMap(explainedBy(kind, reason)),
					...(await explainTaken(trx, drafted, { kind, reason })),
					...(await explainedNotes(trx, amendment, { kind, reason }))
				])
			};
		}
	});
}
