import { gunzipSync } from 'node:zlib';
import { answer, entityTag, problem } from '#lib/server/open-data/answer.ts';
import { documentOf } from '#lib/server/snapshots/queries.ts';
import { idOf } from '#lib/ui/forms/fields.ts';
import type { RequestHandler } from './$types';

const documents = ['facts', 'figures'] as const;

/** A document of a snapshot as it was published, byte for byte: it never changes. */
export const GET: RequestHandler = async ({ locals: { db, plan }, request, params }) => {
	const id = idOf(params.snapshot);
	const document = documents.find((one) => one === params.document);
	if (!plan || id === null || document === undefined) return problem('not_found');
	const found = await documentOf(db, plan.id, { id, document });
	if (!found) return problem('not_found');
	return answer(request, entityTag([document, found.digest]), async () => found, {
		write: ({ bytes, digest }, { headers }) =>
			new Response(new Uint8Array(gunzipSync(bytes)), {
				headers: { ...headers, 'content-type': 'application/json', 'x-snapshot-digest': digest }
			})
	});
};
