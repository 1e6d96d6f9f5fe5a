/** Alignments and what they lead to are added, changed and withdrawn; each act appends a state, and none is lost. */
import { sql } from 'kysely';
import { parentKey } from '#lib/domain/alignment/links.ts';
import type {
	AlignmentRecord,
	OutsidePlan,
	OutsideStatement
} from '#lib/domain/alignment/records.ts';
import type { Origin } from '#lib/domain/records/origin.ts';
import { changes, type Fields } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { AlignedKind, ValuesOfAligned } from '#lib/kinds/alignment.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { checks, refuseRestedOn } from './checks.ts';
import { quotationOf } from './quotes.ts';
import { find, type RecordOf } from './records.ts';

/** A record as the form that is sent was made from it. */
export interface AlignedAtVersion {
	id: string;
	version: string;
}

/** Whoever aligns anything waits here: links over plans are looked at together. */
const lockLinks = (trx: Trx) =>
	sql`select pg_advisory_xact_lock(hashtext('alignment'))`.execute(trx);

const originValues = ({ kind, reason, quotes, publication }: Origin) => ({
	...{ provenance_kind: kind, provenance_reason: reason, quotation: quotationOf(quotes) },
	publication_title: publication?.title ?? null,
	published_on: publication?.publishedOn ?? null,
	publication_address: publication?.address ?? null
});

const stored: { [Of in AlignedKind]: (record: RecordOf<Of>) => ValuesOfAligned<Of> } = {
	alignment: ({ child, parent, rationale, share, from, until, origin }: AlignmentRecord) => ({
		aligned_child: child.elementId === null ? 'plan' : `element:${child.elementId}`,
		aligned_to: parentKey(parent),
		...{ rationale, share, valid_from: from, valid_to: until },
		...originValues(origin)
	}),
	outside_plan: (plan: OutsidePlan) => ({
		...{ outside_title: plan.title, publisher: plan.publisher, outside_address: plan.address },
		...{ outside_language: plan.language, edition_label: plan.edition },
		...{ edition_on: plan.editionOn, follows: plan.followsId },
		...originValues(plan.origin)
	}),
	outside_statement: ({ outsideId, kind, code, words, origin }: OutsideStatement) => ({
		...{ statement_of: outsideId, statement_kind: kind, statement_code: code },
		statement_words: words,
		...originValues(origin)
	})
};

/** What a record says, as its form is filled. */
export const valuesOf = <Of extends AlignedKind>(
	of: Of,
	record: RecordOf<Of>
): ValuesOfAligned<Of> => stored[of](record);

interface Appended {
	/** Null: it is added. */
	record: string | null;
	columns: Record<string, unknown>;
	withdrawn?: boolean;
	reason: string | null;
	/** Left out: now. */
	recordedAt?: Date;
}

/** Appends a state; its id is returned, which is the record's where it is added. */
export async function append(trx: Trx, of: AlignedKind, state: Appended): Promise<string> {
	const { record, withdrawn = false, reason, recordedAt } = state;
	const columns = {
		...state.columns,
		...{ record_id: record, withdrawn, state_reason: record === null ? null : reason },
		...(recordedAt && { recorded_at: recordedAt })
	};
	const names = Object.keys(columns).map((name) => sql.ref(name));
	const { rows } = await sql<{ id: string }>`
		insert into ${sql.table(of)} (${sql.join(names)})
		values (${sql.join(Object.values(columns))}) returning id
	`.execute(trx);
	return rows[0]!.id;
}

/**
 * Adds a record; its id is returned.
 *
 * @throws Invalid; Refused in a draft of an amendment and beside the field that names what is not there;
 *   NotAllowed
 */
export function add<Of extends AlignedKind>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	of: Of,
	{ values, reason }: { values: ValuesOfAligned<Of>; reason: string | null }
): Promise<string> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: `${of}_added`, kind: of, reason },
		read: async (trx) => {
			refuseInDraft(trx, '');
			await lockLinks(trx);
			const checked = await checks[of](trx, { plan, id: null, values, quotes: [] });
			return checked && { ...checked, changes: changes({}, checked.words) };
		},
		write: async (trx, { columns }) => {
			const id = await append(trx, of, { record: null, columns, reason });
			return { result: id, id };
		}
	});
}

/** The record that a form is about, as it is now; undefined where this plan's page has none such. */
async function lockRecord<Of extends AlignedKind>(
	trx: Trx,
	of: Of,
	planId: string,
	id: string
): Promise<RecordOf<Of> | undefined> {
	refuseInDraft(trx, '');
	await lockLinks(trx);
	const record = isId(id) ? await find(trx, of, id) : undefined;
	const isOther = record && 'child' in record && record.child.planId !== planId;
	if (!record || isOther) return undefined;
	if (record.withdrawn) throw new Refused('', 'withdrawn_already');
	return record;
}

/**
 * Changes a record; says whether anything is other than before. An alignment ends by its last day.
 *
 * @throws Conflict where it was changed since `version`; and as {@link add}
 */
export function change<Of extends AlignedKind>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	of: Of,
	at: AlignedAtVersion,
	{ values, reason }: { values: ValuesOfAligned<Of>; reason: string | null }
): Promise<boolean> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: `${of}_changed`, kind: of, reason, unchanged: false },
		...at,
		read: async (trx) => {
			const record = await lockRecord(trx, of, plan.id, at.id);
			if (!record) return undefined;
			const { quotes } = record.origin;
			const asked = { plan, id: at.id, quotes };
			const sent = await checks[of](trx, { ...asked, values });
			if (!sent) return undefined;
			return {
				...sent,
				version: record.version,
				stored: await storedWords(trx, of, asked, record),
				sent: sent.words
			};
		},
		write: async (trx, { columns }) => {
			await append(trx, of, { record: at.id, columns, reason });
			return { result: true };
		}
	});
}

/** What a record says in words; what it leads to may be there no more. */
async function storedWords<Of extends AlignedKind>(
	trx: Trx,
	of: Of,
	asked: { plan: EditedPlan; id: string; quotes: Origin['quotes'] },
	record: RecordOf<Of>
): Promise<Fields> {
	const values = valuesOf(of, record);
	const plain = values as unknown as Fields;
	try {
		const checked = await checks[of](trx, { ...asked, values });
		return checked?.words ?? plain;
	} catch (cause) {
		if (cause instanceof Refused) return plain;
		throw cause;
	}
}

/**
 * Takes a record back, as one that should never have stood; its states stay.
 *
 * @throws Conflict where it was changed since `version`; Refused where it was withdrawn already, where
 *   something rests on it, and in a draft of an amendment; NotFound; NotAllowed
 */
export function withdraw(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	of: AlignedKind,
	at: AlignedAtVersion,
	reason: string
): Promise<void> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: `${of}_withdrawn`, kind: of, reason },
		...at,
		read: async (trx) => {
			const record = await lockRecord(trx, of, plan.id, at.id);
			if (!record) return undefined;
			await refuseRestedOn(trx, of, at.id);
			const asked = { plan, id: at.id, quotes: record.origin.quotes };
			const words = await storedWords(trx, of, asked, record);
			return {
				code: nameOf(words),
				version: record.version,
				changes: changes({ withdrawn: false }, { withdrawn: true })
			};
		},
		write: async (trx) => {
			await repeatWithdrawn(trx, of, at.id, reason);
			return { result: undefined };
		}
	});
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** What the log calls a record, by its words. */
const nameOf = (words: Fields): string =>
	'aligned_to' in words
		? `${text(words['aligned_child'])} → ${text(words['aligned_to'])}`
		: text(words['outside_title'] ?? words['statement_code'] ?? words['statement_words']);

/** Appends the last state once more, as one that is withdrawn. */
async function repeatWithdrawn(
	trx: Trx,
	of: AlignedKind,
	id: string,
	reason: string
): Promise<void> {
	const { rows } = await sql<Record<string, unknown>>`
		select * from ${sql.table(of)} where coalesce(record_id, id) = ${id} order by id desc limit 1
	`.execute(trx);
	const { id: _id, recorded_at: _at, quotes, ...columns } = rows[0]!;
	await append(trx, of, {
		...{ record: id, withdrawn: true, reason },
		columns: { ...columns, quotes: JSON.stringify(quotes) }
	});
}
