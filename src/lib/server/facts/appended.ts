import type { Db } from '../db/connect.ts';
import type { AsKnown } from './as-known.ts';

/** A plan's rows that count now, after one of them; null: all. Asked for all, only the latest need come. */
export interface Since extends Pick<AsKnown, 'planId' | 'drafts'> {
	after: string | null;
}

/** What a kind of row is read by, and what a plan's rows make together. */
export interface Kind<Row extends { id: string }, Whole> {
	read: (db: Db, asked: AsKnown | Since) => Promise<Row[]>;
	/**
	 * Adds rows to what there is, and gives a new whole: others may still be looking at the one before.
	 * Rows come by id or all at once; one that came before may come again.
	 */
	grow: (whole: Whole | undefined, rows: Row[]) => Whole;
	/** How many plans one process keeps; those asked for longest ago go first. */
	most: number;
}

interface Reading<Whole> {
	/** The latest id that was read; null: no row was there. */
	last: string | null;
	whole: Whole | undefined;
	/** The plan's, when it was read: with a report that is submitted earlier rows come to count. */
	periodRevision: string;
}

const keyOf = ({ planId, drafts }: AsKnown) => (drafts ? `drafts ${planId}` : planId);

/** Ids are bigints that count up from 1, far from where a number would round them. */
const later = (one: string | null, other: string | null) =>
	Number(other ?? 0) > Number(one ?? 0) ? other : one;

/** Whether one reading holds at least what another does. */
function isLater(one: Reading<unknown>, other: Reading<unknown>): boolean {
	const revisions = Number(one.periodRevision) - Number(other.periodRevision);
	return revisions === 0 ? later(one.last, other.last) === one.last : revisions > 0;
}

/**
 * What ministries appended to plans, kept as it grows: rows are never changed or taken away, so only
 * those that came since the last reading are read. None is missed: whoever appends raises the plan's
 * revision first and keeps others waiting until it commits, so a plan's later rows have later ids; once a
 * report is submitted all that count are read anew.
 */
export class Appended<Row extends { id: string }, Whole> {
	readonly #kind: Kind<Row, Whole>;
	readonly #databases = new WeakMap<Db, Map<string, Reading<Whole>>>();

	constructor(kind: Kind<Row, Whole>) {
		this.#kind = kind;
	}

	/** All that was reported on a plan, as known on a day. */
	async asKnown(db: Db, known: AsKnown): Promise<Whole> {
		const { read, grow } = this.#kind;
		// what a transaction sees may be undone, or not be there for others yet
		const isKept = known.current && !db.isTransaction;
		return isKept ? this.#now(db, known) : grow(undefined, await read(db, known));
	}

	/** As where a database may be another: it was restored, or a copy took its place. */
	forget(db: Db): void {
		this.#plansOf(db).clear();
	}

	#plansOf(db: Db): Map<string, Reading<Whole>> {
		const plans = this.#databases.get(db) ?? new Map<string, Reading<Whole>>();
		this.#databases.set(db, plans);
		return plans;
	}

	/** Nobody waits for another's reading: who asks meanwhile reads from where the last one ended. */
	async #now(db: Db, known: AsKnown): Promise<Whole> {
		const { planId, drafts } = known;
		const plans = this.#plansOf(db);
		const began = plans.get(keyOf(known));
		// what a draft adds is a later row; what a submission adds may be an earlier one
		const isFurther = began && (drafts || began.periodRevision === known.periodRevision);
		const { last = null, whole: before } = isFurther ? began : {};
		const rows = await this.#kind.read(db, { planId, drafts, after: last });
		const isNew = before === undefined || rows.length > 0;
		const whole = isNew ? this.#kind.grow(before, rows) : before;
		const { periodRevision } = known;
		const reading = { last: rows.map(({ id }) => id).reduce(later, last), whole, periodRevision };
		this.#keep(plans, keyOf(known), began, reading);
		return whole;
	}

	/** Of two that read at once the further stays; what rests on something forgotten does not. */
	#keep(
		plans: Map<string, Reading<Whole>>,
		key: string,
		began: Reading<Whole> | undefined,
		reading: Reading<Whole>
	): void {
		const kept = plans.get(key);
		if (began && !kept) return;
		const further = kept && isLater(kept, reading) ? kept : reading;
		plans.delete(key);
		plans.set(key, further);
		const [oldest] = plans.keys();
		if (oldest !== undefined && plans.size > this.#kind.most) plans.delete(oldest);
	}
}
