/**
 * A form that was refused for a reason of ours goes back with the error page, ready to be sent again:
 * browsers forget what was typed on pages that they may not store.
 */
import type { RequestEvent } from '@sveltejs/kit';

export interface SentForm {
	/** Where it was sent to, and is sent to again. */
	action: string;
	fields: [name: string, value: string][];
}

/** Work, and no passwords. */
const givenBack = /^\/\(staff\)\/(my|plans|administration)(\/|$)/;

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
			return typeof field[1] === 'string';
		});
		return { action, fields };
	};
}
