/** What an error is answered with, and what the log may hold of it. */
import { randomUUID } from 'node:crypto';
import { isDatabaseAway } from '#lib/server/db/away.ts';
import { Conflict, Invalid, NotAllowed, NotFound, Refused } from '#lib/server/writing/refusals.ts';
import { refusedMeanwhile } from './outages.ts';

const diskFull = '53100';
/** Where PostgreSQL makes a table's file longer; over a quota it has no code of its own for that. */
const extending = /^(mdextend|mdzeroextend)$/;

/** Whether an error means that nothing more can be stored; PostgreSQL has undone the transaction. */
export function isDatabaseFull(cause: unknown): boolean {
	if (!(cause instanceof Error)) return false;
	const { code, routine } = cause as { code?: unknown; routine?: unknown };
	return code === diskFull || (typeof routine === 'string' && extending.test(routine));
}

const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').slice(0, 500);

/** PostgreSQL repeats in its messages what it was given, so only its own words are kept. */
function messageOf(cause: Error): string {
	if (!('severity' in cause)) return oneLine(cause.message);
	const { code, table, constraint, routine } = cause as Error & Record<string, unknown>;
	const known = Object.entries({ code, table, constraint, routine });
	return oneLine(known.flatMap(([key, value]) => (value ? [`${key} ${value}`] : [])).join(', '));
}

/** An error for the log: no parameter of a query, and no line that somebody outside has written. */
export function wordsOf(cause: unknown): string {
	if (!(cause instanceof Error)) return 'Something that is no error was thrown.';
	const places = cause.stack?.split('\n').filter((line) => /^ {4}at /.test(line)) ?? [];
	const words = [`${oneLine(cause.name)}: ${messageOf(cause)}`, ...places.slice(0, 8)].join('\n');
	return cause.cause instanceof Error ? `${words}\ncaused by ${wordsOf(cause.cause)}` : words;
}

/** What a command refuses that its route did not expect; undefined where the error is of another kind. */
function refusalOf(cause: unknown): App.Error | undefined {
	if (cause instanceof NotAllowed) return { status: 403, message: 'not_allowed' };
	if (cause instanceof NotFound) return { status: 404, message: 'not_found' };
	if (cause instanceof Conflict) return { status: 409, message: 'bad_request' };
	const isBad = cause instanceof Refused || cause instanceof Invalid;
	return isBad ? { status: 400, message: 'bad_request' } : undefined;
}

/** Answers an error nobody expected, and writes it to the log under the reference that is shown. */
export function unexpected(cause: unknown, method: string, routeId: string | null): App.Error {
	if (isDatabaseAway(cause)) return refusedMeanwhile(wordsOf(cause));
	const refused = refusalOf(cause);
	if (refused) return refused;
	const reference = randomUUID().slice(0, 8);
	console.error(`[${reference}] ${oneLine(method)} ${routeId ?? '(no route)'} ${wordsOf(cause)}`);
	return isDatabaseFull(cause)
		? { status: 507, message: 'no_room', reference }
		: { status: 500, message: 'unexpected', reference };
}

const held = new Map<string, App.Error>();

/** Holds a failure for the page that shows it, which is asked for by a request of its own. */
export function hold(failure: App.Error): string {
	const key = randomUUID();
	held.set(key, failure);
	return key;
}

/** Hands over a held failure, once. */
export function take(key: string): App.Error | undefined {
	const failure = held.get(key);
	held.delete(key);
	return failure;
}

const codes: Record<number, string> = {
	404: 'not_found',
	405: 'wrong_method',
	413: 'too_large',
	415: 'wrong_type'
};

/** The code for what SvelteKit refuses by itself. */
export function codeOf(status: number): string {
	return codes[status] ?? (status < 500 ? 'bad_request' : 'unexpected');
}
