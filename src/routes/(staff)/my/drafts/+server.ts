/** Takes what a form holds while it is typed, and forgets it where it is not wanted any more. */
import { error, redirect } from '@sveltejs/kit';
import { keepDraft } from '#lib/server/reports/drafts.ts';
import { readForm } from '#lib/ui/forms/form-state.ts';
import { isFormPage } from '#lib/ui/offline/addresses.ts';
import { forgetTyped, refuseOthers } from '#app/typed-drafts.ts';
import type { RequestHandler } from './$types';

/** Characters that the fields of a form may have together. */
const mostText = 64 * 1024;

const sizeOf = (fields: Record<string, string>) =>
	Object.entries(fields).reduce((sum, [name, value]) => sum + name.length + value.length, 0);

export const POST: RequestHandler = async ({ locals, request }) => {
	refuseOthers({ locals, request });
	const { db, actor } = locals;
	const { draft_of: address = '', discard, ...fields } = await readForm(request);
	if (!isFormPage(address) || actor.kind !== 'user') error(404, 'not_found');
	if (discard !== undefined) {
		await forgetTyped(locals, { pathname: address });
		redirect(303, address);
	}
	if (sizeOf(fields) > mostText) error(413, 'too_large');
	const savedAt = await keepDraft(db, { userId: actor.id, address }, fields);
	return Response.json({ savedAt: savedAt?.toISOString() ?? null });
};
