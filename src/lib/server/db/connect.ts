import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { PreparingClient } from './prepared.ts';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;
export type Trx = Transaction<Database>;

/** Text as PostgreSQL sends it: a date has no time zone to slip in, a numeric no float to round in. */
const asText = [pg.types.builtins.DATE, pg.types.builtins.INT8, pg.types.builtins.NUMERIC];

const types: pg.CustomTypesConfig = {
	getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
		asText.includes(oid)
			? (value: string) => value
			: pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser
};

export interface ConnectOptions {
	/** How many connections one process may hold. */
	connections?: number;
	/** How long a query waits for a free connection before it is refused, in milliseconds. */
	patience?: number;
	/** What the database sees as the client's name; tells our own connections from others. */
	applicationName?: string;
	/**
	 * How long a statement may run, in milliseconds, and a transaction wait for its next one; a lock is
	 * waited for as long as a connection. Unset there is no limit, as migrations and copies need.
	 */
	statementLimit?: number;
	/** Called when a connection breaks, as at a restart of the database. */
	onBroken?: (error: Error) => void;
}

/** Opens a pool on a PostgreSQL URL. The pool connects at the first query; `destroy()` closes it. */
export function connect(
	url: string,
	{
		connections = 10,
		patience = 3_000,
		applicationName = 'tanaw',
		statementLimit,
		onBroken
	}: ConnectOptions = {}
): Db {
	const pool = new pg.Pool({
		Client: PreparingClient,
		connectionString: url,
		types,
		max: connections,
		application_name: applicationName,
		connectionTimeoutMillis: patience,
		...(statementLimit && {
			lock_timeout: patience,
			statement_timeout: statementLimit,
			idle_in_transaction_session_timeout: statementLimit
		}),
		// plans of these short queries cost less than compiling them would; a page that is in memory or
		// on a solid-state disk is as quickly read here as there, which PostgreSQL does not assume
		options: '-c jit=off -c random_page_cost=1.1 -c timezone=UTC'
	});
	// without listeners a restart of the database would end this process: the pool listens to idle
	// connections only, and one that breaks in the middle of a transaction is heard by itself alone
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', (error) => onBroken?.(error)));
	return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
