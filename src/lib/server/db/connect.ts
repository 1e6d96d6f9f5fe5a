import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { PreparingClient, type PreparingConfig } from './prepared.ts';
import { Pulse } from './pulse.ts';
import type { Database } from './schema/database.ts';

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

/**
 * How each connection is set up: plans of these short queries cost less than compiling them would; a
 * page that is in memory or on a solid-state disk is as quickly read here as there, which PostgreSQL
 * does not assume. Said in a statement, not on connecting, since a pooler refuses it there.
 */
async function setUp(client: PreparingClient, limits: [name: string, value: string][]) {
	const settings = [['jit', 'off'], ['random_page_cost', '1.1'], ['TimeZone', 'UTC'], ...limits];
	const set = settings.map((_, at) => `set_config($${at * 2 + 1}, $${at * 2 + 2}, false)`).join();
	const answer = await client.query<{ backend: number }>(
		`select pg_backend_pid() as backend, ${set}`,
		settings.flat()
	);
	client.backend = answer.rows[0]!.backend;
}

interface Pooled {
	pool: pg.Pool;
	/** All that are open now. */
	open: Set<PreparingClient>;
}

function poolOf(
	options: pg.PoolConfig & PreparingConfig,
	onBroken?: (error: Error) => void
): Pooled {
	const pool = new pg.Pool(options);
	const open = new Set<PreparingClient>();
	const ours = (client: pg.PoolClient) => client as unknown as PreparingClient;
	// without listeners a restart of the database would end this process: the pool listens to idle
	// connections only, and one that breaks in the middle of a transaction is heard by itself alone
	pool.on('error', () => {});
	pool.on('connect', (client) => {
		open.add(ours(client));
		client.on('error', (error) => onBroken?.(error));
	});
	pool.on('acquire', (client) => ours(client).taken());
	pool.on('release', (_, client) => ours(client).givenBack());
	pool.on('remove', (client) => open.delete(ours(client)));
	return { pool, open };
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
	const limits: [string, string][] = statementLimit
		? [
				['lock_timeout', String(patience)],
				['statement_timeout', String(statementLimit)],
				['idle_in_transaction_session_timeout', String(statementLimit)]
			]
		: [];
	const pulse = new Pulse({ url, patience, connections: () => open });
	const { pool, open } = poolOf(
		{
			Client: PreparingClient,
			connectionString: url,
			types,
			max: connections,
			application_name: applicationName,
			connectionTimeoutMillis: patience,
			keepAlive: true,
			keepAliveInitialDelayMillis: 10_000,
			onConnect: (client) => setUp(client as unknown as PreparingClient, limits),
			watch: (client, answer) => pulse.during(client, answer)
		},
		onBroken
	);
	return new Kysely<Database>({
		dialect: new PostgresDialect({
			pool: {
				options: {},
				connect: () => pulse.connecting(() => pool.connect()),
				end: async () => {
					pulse.end();
					await pool.end();
				}
			}
		})
	});
}
