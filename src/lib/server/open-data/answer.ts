/** How the API answers: JSON with the revision as its version, or an error in the same form. */
import { createHash } from 'node:crypto';
import { scopeKey, type Scope } from '#lib/domain/records/scope.ts';
import type { ErrorDocument } from './shapes/object.ts';

/** Read by every site's scripts: what is sent is public. */
const open = {
	'access-control-allow-origin': '*',
	'access-control-expose-headers': 'etag'
};

/** Kept by browsers and proxies, and asked for again each time with its version. */
const revalidated = 'public, no-cache';

/** What is not published is kept by the browser of who asked for it alone. */
const ofReader = 'private, no-cache';

/**
 * The version of a document: it changes with what the plan shows, the day, and the language.
 * Weak, since compression on the way may change the bytes.
 */
export function entityTag(parts: (string | number)[]): string {
	return `W/"${parts.join('-').replaceAll(/[^\w.-]/g, '')}"`;
}

/**
 * The version of what is sent of a plan in a scope; `v1` changes with the shapes.
 *
 * @param besides the version of what it shows of other plans
 */
export function planTag(
	plan: { id: string; revision: string; seed_digest: string | null; language: string },
	scope: Scope,
	besides = ''
): string {
	const seed = plan.seed_digest?.slice(0, 8) ?? '0';
	const own = ['v1', plan.id, seed, plan.revision, ...scopeKey(scope), plan.language];
	return entityTag(besides === '' ? own : [...own, besides]);
}

/** The version of what has no revision: what it says. */
export const contentTag = (content: object): string =>
	entityTag(['v1', createHash('sha256').update(JSON.stringify(content)).digest('hex')]);

/** Whether the asker holds this version. */
export function isHeld(request: Request, tag: string): boolean {
	const held = request.headers.get('if-none-match');
	if (held === null) return false;
	if (held.trim() === '*') return true;
	const bare = (text: string) => text.trim().replace(/^W\//, '');
	return held.split(',').some((one) => bare(one) === bare(tag));
}

/** What an answer is written as. */
export type Write<Made> = (made: Made, init: { headers: Record<string, string> }) => Response;

const asJson: Write<object> = (made, init) => Response.json(made, init);

/**
 * The document, or 304 where the asker holds this version; then it is not even made.
 *
 * @param make undefined where there is no such figure
 * @param isPublic false: not for everybody, nor for the scripts of other sites
 */
export async function answer<Made extends object>(
	request: Request,
	tag: string,
	make: () => Promise<Made | undefined>,
	{ write = asJson, isPublic = true }: { write?: Write<Made>; isPublic?: boolean } = {}
): Promise<Response> {
	const kept = isPublic ? { ...open, 'cache-control': revalidated } : { 'cache-control': ofReader };
	const headers = { ...kept, etag: tag };
	if (isHeld(request, tag)) return new Response(null, { status: 304, headers });
	const made = await make();
	return made === undefined ? problem('no_such_figure') : write(made, { headers });
}

/** A file to be kept, under a name of its own. */
export interface OwnFile {
	name: string;
	type: string;
	text: string;
}

export const asFile: Write<OwnFile> = ({ name, type, text }, { headers }) =>
	new Response(text, {
		headers: {
			...headers,
			'content-type': type,
			'content-disposition': `attachment; filename="${name}"`
		}
	});

const problems = {
	bad_as_of: [
		400,
		'as_of must be a day of the calendar, YYYY-MM-DD, from 1900-01-01 to today in the zone of the plan.'
	],
	not_published: [
		403,
		'What is not published is for those who sign in and may see it. Leave edition out.'
	],
	not_found: [404, 'There is nothing at this address.'],
	no_such_figure: [404, 'The plan has no such figure, or nothing with that code.'],
	bad_request: [400, 'The request could not be understood.'],
	wrong_host: [421, 'This server does not answer for that host.'],
	wrong_method: [405, 'This address can only be read: GET, HEAD or OPTIONS.'],
	too_large: [413, 'What was sent is too large.'],
	unavailable: [503, 'The data are not available at the moment. Try again later.'],
	unexpected: [500, 'Something failed on our side.']
} as const satisfies Record<ProblemCode, [number, string]>;

export type ProblemCode = ErrorDocument['error']['code'];

/** What a problem is answered with. */
export function problemOf(code: ProblemCode): { status: number; document: ErrorDocument } {
	const [status, message] = problems[code];
	return { status, document: { error: { code, message } } };
}

/** @param status instead of the one that the problem usually has */
export function problem(code: ProblemCode, status = problemOf(code).status): Response {
	const headers = { ...open, 'cache-control': 'no-store' };
	return Response.json(problemOf(code).document, { status, headers });
}
