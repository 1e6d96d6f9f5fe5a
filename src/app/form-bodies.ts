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

/** Bytes that a form may have; files are sent to few places. */
const mostBytes = 512 * 1024;
const megabyte = 1024 * 1024;
/**
 * Where a form may be larger: a little more than the largest file that is taken there, since a form has
 * more than its file; a whole outline, and the parts of a whole template.
 */
const largeRoutes: ReadonlyMap<string, number> = new Map([
	['/(staff)/plans/[plan]/edit/outline', 2 * megabyte],
	['/(staff)/plans/[plan]/edit/template', 2 * megabyte],
	['/(staff)/plans/[plan]/edit/workbook', 11 * megabyte],
	['/(staff)/my/workbook', 22 * megabyte],
	['/(staff)/my/activities/[id]/evidence', 22 * megabyte],
	['/(staff)/my/activities/[id]/money/evidence', 22 * megabyte],
	['/(staff)/my/kpis/[id]/evidence', 22 * megabyte],
	['/(staff)/plans/[plan]/edit/amendments/[id]/instrument', 22 * megabyte],
	['/(staff)/drafts', 21 * megabyte],
	['/(staff)/administration/import-organisations', 11 * megabyte]
]);

/**
 * A body whose length nobody said, until it is too long: the rest is let pass unkept, since who breaks
 * off the reading breaks off the answer too.
 */
function bounded(body: ReadableStream<Uint8Array>, most: number): ReadableStream<Uint8Array> {
	let size = 0;
	const count = new TransformStream<Uint8Array, Uint8Array>({
		transform(chunk, controller) {
			size += chunk.length;
			if (size <= most) controller.enqueue(chunk);
		},
		flush(controller) {
			if (size > most) controller.error(new TooLarge());
		}
	});
	return body.pipeThrough(count);
}

class TooLarge extends Error {
	readonly status = 413;
}

/** 413 for what is longer than its page takes. */
function refuseLarge({ request, route }: RequestEvent): void {
	const most = largeRoutes.get(route.id ?? '') ?? mostBytes;
	if (Number(request.headers.get('content-length') ?? 0) > most) error(413, 'too_large');
	const { body } = request;
	if (request.headers.has('content-length') || body === null) return;
	const headers = { 'content-type': request.headers.get('content-type') ?? '' };
	request.formData = () => new Response(bounded(body, most), { headers }).formData();
}

/** A body that breaks off, or is not what its type says, is noticed only when it is read. */
function readOrRefuse({ request }: RequestEvent): void {
	const read = request.formData.bind(request);
	request.formData = () =>
		read().catch((cause: unknown) => {
			// what has a status of its own says why, as that it is too large
			if (cause instanceof TooLarge) error(413, 'too_large');
			if (cause instanceof Error && 'status' in cause) throw cause;
			error(400, 'bad_request');
		});
}

/** 415 for what is no form, 400 for a broken one. */
export const readForms: Handle = ({ event, resolve }) => {
	if (!isSafe(event.request.method)) {
		if (event.request.method === 'POST' && !isForm(event.request)) error(415, 'wrong_type');
		refuseLarge(event);
		readOrRefuse(event);
	}
	return resolve(event);
};
