/** How what a ministry enters is sent: read, stored by its command, and answered with all that was typed. */
import { redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { Problem } from '#lib/domain/entries/entered.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Compared } from '#lib/ui/forms/compared.ts';
import type { ConflictView } from '#lib/ui/forms/conflict.ts';
import { errorsOf } from '#lib/ui/forms/problem-words.ts';
import { attempt, wrong, type Answer, type Values } from '../answers.ts';
import { forgetTyped, refuseOthers } from '../typed-drafts.ts';

/** What stands there now, seen only where something is wrong or somebody was first. */
export interface Seen {
	problems: Problem[];
	conflict: ConflictView;
}

interface SentEntry<Entry> {
	values: Values;
	/** In which amounts are said. */
	currency: string;
	/** What was typed, as an entry, and a message for each field that cannot be read. */
	read: { entry: Entry; errors: Values };
	/** Stores the entry and returns its row's id. */
	store: (entry: Entry) => Promise<string>;
	look: (entry: Entry) => Promise<Seen>;
	/** New ids, for what is sent after a conflict is another entry. */
	requests: () => Values;
}

/** The newest row, and who sent it. */
interface Newest {
	id: string;
	recordedBy: string | null;
	recorderId: string | null;
}

/** The entry that stands there now beside the one that was typed; both are kept if it is sent again. */
export const besideNewest = (
	actor: Actor,
	newest: Newest | undefined,
	rows: Compared[]
): ConflictView => ({
	way: 'appended',
	version: newest?.id ?? '',
	by: newest?.recordedBy ?? null,
	isOwn: actor.kind === 'user' && newest?.recorderId === actor.id,
	at: null,
	did: [],
	rows: newest ? rows : []
});

/**
 * Sends an entry: 303 to the page that says so, 400 with a message beside each field, 409 where both
 * versions are to be shown too, 404 for what is another's, 401 for what another person typed.
 */
export async function sendEntry<Entry>(
	event: RequestEvent,
	{ values, currency, read: { entry, errors }, store, look, requests }: SentEntry<Entry>
): Promise<ActionFailure<Answer>> {
	refuseOthers(event);
	if (Object.keys(errors).length > 0) {
		const { problems } = await look(entry);
		return wrong(values, { ...errorsOf(problems, currency), ...errors });
	}
	const stale = async () => {
		const { problems, conflict } = await look(entry);
		return { conflict, errors: errorsOf(problems, currency), values: requests() };
	};
	const done = await attempt({ values, currency, stale }, () => store(entry));
	if (!done.ok) return done.failure;
	await forgetTyped(event.locals, event.url);
	// whoever writes for one of several goes on with that one
	const organisation = event.url.searchParams.get('organisation');
	const query = { ...(organisation !== null && { organisation }), saved: done.result };
	redirect(303, `${event.url.pathname}?${new URLSearchParams(query)}`);
}
