import type { Db } from '../db/connect.ts';
import type { AsKnown } from './as-known.ts';

/** A plan's rows after one of them; null: all. Asked for all, only the latest need come. */
export interface Since {
	planId: string;
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
}

const nothing = { last: null, whole: undefined };

/** Ids are bigints that count up from 1, far from where a number would round them. */
const later = (one: string | null, other: string | null) =>
	Number(other ?? 0) > Number(one ?? 0) ? other : one;

/**
 * What ministries appended to plans, kept as it grows: rows are never changed or taken away, so only
 * those that came since the last reading are read. None is missed: whoever appends raises the plan's
 * revision first and keeps others waiting until it commits, so a plan's later rows have later ids.
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
		return isKept ? this.#now(db, known.planId) : grow(undefined, await read(db, known));
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
	async #now(db: Db, planId: string): Promise<Whole> {
		const plans = this.#plansOf(db);
		const began = plans.get(planId);
		const { last, whole: before } = began ?? nothing;
		const rows = await this.#kind.read(db, { planId, after: last });
		const isNew = before === undefined || rows.length > 0;
		const whole = isNew ? this.#kind.grow(before, rows) : before;
		this.#keep(plans, planId, began, { last: rows.map(({ id }) => id).reduce(later, last), whole });
		return whole;
	}

	/** Of two that read at once the further stays; what rests on something forgotten does not. */
	#keep(
		plans: Map<string, Reading<Whole>>,
		planId: string,
		began: Reading<Whole> | undefined,
		reading: Reading<Whole>
	): void {
		const kept = plans.get(planId);
		if (began && !kept) return;
		const further = kept && later(kept.last, reading.last) === kept.last ? kept : reading;
		plans.delete(planId);
		plans.set(planId, further);
		const [oldest] = plans.keys();
		if (oldest !== undefined && plans.size > this.#kind.most) plans.delete(oldest);
	}
}
