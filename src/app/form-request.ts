/** By what a form is known again when it is sent twice. */
import { createHash } from 'node:crypto';
import type { SentForm } from '#lib/server/writing/sent-forms.ts';
import { isRequestId } from '#lib/ui/forms/fields.ts';
import { confirmedIn, type Values } from './answers.ts';

/** Where a form is sent to, and by whom. */
export interface FormEvent {
	locals: App.Locals;
	url: URL;
}

/**
 * The id that a form carries, and a digest of who says what in it and where; undefined where it
 * carries none.
 *
 * @param form which of the page's forms it is
 */
export function requestOf(
	{ locals: { actor }, url }: FormEvent,
	values: Values,
	form = ''
): SentForm | undefined {
	const { request_id: requestId, confirmed: _, ...said } = values;
	if (!isRequestId(requestId)) return undefined;
	const by = actor.kind === 'user' ? actor.id : '';
	const all = JSON.stringify([by, url.pathname, url.search, form, Object.entries(said)]);
	const digest = createHash('sha256').update(all).digest('base64url');
	return { requestId, digest, confirmed: confirmedIn(values) };
}
