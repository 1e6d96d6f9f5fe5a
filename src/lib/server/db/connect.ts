import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

export type Db = Kysely<Database>;

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
	/** Called when a connection that nobody was using breaks, as at a restart of the database. */
	onIdleError?: (error: Error) => void;
}

/** Opens a pool on a PostgreSQL URL. The pool connects at the first query; `destroy()` closes it. */
export function connect(
	url: string,
	{
		connections = 10,
		patience = 3_000,
		applicationName = 'tanaw',
		onIdleError
	}: ConnectOptions = {}
): Db {
	const pool = new pg.Pool({
		connectionString: url,
		types,
		max: connections,
		application_name: applicationName,
		connectionTimeoutMillis: patience,
		// plans of these short queries cost less than compiling them would; a page that is in memory or
		// on a solid-state disk is as quickly read here as there, which PostgreSQL does not assume
		options: '-c jit=off -c random_page_cost=1.1 -c timezone=UTC'
	});
	// without a listener a restart of the database would end this process
	pool.on('error', (error) => onIdleError?.(error));
	return new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
}
