/**
 * How what a ministry enters goes through the frame: asked of the organisations that enter it, stored
 * once however often it is sent, and appended to the report that takes it.
 */
import type { PlanSpan, Problem } from '#lib/domain/entries/entered.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { NotFound, type Thing } from '../writing/refusals.ts';
import { write, type Batch } from '../writing/write.ts';
import type { ReportItem } from '#lib/domain/reporting/items.ts';
import type { DayRule } from '#lib/domain/reporting/open-report.ts';
import { takingReport } from './reports.ts';
import { inNameOf, organisationsAmong, type Standing, type Writer } from './writers.ts';

/** What an entry is measured by; each kind of entry adds what is its own. */
export interface Subject extends PlanSpan {
	planId: string;
	/** What people call the thing that is reported on. */
	code: string;
	/** In the plan's time zone. */
	today: IsoDate;
	/** Who enters it, when it was read. */
	writers: Writer[];
}

/** A row stored before, of the kind that is entered. */
export interface Stored {
	id: string;
	requestId: string | null;
	/** Whether it says what the entry says. */
	same: boolean;
}

/** A row as it was read. */
export const seenAs = (
	{ id, request_id: requestId }: { id: string; request_id: string | null },
	same: boolean
): Stored => ({ id, requestId, same });

/** What an entry finds, its subject locked. */
export interface Entered extends Subject {
	/** The newest row, and those that came under the same requests, by id. */
	rows: Stored[];
	problems: Problem[];
}

/** In whose name a row is written, and the report in which it stands; null: in none. */
export interface Writing extends Standing {
	reportId: string | null;
}

/** What is sent says in whose name it is written. */
export interface InName {
	/**
	 * Whose report is meant where the planner writes on its behalf; left out: that of the first who
	 * enters it. Who writes in its own right always writes in its own report.
	 */
	behalfOf?: string;
}

/** What one kind of entry states of itself. */
export interface Entry<Found extends Entered> {
	action: string;
	about: Thing;
	/** The newest row of its kind when the form was opened; null: there was none. */
	seen: string | null;
	/** Made by the form, one for each row: the same one sent twice is stored once. */
	requestIds: string[];
	/** Of which it speaks; null: that is wrong with it. */
	day: IsoDate | null;
	/** Where that is entered, and which days beside those of the report's period are taken. */
	dated: DayRule & { field: string };
	/** What of a report it is. */
	items: ReportItem[];
	/** What was asked of the form and is meant so. */
	confirmed?: readonly string[];
	/** See {@link InName}. */
	behalfOf: string | undefined;
	/** Locks the subject, so that others of the same thing wait, and reads what is stored. */
	read: (trx: Trx) => Promise<Found | undefined>;
	/** Appends the rows, where the person still may, and returns their ids; none: no longer. */
	write: (trx: Trx, found: Found, as: Writing) => Promise<string[]>;
	/** What the audit log calls the rows. */
	rows: string;
}

/** The last row that the same form stored before, and whether it said something else then. */
function before(rows: Stored[], requestIds: string[]) {
	const mine = rows.filter(({ requestId }) => requestId && requestIds.includes(requestId));
	const same = mine.length === requestIds.length && mine.every((row) => row.same);
	return { repeated: same ? mine.at(-1)?.id : undefined, contradicts: mine.length > 0 && !same };
}

/**
 * Appends an entry to the report at hand, all of it or nothing, and returns its last row's id. Sent
 * twice it is stored once.
 *
 * @param batch what it is a part of: `db` is the transaction of the whole
 * @throws NotFound for what is another's; Conflict where somebody entered something since the form
 *   was opened; Invalid where a rule is broken
 */
export function enter<Found extends Entered>(
	db: Db,
	actor: Actor,
	entry: Entry<Found>,
	batch?: Batch
): Promise<string> {
	return write(db, actor, {
		batch,
		may: 'write_report',
		owned: true,
		form: entry,
		confirmed: entry.confirmed,
		raises: 'reported',
		read: async (trx) => {
			const found = await entry.read(trx);
			if (!found) return undefined;
			const organisationIds = organisationsAmong(found.writers);
			const version = found.rows.at(-1)?.id ?? null;
			return { ...found, ...before(found.rows, entry.requestIds), organisationIds, version };
		},
		write: async (trx, found, { onBehalf }) => {
			const as = inNameOf(actor, found.writers, onBehalf, entry.behalfOf);
			// no report is submitted between the reading of its state and the entry: the plan is locked
			const { planId, today } = found;
			const { day, dated, items } = entry;
			const taken = { planId, today, day: day ?? today, dated, items };
			const reportId = await takingReport(trx, as, taken);
			const ids = await entry.write(trx, found, { ...as, reportId });
			const last = ids.at(-1);
			if (!last) throw new NotFound();
			return { result: last, entry: said(entry, found, ids, { ...as, reportId }) };
		}
	});
}

/** What the log says of an entry. */
function said(
	{ action, about, rows }: Pick<Entry<Entered>, 'action' | 'about' | 'rows'>,
	{ code }: Entered,
	ids: string[],
	as: Writing
) {
	const onBehalf = as.onBehalf ? { on_behalf_of: as.organisationId } : {};
	const detail = { code, [rows]: ids, report: as.reportId, ...onBehalf };
	return { action, subjectKind: about.kind, subjectId: about.id, detail };
}
