/** How it shows that the database is not there, or not for us, at present. */

/** Codes of Node and of PostgreSQL. */
const awayCodes = new Set([
	...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
	...['ENOTFOUND', 'EAI_AGAIN'],
	// connection exceptions, too many connections, shutting down, crashed, starting up
	...['08000', '08001', '08003', '08004', '08006', '53300', '57P01', '57P02', '57P03'],
	// a lock or a statement that took too long, a transaction that was left waiting
	...['55P03', '57014', '25P03'],
	// a standby, or one that is becoming the leader
	'25006'
]);

const PROTOCOL_VIOLATION = '08P01';
export const READ_ONLY = '25006';

/** What pg and Kysely say without a code: a pool that waited in vain, a connection that broke. */
const awayWords =
	/timeout exceeded when trying to connect|connection terminated|client has encountered a connection error|client was closed|driver has already been destroyed/i;

/** Said of a database that was found not to answer, to whoever asks it all the same. */
export class DatabaseAway extends Error {
	override name = 'DatabaseAway';
}

/** Whether an error means that the database cannot be reached, or not be written to, at present. */
export function isDatabaseAway(cause: unknown): boolean {
	if (!(cause instanceof Error)) return false;
	if (cause instanceof DatabaseAway) return true;
	if (cause instanceof AggregateError && cause.errors.some(isDatabaseAway)) return true;
	const { code, syscall, routine } = cause as Error & Record<string, unknown>;
	// a Unix socket that is gone
	if (code === 'ENOENT') return syscall === 'connect';
	// a pooler refuses with this code; PostgreSQL itself names the routine that found a fault of ours
	if (code === PROTOCOL_VIOLATION) return routine === undefined;
	if (typeof code === 'string') return awayCodes.has(code);
	return awayWords.test(cause.message);
}
