import { randomUUID } from 'node:crypto';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { sequence, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit/hooks';
import { DATABASE_URL, TANAW_DATA, TANAW_TODAY } from '$app/env/private';
import type { Actor } from '#lib/domain/permissions.ts';
import { readSession, sessionCookieOf } from '#lib/server/auth/sessions.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { mayEnter, needsSignIn } from './policies.ts';

let db: Db;

export const init: ServerInit = async () => {
	// server.ts names the database; only the development server comes here without one
	const url = DATABASE_URL ?? (await openDatabase({ url: undefined, folder: TANAW_DATA })).url;
	db = connect(url, {
		onIdleError: (cause) => console.error('Database connection lost:', cause.message)
	});
	process.on('sveltekit:shutdown' as 'beforeExit', () => void db.destroy());
};

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A page of another site must not act in a person's name, whatever type its request claims. */
const refuseCrossSite: Handle = ({ event, resolve }) => {
	if (safeMethods.has(event.request.method)) return resolve(event);
	const site = event.request.headers.get('sec-fetch-site');
	const origin = event.request.headers.get('origin');
	const same = site ? site === 'same-origin' : origin === event.url.origin;
	if (!same) error(403, 'cross_site');
	return resolve(event);
};

const identify: Handle = async ({ event, resolve }) => {
	event.locals.db = db;
	event.locals.now = TANAW_TODAY ? new Date(`${TANAW_TODAY}T04:00:00Z`) : new Date();
	event.locals.actor = { kind: 'public' };
	event.locals.user = null;
	const token = sessionCookieOf(event.cookies, event.url);
	event.locals.sessionToken = token;
	if (token) {
		const session = await readSession(db, token, event.locals.now);
		if (session) {
			event.locals.actor = session.actor;
			event.locals.user = session.user;
		}
	}
	return resolve(event);
};

function refuse(event: RequestEvent, actor: Actor): never {
	if (actor.kind === 'user') error(403, 'not_allowed');
	if (event.request.method !== 'GET') error(401, 'sign_in_first');
	redirect(303, `/auth/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
}

/** Default deny: a route that no policy names does not exist for anybody. */
const authorise: Handle = ({ event, resolve }) => {
	if (!event.route.id) return resolve(event);
	const { actor } = event.locals;
	const may = mayEnter(actor, event.route.id);
	if (may === undefined) error(404, 'not_found');
	if (!may || (needsSignIn(event.route.id) && actor.kind === 'public')) refuse(event, actor);
	return resolve(event);
};

const guardHeaders: Handle = async ({ event, resolve }) => {
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', 'en')
	});
	response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()');
	response.headers.set('cross-origin-opener-policy', 'same-origin');
	if (event.locals.user) response.headers.set('cache-control', 'private, no-store');
	return response;
};

export const handle = sequence(refuseCrossSite, identify, authorise, guardHeaders);

/** What the log may hold of an error: never a query's parameters, never a line break from outside. */
function wordsOf(cause: unknown): string {
	if (!(cause instanceof Error)) return 'unknown error';
	const code = 'code' in cause ? ` ${String(cause.code)}` : '';
	return `${cause.name}${code}: ${cause.message.replaceAll(/\s+/g, ' ').slice(0, 500)}\n${cause.stack?.split('\n').slice(1, 8).join('\n') ?? ''}`;
}

export const handleError: HandleServerError = ({ kind, error: cause, event }) => {
	if (kind === 'app' || kind === 'framework') return;
	const reference = randomUUID().slice(0, 8);
	console.error(`[${reference}] ${event.request.method} ${event.route.id ?? '(no route)'}`, wordsOf(cause));
	return { status: 500, message: 'unexpected', reference };
};
