import pg from 'pg';

/** Statements whose text varies, as with lists of values, must not fill the database's memory. */
const most = 400;

/** A name for each statement that was asked for before, the same on all connections. */
const names = new Map<string, string>();
const askedOnce = new Set<string>();
let given = 0;

function nameOf(text: string): string | undefined {
	const name = names.get(text);
	if (name || names.size >= most) return name;
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

/** The columns of a table changed beneath a statement: a new name has it parsed anew. */
function renameIfOutdated(text: string, error: unknown): never {
	if (error instanceof pg.DatabaseError && error.code === FEATURE_NOT_SUPPORTED) names.delete(text);
	throw error;
}

type Query = (text: unknown, values?: unknown) => Promise<unknown>;

/**
 * A connection on which a statement that comes again is parsed and planned once: for our short
 * queries that costs more than to run them. Only statements with values: what opens and closes a
 * transaction has none, and PostgreSQL takes it the shorter way.
 */
export class PreparingClient extends pg.Client {
	constructor(config?: pg.ClientConfig) {
		super(config);
		const query = this.query.bind(this) as Query;
		const prepare: Query = (text, values) => {
			const hasValues = typeof text === 'string' && Array.isArray(values) && values.length > 0;
			const name = hasValues ? nameOf(text) : undefined;
			if (!hasValues || !name) return query(text, values);
			return query({ name, text, values }).catch((error) => renameIfOutdated(text, error));
		};
		// pg's own signature has a dozen overloads; Kysely calls the one with a text and its values
		this.query = prepare as typeof this.query;
	}
}
