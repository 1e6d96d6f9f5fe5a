/** How an entry is sent: read, stored by its command, and answered with all that was typed. */
import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import type { Problem } from '#lib/domain/entries/entered.ts';
import { Conflict, Invalid } from '#lib/server/writing/invalid.ts';
import { orNotFound } from './opening.ts';
import { errorsOf } from './problem-words.ts';

type Values = Record<string, string>;

export interface Answer {
	values: Values;
	/** One message a field. */
	errors: Values;
	/** Somebody else stored something since the form was opened. */
	conflict: boolean;
}

interface Sending<Entry> {
	values: Values;
	/** What was typed, as an entry, and a message for each field that cannot be read. */
	read: { entry: Entry; errors: Values };
	/** Stores the entry and returns its row's id. */
	store: (entry: Entry) => Promise<string>;
	/** What is wrong with what could be read, asked only where something is. */
	check: (entry: Entry) => Promise<{ problems: Problem[]; currency: string }>;
	/** New ids, for what is sent after a conflict is another entry. */
	requests: () => Values;
}

const isRefusal = (cause: unknown) => cause instanceof Invalid || cause instanceof Conflict;

/** The stored row's id, or why the command refused it. */
async function outcome(stored: Promise<string>): Promise<string | Invalid | Conflict> {
	return orNotFound(stored).catch((cause: unknown) => {
		if (isRefusal(cause)) return cause as Invalid | Conflict;
		throw cause;
	});
}

/**
 * Sends an entry: 303 to the page that says so, 400 with a message beside each field, 409 where both
 * versions are to be shown too, 404 for what is another's.
 */
export async function send<Entry>(
	path: string,
	{ values, read: { entry, errors }, store, check, requests }: Sending<Entry>
): Promise<ActionFailure<Answer>> {
	const readable = Object.keys(errors).length === 0;
	const done = readable ? await outcome(store(entry)) : undefined;
	if (typeof done === 'string') redirect(303, `${path}?saved=${done}`);
	const { problems, currency } = await check(entry);
	const conflict = done instanceof Conflict;
	const broken = done instanceof Invalid ? done.problems : problems;
	return fail(conflict ? 409 : 400, {
		values: conflict ? { ...values, ...requests() } : values,
		errors: { ...errorsOf(broken, currency), ...errors },
		conflict
	});
}
