/** A file of evidence as it is served: to be saved, and never run, whatever it is. */
import { error } from '@sveltejs/kit';
import { mayRead } from '#lib/domain/reporting/evidence-readers.ts';
import { ofFile, type EvidenceFile } from '#lib/server/evidence/queries.ts';
import { attachmentHeader } from '#lib/server/files/checks/names.ts';
import { isHeld } from '#lib/server/open-data/answer.ts';

/** Opened by itself it may run nothing, load nothing, and is of no origin. */
const sandboxed = {
	'content-security-policy': "sandbox; default-src 'none'",
	'x-content-type-options': 'nosniff',
	'cross-origin-resource-policy': 'same-origin',
	// who may read it can change at any time, so it is asked for again
	'cache-control': 'private, no-cache'
};

type OwnHeaders = Record<string, string> & { etag: string };

const ofFileItself = ({ mediaType, bytes, originalName, sha256 }: EvidenceFile): OwnHeaders => ({
	'content-type': mediaType === 'text/csv' ? 'text/csv; charset=utf-8' : mediaType,
	'content-length': String(bytes),
	'content-disposition': attachmentHeader(originalName),
	etag: `"${sha256}"`
});

/** Shown on pages. */
const ofThumbnail = (name: string): OwnHeaders => ({
	'content-type': 'image/webp',
	'content-disposition': 'inline',
	etag: `"${name}"`
});

interface Asked {
	locals: App.Locals;
	request: Request;
	params: { name: string };
}

/**
 * Answers with a file, or with the thumbnail of one. What is not there and what this reader may not read
 * are answered alike.
 */
export async function evidenceAnswer(
	{ locals, request, params: { name } }: Asked,
	which: 'name' | 'thumbnail'
): Promise<Response> {
	const { db, actor, files } = locals;
	const found = await ofFile(db, name, which);
	if (!found || !mayRead(found.place, actor)) error(404, 'not_found');
	const { file } = found;
	const own = which === 'name' ? ofFileItself(file) : ofThumbnail(name);
	const headers = { ...sandboxed, ...own };
	if (isHeld(request, own.etag))
		return new Response(null, { status: 304, headers: { ...sandboxed, etag: own.etag } });
	const stream = await files.store.get(name);
	if (!stream) error(404, 'not_found');
	return new Response(stream, { headers });
}
