/**
 * The frame of everything that a ministry enters: the right to, one transaction, the same entry sent
 * twice, what somebody stored meanwhile, the report that takes it, the revision, the audit entry.
 */
import type { Transaction } from 'kysely';
import type { PlanSpan, Problem } from '#lib/domain/entries/entered.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { append } from '../writing/entries.ts';
import type { Db } from '../db/connect.ts';
import type { Database } from '../db/schema.ts';
import { NotFound } from '../writing/errors.ts';
import { raiseRevision } from '../writing/revision.ts';
import { Conflict, Invalid } from '../writing/invalid.ts';
import { takingReport } from './reports.ts';
import { standingAmong, type Standing, type Writer } from './writers.ts';

export type Trx = Transaction<Database>;

/** What an entry is held against; each kind of entry adds what is its own. */
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
	request_id: string | null;
}

/** In whose name a row is written, and the report in which it stands; null: in none. */
export interface Writing extends Standing {
	reportId: string | null;
}

/** What one kind of entry states of itself. */
export interface Entry<Held extends Subject, Row extends Stored> {
	action: string;
	about: { kind: 'element' | 'kpi'; id: string };
	/** The newest row of its kind when the form was opened; null: there was none. */
	seen: string | null;
	/** Made by the form, one for each row: the same one sent twice is stored once. */
	requestIds: string[];
	/** Reads what the entry is held against and keeps others of the same thing waiting. */
	hold: (trx: Trx) => Promise<Held | undefined>;
	/** The newest row, and those that came under the same requests, by id. */
	stored: (trx: Trx) => Promise<Row[]>;
	/** Whether a stored row says what the entry says. */
	says: (row: Row, held: Held) => boolean;
	problems: (held: Held) => Problem[];
	/** Appends the rows, where the person still may, and returns their ids; none: no longer. */
	write: (trx: Trx, held: Held, as: Writing) => Promise<string[]>;
	/** What the audit log calls the rows. */
	rows: string;
}

/** The last row that the same form stored before; throws {@link Conflict} where it said something else. */
function repeated<Held extends Subject, Row extends Stored>(
	{ requestIds, says }: Entry<Held, Row>,
	rows: Row[],
	held: Held
): string | undefined {
	const mine = rows.filter((row) => row.request_id && requestIds.includes(row.request_id));
	const same = mine.length === requestIds.length && mine.every((row) => says(row, held));
	if (mine.length > 0 && !same) throw new Conflict();
	return mine.at(-1)?.id;
}

/**
 * Appends an entry to the report at hand, all of it or nothing, and returns its last row's id. Sent
 * twice it is stored once.
 *
 * @throws NotFound for what is another's; Conflict where somebody entered something since the form
 *   was opened; Invalid where a rule is broken
 */
export function enter<Held extends Subject, Row extends Stored>(
	db: Db,
	actor: Actor,
	entry: Entry<Held, Row>
): Promise<string> {
	return db.transaction().execute(async (trx) => {
		const held = await entry.hold(trx);
		if (!held) throw new NotFound();
		const as = standingAmong(actor, held.writers);
		const stored = await entry.stored(trx);
		const before = repeated(entry, stored, held);
		if (before) return before;
		if ((stored.at(-1)?.id ?? null) !== entry.seen) throw new Conflict();
		const problems = entry.problems(held);
		if (problems.length > 0) throw new Invalid(problems);
		// first, so that whoever else reports on the plan waits: rows get their ids as they are
		// committed, and no report is submitted between the reading of its state and the entry
		await raiseRevision(trx, held.planId);
		const writing = { ...as, reportId: await takingReport(trx, held.planId, as, held.today) };
		const ids = await entry.write(trx, held, writing);
		const last = ids.at(-1);
		if (!last) throw new NotFound();
		await record(trx, entry, held, { ids, as: writing });
		return last;
	});
}

function record<Held extends Subject, Row extends Stored>(
	trx: Trx,
	{ action, about, rows }: Entry<Held, Row>,
	{ planId, code }: Held,
	{ ids, as }: { ids: string[]; as: Writing }
): Promise<void> {
	const onBehalf = as.onBehalf ? { on_behalf_of: as.organisationId } : {};
	return append(trx, {
		actorId: as.actorId,
		action,
		planId,
		subjectKind: about.kind,
		subjectId: about.id,
		detail: { code, [rows]: ids, report: as.reportId, ...onBehalf }
	});
}
