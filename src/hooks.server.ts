import { error, isHttpError, isRedirect, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	sequence,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit/hooks';
import {
	CLAMD_SOCKET,
	DATABASE_CONNECTIONS,
	DATABASE_PATIENCE,
	DATABASE_URL,
	EVIDENCE_DIR,
	EVIDENCE_S3,
	EVIDENCE_S3_KEY_ID,
	EVIDENCE_S3_REGION,
	EVIDENCE_S3_SECRET,
	HOST,
	ORIGIN,
	PORT,
	TANAW_AUDIT_MAIL,
	TANAW_DATA,
	TANAW_KEY,
	TANAW_MAIL,
	TANAW_MAIL_FROM,
	TANAW_SECOND_FACTOR,
	TANAW_SYSLOG,
	TANAW_TODAY
} from '$app/env/private';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import { noteDenial } from '#lib/server/writing/write.ts';
import { keepHeads } from '#lib/server/audit/keep-heads.ts';
import { syslogOf } from '#lib/server/audit/syslog.ts';
import { awake, lacksFactor, ruleOf } from '#lib/server/auth/second-factor-rule.ts';
import { keyFrom, sealWith } from '#lib/server/auth/second-factor/seal.ts';
import { sessionCookieOf } from '#lib/server/auth/session-cookie.ts';
import { readSession } from '#lib/server/auth/sessions.ts';
import { connect, type Db } from '#lib/server/db/connect.ts';
import { openDatabase } from '#lib/server/db/open.ts';
import { sweep } from '#lib/server/evidence/keep.ts';
import { scannerAt } from '#lib/server/files/checks/scanner.ts';
import { storeOf } from '#lib/server/files/stores/store-of.ts';
import { answers } from '#lib/server/operations/health.ts';
import { seesUnpublished } from '#app/scope.ts';
import * as plans from '#lib/server/facts/plans.ts';
import { forgetReported } from '#lib/server/facts/reported.ts';
import { mailerOf } from '#lib/server/mail/mailer.ts';
import { keepReminding } from '#lib/server/notices/reminding.ts';
import { originOf } from '#lib/server/origin.ts';
import { keepPresent } from '#lib/server/plans/current-day.ts';
import { keepPublishing } from '#lib/server/publishing/publication.ts';
import { keepStored } from '#lib/server/portfolio/keep-stored.ts';
import { answerInApiForm } from './app/api-form.ts';
import { callerOf } from './app/caller.ts';
import { codeOf, hold, take, unexpected } from './app/failures.ts';
import { watchOutages } from './app/outages.ts';
import { workInDraft } from './app/amendments/amendment-draft.ts';
import { confirmFirst } from './app/sent/confirm-first.ts';
import { readForms } from './app/form-bodies.ts';
import { tellOfHead } from './app/mails.ts';
import { composeWith } from './app/notice-mails.ts';
import { isolateText } from './app/isolated-text.ts';
import { mayEnter, needsSignIn } from './app/policies.ts';
import { leadToPresent } from './app/present-address.ts';
import { keepRendered } from './app/rendered-pages.ts';
import { isSafe } from './app/safe-methods.ts';
import { keepSentForm, withSentForm } from './app/sent/form.ts';

let db: Db;

export const init: ServerInit = async () => {
	// server.ts names the database; only the development server comes here without one
	const url = DATABASE_URL ?? (await openDatabase({ url: undefined, folder: TANAW_DATA })).url;
	db = connect(url, {
		applicationName: `tanaw ${process.pid}`,
		connections: DATABASE_CONNECTIONS,
		patience: DATABASE_PATIENCE * 1_000,
		statementLimit: DATABASE_PATIENCE * 5_000,
		onBroken: () => forgetReported(db)
	});
	const end = new AbortController();
	const sending = sendMails(end.signal);
	process.on('sveltekit:shutdown' as 'beforeExit', (waitedFor: unknown) => {
		end.abort();
		const ended = sending.then(() => db.destroy());
		if (Array.isArray(waitedFor)) waitedFor.push(ended);
	});
	void keepStored(db, present, end.signal);
	void keepPresent(db, present, end.signal);
	void keepReminding(db, present, end.signal);
	void keepPublishing(db, present, end.signal);
	void watchOutages(() => answers(db), end.signal);
	void sweepFiles();
	void keepHeads(
		db,
		{
			folder: TANAW_DATA,
			onKept: (newest) => syslog?.send(newest),
			onDay: (newest) => tellOfHead(mailer, TANAW_AUDIT_MAIL, newest)
		},
		end.signal
	);
};

/** Ends after the signal, once the mail that is on its way then has arrived. */
async function sendMails(end: AbortSignal): Promise<void> {
	if (!TANAW_MAIL || !TANAW_MAIL_FROM) return;
	const { keepSending } = await import('#lib/server/mail/sending.ts');
	const compose = composeWith(seal, () => originOf({ ORIGIN, HOST, PORT }));
	await keepSending(db, { url: TANAW_MAIL, from: TANAW_MAIL_FROM, compose }, end);
	mailer?.close();
}

const files = {
	store: storeOf({
		data: TANAW_DATA,
		folder: EVIDENCE_DIR,
		...{ s3: EVIDENCE_S3, region: EVIDENCE_S3_REGION },
		...{ keyId: EVIDENCE_S3_KEY_ID, secret: EVIDENCE_S3_SECRET }
	}),
	scanner: scannerAt(CLAMD_SOCKET)
};

/** What a killed process left in the store; another start does what this one cannot. */
async function sweepFiles(): Promise<void> {
	const removed = await sweep(db, files.store, new Date()).catch((cause: unknown) => {
		const { code = 'unknown' } = cause as { code?: string };
		console.error(`Files that nobody names could not be removed: ${code.slice(0, 40)}`);
		return 0;
	});
	if (removed > 0) console.log(`Files that nobody names were removed: ${removed}.`);
}

const present = () => (TANAW_TODAY ? new Date(`${TANAW_TODAY}T04:00:00Z`) : new Date());

const retryAfterSeconds = '5';

const addHeaders: Handle = async ({ event, resolve }) => {
	event.locals.sentForm = keepSentForm(event);
	const response = await resolve(event, {
		// the one font that every page uses
		preload: ({ type, path }) =>
			type === 'js' || type === 'css' || path.includes('source-sans-3-basic'),
		transformPageChunk: ({ html }) => isolateText(html.replace('%lang%', 'en'))
	});
	if (response.status === 503) response.headers.set('retry-after', retryAfterSeconds);
	// addresses below /auth are secrets, and a refusal may not outlive its reason
	if (event.locals.user || event.url.pathname.startsWith('/auth/') || response.status >= 400)
		response.headers.set('cache-control', 'private, no-store');
	return response;
};

function wantsData(event: RequestEvent): boolean {
	const accept = event.request.headers.get('accept') ?? '';
	if (event.isDataRequest || /^\/(api|healthz)(\/|$)/.test(event.url.pathname)) return true;
	return accept.includes('application/json') && !accept.includes('text/html');
}

/**
 * The error page inside the layout, for what goes wrong before a page is reached; SvelteKit alone
 * would fall back to `error.html`. The page is asked for within, by a request that nobody can send.
 */
async function pageOf(event: RequestEvent, failure: App.Error): Promise<Response> {
	const key = hold(await withSentForm(event, failure));
	// while the database is away nobody can be identified, so don't ask again
	const credentials = failure.status >= 500 ? 'omit' : 'same-origin';
	const headers = { accept: 'text/html' };
	const page = await event
		.fetch(`/failure?of=${key}`, { credentials, headers })
		.finally(() => take(key));
	return new Response(page.body, { status: page.status, headers: page.headers });
}

const answerFailures: Handle = async ({ event, resolve }) => {
	try {
		return await resolve(event);
	} catch (cause) {
		if (isRedirect(cause))
			return new Response(null, { status: cause.status, headers: { location: cause.location } });
		const failure = isHttpError(cause)
			? cause.body
			: unexpected(cause, event.request.method, event.route.id);
		if (wantsData(event)) return Response.json(failure, { status: failure.status });
		return await pageOf(event, failure);
	}
};

/**
 * Nothing is called by the character 0, and PostgreSQL refuses to look for it, also for those whose
 * question is asked along with it.
 */
const refuseUnreadable: Handle = ({ event, resolve }) => {
	if (Object.values(event.params).some((part) => part?.includes('\0'))) error(404, 'not_found');
	return resolve(event);
};

/**
 * A page of another site must not act in a person's name, whatever type its request claims. Browsers
 * say where a request comes from in one header or both; what says nothing is refused.
 */
const refuseCrossSite: Handle = ({ event, resolve }) => {
	if (isSafe(event.request.method)) return resolve(event);
	const site = event.request.headers.get('sec-fetch-site');
	const origin = event.request.headers.get('origin');
	const said = site !== null || origin !== null;
	const same =
		(site ?? 'same-origin') === 'same-origin' && (origin ?? event.url.origin) === event.url.origin;
	if (!said || !same) error(403, 'cross_site');
	return resolve(event);
};

const seal = sealWith(() => keyFrom(TANAW_KEY, TANAW_DATA));
const mailer = mailerOf({ url: TANAW_MAIL, from: TANAW_MAIL_FROM });
const syslog = syslogOf(TANAW_SYSLOG);
// server.ts has decided, since it alone knows the address on which it listens
const factorRule = ruleOf({ DATABASE_URL, TANAW_SECOND_FACTOR });

/** Whose session it is; whether we are well must be answered without a working database. */
async function sessionOf({ cookies, url, route }: RequestEvent) {
	const token = sessionCookieOf(cookies, url);
	if (token === null) return { token, session: undefined };
	const reading = readSession(db, token, new Date());
	if (route.id !== '/healthz') return { token, session: await reading };
	return { token, session: await reading.catch(() => undefined) };
}

/** The plan that the address names, read once in a request: its revision says what may be reused. */
async function planOf({ params }: RequestEvent): Promise<App.Locals['plan']> {
	return params.plan === undefined ? null : ((await plans.find(db, params.plan)) ?? null);
}

/**
 * A plan that is not adopted yet is there for who may edit it, and for nobody else; an adopted one is
 * called as it is published, but for those who see what is not.
 */
async function seenBy(actor: Actor, plan: App.Locals['plan']): Promise<App.Locals['plan']> {
	if (plan?.draft) return can(actor, 'edit_plan') ? plan : null;
	return plan && !seesUnpublished({ actor }) ? plans.asPublished(db, plan) : plan;
}

/** Who asks, and about which plan. */
const identify: Handle = async ({ event, resolve }) => {
	const [{ token, session }, plan] = await Promise.all([sessionOf(event), planOf(event)]);
	const asleep =
		session !== undefined &&
		factorRule === 'required' &&
		lacksFactor(session.user, session.actor.grants);
	const granted: Actor = session?.actor ?? { kind: 'public' };
	const actor =
		asleep && granted.kind === 'user' ? { ...granted, grants: awake(granted.grants) } : granted;
	Object.assign(event.locals, {
		db,
		seal,
		factorRule,
		now: present(),
		sessionToken: token,
		caller: callerOf(event),
		mailer,
		files,
		user: session?.user ?? null,
		confirmedAt: session?.confirmedAt ?? null,
		actor,
		asleep,
		draft: null,
		plan: await seenBy(actor, plan)
	} satisfies Omit<App.Locals, 'sentForm'>);
	return resolve(event);
};

/** Who only looks is counted; who sends something has tried to give a command. */
async function noteRefused({ request: { method }, route }: RequestEvent, userId: string) {
	const subject = { subjectKind: 'route', subjectId: route.id };
	const command = isSafe(method) ? undefined : { ...subject, detail: { method } };
	const what = command ? `${method} ${route.id}` : (route.id ?? '');
	await noteDenial(db, { userId, what, command }, new Date());
}

async function refuse(event: RequestEvent): Promise<never> {
	const { actor } = event.locals;
	const { method } = event.request;
	if (event.locals.asleep && isSafe(method))
		redirect(303, `/account/second-factor?next=${encodeURIComponent(event.url.pathname)}`);
	if (actor.kind === 'user') {
		await noteRefused(event, actor.id);
		error(403, 'not_allowed');
	}
	if (!isSafe(method)) error(401, 'sign_in_first');
	redirect(303, `/auth/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
}

/** Default deny: a route that no policy names does not exist for anybody. */
const authorise: Handle = async ({ event, resolve }) => {
	if (!event.route.id) return await resolve(event);
	const { actor } = event.locals;
	const may = mayEnter(actor, event.route.id);
	if (may === undefined) error(404, 'not_found');
	if (!may || (needsSignIn(event.route.id) && actor.kind === 'public')) await refuse(event);
	return await resolve(event);
};

export const handle = sequence(
	addHeaders,
	answerInApiForm,
	answerFailures,
	refuseUnreadable,
	refuseCrossSite,
	readForms,
	identify,
	authorise,
	confirmFirst,
	leadToPresent,
	workInDraft,
	keepRendered
);

export const handleError: HandleServerError = async ({ kind, error: cause, event }) => {
	if (kind === 'app') return await withSentForm(event, cause);
	if (kind === 'unknown')
		return await withSentForm(event, unexpected(cause, event.request.method, event.route.id));
	return { status: cause.status, message: codeOf(cause.status) };
};
