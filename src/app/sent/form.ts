/**
 * A form that no page takes any more goes back with the error page, to be read and sent again: browsers
 * forget what was typed on pages that they may not store.
 */
import type { RequestEvent } from '@sveltejs/kit';

export interface SentForm {
	/** Where it was sent to, and is sent to again. */
	action: string;
	fields: [name: string, value: string][];
}

/** Work, and no passwords. */
const givenBack = /^\/\(staff\)\/(my|plans|drafts|start|administration)(\/|$)/;
/** Why a form is refused that was right when it was opened; what else is wrong is answered by its page. */
const reasons = new Set(['sign_in_first', 'not_found', 'not_allowed', 'confirm_first']);

/** In which a person shows again who it is; no part of what was typed. */
export const confirmField = 'confirm_again';

function isForm({ request, route }: RequestEvent): boolean {
	const { method, headers } = request;
	return (
		method === 'POST' &&
		givenBack.test(route.id ?? '') &&
		(headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded') &&
		(headers.get('accept') ?? '').includes('text/html')
	);
}

/** Keeps a request's form aside, before somebody reads it; the answer reads it where it is needed. */
export function keepSentForm(event: RequestEvent): () => Promise<SentForm | undefined> {
	if (!isForm(event)) return async () => undefined;
	const copy = event.request.clone();
	const action = event.url.pathname + event.url.search;
	return async () => {
		const form = await copy.formData().catch(() => new FormData());
		const fields = [...form].filter((field): field is [string, string] => {
			return typeof field[1] === 'string' && field[0] !== confirmField;
		});
		return { action, fields };
	};
}

/** A failure with the form that it refuses, where that goes back. */
export async function withSentForm(event: RequestEvent, failure: App.Error): Promise<App.Error> {
	const goesBack = failure.status >= 500 || reasons.has(failure.message);
	const sent = goesBack && !failure.sent ? await event.locals.sentForm() : undefined;
	return { ...failure, ...(sent && { sent }) };
}
