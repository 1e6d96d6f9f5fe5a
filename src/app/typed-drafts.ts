/** What the person of a request typed into a form and did not send yet, or sends from a device that kept it. */
import { error, isHttpError, type RequestEvent } from '@sveltejs/kit';
import { draftOf, forgetDraft } from '#lib/server/reports/drafts.ts';
import { accountHeader } from '#lib/ui/offline/addresses.ts';

/** As a form's page shows it; null: nothing. */
export interface TypedDraft {
	fields: Record<string, string>;
	savedAt: string;
}

/**
 * What a device kept of one person is not taken in the name of another, who signed in meanwhile.
 *
 * @throws 401 where another typed it
 */
export function refuseOthers({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>): void {
	const typedBy = request.headers.get(accountHeader);
	if (typedBy !== null && typedBy !== idOf(locals)) error(401, 'sign_in_first');
}

const idOf = ({ actor }: App.Locals) => (actor.kind === 'user' ? actor.id : null);

export async function typedDraft(
	locals: App.Locals,
	{ pathname }: URL
): Promise<TypedDraft | null> {
	const userId = idOf(locals);
	const draft = userId && (await draftOf(locals.db, { userId, address: pathname }));
	return draft ? { fields: draft.fields, savedAt: draft.savedAt.toISOString() } : null;
}

/**
 * Opens a form's page. Where what it is about has left the plan, or is another's now, the answer gives
 * back what the person had typed there and not sent: it is nowhere else to be read.
 *
 * @param action of the page that takes the form, as it stands behind its path
 */
export async function openTyped<Opened>(
	{ locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
	action: string,
	open: () => Promise<Opened>
): Promise<Opened> {
	try {
		return await open();
	} catch (cause) {
		const draft = isHttpError(cause, 404) ? await typedDraft(locals, url) : null;
		if (!draft) throw cause;
		const sent = { action: url.pathname + action, fields: Object.entries(draft.fields) };
		error(404, { message: 'not_found', sent });
	}
}

/** It was sent, or is not wanted any more. */
export async function forgetTyped(
	locals: App.Locals,
	{ pathname }: Pick<URL, 'pathname'>
): Promise<void> {
	const userId = idOf(locals);
	if (userId) await forgetDraft(locals.db, { userId, address: pathname });
}
