/** Forms come as browsers send them; what cannot be read as one is the sender's mistake, not ours. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { isSafe } from './safe-methods.ts';

const forms = /^(application\/x-www-form-urlencoded|multipart\/form-data)\s*(;|$)/i;

function isForm({ headers }: Request): boolean {
	const type = headers.get('content-type');
	const isEmpty = headers.get('content-length') === '0' || !headers.has('content-length');
	return type === null ? isEmpty && !headers.has('transfer-encoding') : forms.test(type);
}

/** A body that breaks off, or is not what its type says, is noticed only when it is read. */
function readOrRefuse({ request }: RequestEvent): void {
	const read = request.formData.bind(request);
	request.formData = () =>
		read().catch((cause: unknown) => {
			// what has a status of its own says why, as that it is too large
			if (cause instanceof Error && 'status' in cause) throw cause;
			error(400, 'bad_request');
		});
}

/** 415 for what is no form, 400 for a broken one. */
export const readForms: Handle = ({ event, resolve }) => {
	if (!isSafe(event.request.method)) {
		if (event.request.method === 'POST' && !isForm(event.request)) error(415, 'wrong_type');
		readOrRefuse(event);
	}
	return resolve(event);
};
