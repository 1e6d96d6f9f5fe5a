/** What an error is answered with, and what the log may hold of it. */
import { randomUUID } from 'node:crypto';
import { isDatabaseAway } from '#lib/server/db/away.ts';

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

/** A time in which the database does not answer, or not in time, and what was refused in it. */
interface Outage {
	/** Shown on each page that was refused. */
	reference: string;
	began: number;
	latest: number;
	refused: number;
}

let outage: Outage | undefined;

/** The log says once that it began, however many are refused. */
function refuse(cause: unknown): App.Error {
	if (!outage) {
		const now = Date.now();
		outage = { reference: randomUUID().slice(0, 8), began: now, latest: now, refused: 0 };
		const [words] = wordsOf(cause).split('\n');
		console.error(`[${outage.reference}] The database does not answer: ${words}`);
	}
	outage.latest = Date.now();
	outage.refused += 1;
	return { status: 503, message: 'unavailable', reference: outage.reference };
}

const looksEveryMilliseconds = 1_000;
const quietMilliseconds = 3_000;

/** Says once that the database answers again, when it does and nothing was refused for a while. */
export async function watchOutages(
	answers: () => Promise<boolean>,
	end: AbortSignal
): Promise<void> {
	while (!end.aborted) {
		await new Promise((done) => setTimeout(done, looksEveryMilliseconds).unref());
		if (!outage || Date.now() - outage.latest < quietMilliseconds || !(await answers())) continue;
		const { reference, began, refused } = outage;
		const seconds = Math.round((Date.now() - began) / 1_000);
		console.error(
			`[${reference}] The database answers again, after ${seconds} s; refused meanwhile: ${refused}.`
		);
		outage = undefined;
	}
}

/** Answers an error nobody expected, and writes it to the log under the reference that is shown. */
export function unexpected(cause: unknown, method: string, routeId: string | null): App.Error {
	if (isDatabaseAway(cause)) return refuse(cause);
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
	413: 'too_large'
};

/** The code for what SvelteKit refuses by itself. */
export function codeOf(status: number): string {
	return codes[status] ?? (status < 500 ? 'bad_request' : 'unexpected');
}
