/** Evidence is added and taken back; both append a row, and neither is ever changed. */
import { sql } from 'kysely';
import { evidenceProblems } from '#lib/domain/entries/evidence-entry.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import type { InName } from '../reports/entering.ts';
import { takingReport } from '../reports/reports.ts';
import { inNameOf, organisationsAmong, stillMay, type Standing } from '../reports/writers.ts';
import { NotFound, Refused } from '../writing/refusals.ts';
import type { SentForm } from '../writing/sent-forms.ts';
import { write, type Done } from '../writing/write.ts';
import { namedEntry } from './entries.ts';
import type { KeptFile } from './keep.ts';
import {
	columnsOf,
	isOf,
	lockSubject,
	writersOf,
	type EvidenceOf,
	type LockedSubject,
	type Reported
} from './subjects.ts';

export interface SentEvidence extends InName {
	of: EvidenceOf;
	caption: string;
	/** Null: of no day. */
	speaksOf: IsoDate | null;
	content: { link: string } | { file: KeptFile };
	/** By which a form is known again when it is sent twice. */
	request?: SentForm;
}

/** What was added, and the name of its file; null: it is a link. */
export interface Added {
	id: string;
	file: string | null;
}

/** Whose it is, and the report in which it stands. */
interface Owned {
	actorId: string;
	organisationId: string | null;
	reportId: string | null;
	/** See {@link Standing}. */
	asOneOf: string[] | null;
}

/** The report that takes it: that of the entry which it shows, where it shows one. */
async function reportOf(
	trx: Trx,
	as: Standing,
	{ planId, today }: LockedSubject,
	{ of, speaksOf }: { of: Reported; speaksOf: IsoDate | null }
): Promise<string | null> {
	const entry = await namedEntry(trx, of);
	const items = [entry?.item ?? { kind: of.kind === 'kpi' ? of.kind : 'activity', id: of.id }];
	const day = entry?.day ?? speaksOf ?? today;
	const reportId = await takingReport(trx, as, { planId, today, day, items });
	if (entry && entry.reportId !== reportId) throw new Refused('shows', 'entry_of_other_report');
	return reportId;
}

/** Asked while the plan is locked, so that no report is submitted meanwhile. */
async function owned(
	trx: Trx,
	actor: Actor,
	subject: LockedSubject,
	{ of, speaksOf, behalfOf }: Pick<SentEvidence, 'of' | 'speaksOf' | 'behalfOf'>,
	{ actorId, onBehalf }: Pick<Standing, 'actorId' | 'onBehalf'>
): Promise<Owned> {
	if (of.kind === 'amendment')
		return { actorId, organisationId: null, reportId: null, asOneOf: null };
	const as = inNameOf(actor, subject.writers, onBehalf, behalfOf);
	return { ...as, reportId: await reportOf(trx, as, subject, { of, speaksOf }) };
}

async function insertFile(trx: Trx, file: KeptFile): Promise<string> {
	const { id } = await trx
		.insertInto('evidence_file')
		.values({
			...{ name: file.name, original_name: file.originalName, media_type: file.mediaType },
			...{ bytes: file.bytes, sha256: file.sha256 },
			...{ width: file.picture?.width ?? null, height: file.picture?.height ?? null },
			thumbnail: file.picture?.thumbnail ?? null
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** Stores it where the person still may: one statement asks and writes. */
async function insert(
	trx: Trx,
	{ of, caption, speaksOf, content }: SentEvidence,
	planId: string,
	by: Owned
): Promise<string> {
	const writers = writersOf(of);
	const values = {
		...columnsOf(of),
		...{ plan_id: planId, caption, speaks_of: speaksOf },
		file_id: 'file' in content ? await insertFile(trx, content.file) : null,
		link: 'link' in content ? content.link : null,
		...{ organisation_id: by.organisationId, report_id: by.reportId, recorded_by: by.actorId }
	};
	const names = Object.keys(values).map((name) => sql.ref(name));
	const { rows } = await sql<{ id: string }>`
		insert into evidence (${sql.join(names)})
		select ${typed(values)}
		where ${writers ? stillMay(writers, by.asOneOf) : sql`true`}
		returning id
	`.execute(trx);
	if (!rows[0]) throw new NotFound();
	return rows[0].id;
}

/** Values of a `select`, whose types PostgreSQL is told since nothing else tells them. */
function typed(values: Record<string, string | null>) {
	const texts = ['caption', 'link'];
	const type = (name: string) =>
		texts.includes(name) ? sql`text` : name === 'speaks_of' ? sql`date` : sql`bigint`;
	return sql.join(
		Object.entries(values).map(([name, value]) => sql`cast(${value} as ${type(name)})`)
	);
}

const subjectKinds = {
	...{ activity: 'element', money: 'element' },
	...{ kpi: 'kpi', amendment: 'amendment' }
} as const;

/** What the log says: ids and digests, and no words of a person. */
const entryOf = (
	action: string,
	of: EvidenceOf,
	detail: Record<string, unknown>
): Done<unknown>['entry'] => ({
	action,
	subjectKind: subjectKinds[of.kind],
	subjectId: of.id,
	detail
});

const behalfIn = (onBehalf: boolean, organisationId: string | null) =>
	onBehalf ? { on_behalf_of: organisationId } : {};

/** What every act on evidence of something says of itself. */
const actOn = (of: EvidenceOf) =>
	of.kind === 'amendment'
		? ({ may: 'edit_plan', raises: 'reported' } as const)
		: ({ may: 'write_report', owned: true, raises: 'reported' } as const);

/**
 * Adds evidence, to the report that is open where there is one. The same form sent twice adds it once.
 *
 * @throws NotFound for what is another's, retired or not there; Invalid; Refused beside what it shows, of
 *   an amendment that was given up, and in a draft
 */
export function add(db: Db, actor: Actor, sent: SentEvidence, now: Date): Promise<Added> {
	const { of, content, request } = sent;
	return write(db, actor, {
		...actOn(of),
		request,
		read: async (trx) => {
			const subject = await lockSubject(trx, of, now);
			if (!subject) return undefined;
			const organisationIds = organisationsAmong(subject.writers);
			const problems = evidenceProblems(sent, subject);
			return { subject, planId: subject.planId, organisationIds, problems };
		},
		write: async (trx, { subject }, { actorId, onBehalf }) => {
			const by = await owned(trx, actor, subject, sent, { actorId, onBehalf });
			const id = await insert(trx, sent, subject.planId, by);
			const file = 'file' in content ? content.file : null;
			const said = file ? { sha256: file.sha256 } : { link: true };
			const detail = { code: subject.code, evidence: [id], report: by.reportId, ...said };
			return {
				result: { id, file: file?.name ?? null },
				entry: entryOf('evidence_added', of, {
					...detail,
					...behalfIn(onBehalf, by.organisationId)
				})
			};
		}
	});
}

/** The row that was added; undefined where the subject has none such. */
async function findAdded(trx: Trx, of: EvidenceOf, id: string) {
	if (!isId(id)) return undefined;
	const { rows } = await sql<{ id: string; withdrawn: boolean }>`
		select id, exists (select from evidence back where back.record_id = e.id) as withdrawn
		from evidence e
		where e.id = ${id} and e.record_id is null and ${isOf(of, 'e')}
	`.execute(trx);
	return rows[0];
}

const copied = sql`
	plan_id, element_id, milestone_id, update_id, spending_id, kpi_id, measurement_id, amendment_id,
	speaks_of, caption, file_id, link, organisation_id, report_id
`;

async function insertBack(
	trx: Trx,
	of: EvidenceOf,
	{ id, actorId, reason, asOneOf }: Pick<Owned, 'actorId' | 'asOneOf'> & Taken
): Promise<void> {
	const writers = writersOf(of);
	const { rows } = await sql`
		insert into evidence (record_id, recorded_by, withdrawn, state_reason, ${copied})
		select id, ${actorId}::bigint, true, ${reason}::text, ${copied} from evidence
		where id = ${id} and ${writers ? stillMay(writers, asOneOf) : sql`true`}
		returning id
	`.execute(trx);
	if (rows.length === 0) throw new NotFound();
}

interface Taken extends InName {
	id: string;
	/** In one sentence. */
	reason: string;
}

/**
 * Takes evidence back: it supports nothing any more and the public sees it no more; its rows stay, and its
 * file, for those whose it is.
 *
 * @throws NotFound for what is another's or not there; Refused where it was taken back already
 */
export function takeBack(
	db: Db,
	actor: Actor,
	{ of, id, reason, behalfOf, request }: Taken & { of: EvidenceOf; request?: SentForm },
	now: Date
): Promise<string> {
	return write(db, actor, {
		...actOn(of),
		request,
		read: async (trx) => {
			const subject = await lockSubject(trx, of, now);
			const added = subject && (await findAdded(trx, of, id));
			if (!subject || !added) return undefined;
			if (added.withdrawn) throw new Refused('', 'taken_back_already');
			return {
				...{ subject, planId: subject.planId },
				organisationIds: organisationsAmong(subject.writers),
				changes: changes({ withdrawn: false }, { withdrawn: true })
			};
		},
		write: async (trx, { subject }, { actorId, onBehalf }) => {
			const { writers, code } = subject;
			const as = writers.length > 0 ? inNameOf(actor, writers, onBehalf, behalfOf) : null;
			await insertBack(trx, of, { id, reason, actorId, asOneOf: as?.asOneOf ?? null });
			const detail = { code, evidence: [id], reason };
			const behalf = behalfIn(onBehalf, as?.organisationId ?? null);
			return {
				result: id,
				entry: entryOf('evidence_taken_back', of, { ...detail, ...behalf })
			};
		}
	});
}
