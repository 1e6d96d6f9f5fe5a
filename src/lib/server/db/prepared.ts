import pg from 'pg';

/** Statements whose text varies, as with lists of rows, must not fill the database's memory. */
const most = 400;
const longest = 8_000;

/** A name for each statement that was asked for before, the same on all connections. */
const names = new Map<string, string>();
const askedOnce = new Set<string>();
let given = 0;

/** Said in a statement of which one plan does not serve all values, as of common words and rare ones. */
const plannedWithItsValues = '/* planned with its values */';

function nameOf(text: string): string | undefined {
	if (text.includes(plannedWithItsValues)) return undefined;
	const name = names.get(text);
	if (name || names.size >= most || text.length > longest) return name;
	if (askedOnce.delete(text)) {
		given += 1;
		names.set(text, `tanaw_${given}`);
	} else {
		if (askedOnce.size >= most) askedOnce.clear();
		askedOnce.add(text);
	}
	return names.get(text);
}

const FEATURE_NOT_SUPPORTED = '0A000';

/** Whether the columns of a table changed beneath a prepared statement. */
const isOutdated = (error: unknown) =>
	error instanceof pg.DatabaseError && error.code === FEATURE_NOT_SUPPORTED;

type Query = (...given: unknown[]) => Promise<unknown>;

export interface PreparingConfig extends pg.ClientConfig {
	/** Sees each question and its answer to come. */
	watch?: <T>(client: PreparingClient, answer: Promise<T>) => Promise<T>;
}

/**
 * A connection on which a statement that comes again is parsed once, and planned once where one plan
 * serves all values: for our short queries that costs more than to run them. Only statements with
 * values: what opens and closes a transaction has none, and PostgreSQL takes it the shorter way.
 */
export class PreparingClient extends pg.Client {
	/** The server process at the other end, also behind a pooler; known once it was asked. */
	backend: number | undefined;
	#isFree = false;
	#isRetired = false;

	constructor({ watch, ...config }: PreparingConfig = {}) {
		super(config);
		const ask = this.query.bind(this) as Query;
		const query: Query = watch ? (...given) => watch(this, ask(...given)) : ask;
		const named = async (name: string, text: string, values: unknown[]) => {
			try {
				return await query({ name, text, values });
			} catch (error) {
				if (!isOutdated(error)) throw error;
				names.delete(text);
				// a transaction has failed with it; outside of one nothing was done yet
				if (this.getTransactionStatus() !== 'I') throw error;
				return await query(text, values);
			}
		};
		const prepare: Query = (text, values, ...rest) => {
			const isPlain = typeof text === 'string' && Array.isArray(values) && rest.length === 0;
			const name = isPlain && values.length > 0 ? nameOf(text) : undefined;
			return isPlain && name ? named(name, text, values) : query(text, values, ...rest);
		};
		// pg's own signature has a dozen overloads; Kysely calls the one with a text and its values
		this.query = prepare as typeof this.query;
	}

	/** Breaks the connection off; the pool hears of it, as does whoever waits for an answer. */
	cut(): void {
		this.connection.stream.destroy();
	}

	/** Ends it now if nobody uses it, else once it is given back. */
	retire(): void {
		this.#isRetired = true;
		if (this.#isFree) this.cut();
	}

	/** Told by the pool. */
	taken(): void {
		this.#isFree = false;
	}

	/** Told by the pool, before it keeps a connection for others. */
	givenBack(): void {
		this.#isFree = true;
		if (this.#isRetired) void this.end();
	}
}
