import { halfSignInMinutes } from './half-sign-in.ts';
import { knownForDays } from './known-browsers.ts';
import { absoluteLimitHours } from './session-adapter.ts';

/** As much of a request's cookies as is needed here. */
interface CookieJar {
	get(name: string): string | undefined;
	set(name: string, value: string, options: Record<string, unknown>): void;
	delete(name: string, options: Record<string, unknown>): void;
}

/**
 * A session, or the half of one that waits for the second factor: two cookies that never mix; and that
 * by which a browser is known again, which stays when the session ends.
 */
type Kind = 'session' | 'half' | 'browser';

const names: Record<Kind, string> = {
	session: 'tanaw',
	half: 'tanaw-half',
	browser: 'tanaw-browser'
};
const seconds: Record<Kind, number> = {
	session: absoluteLimitHours * 3600,
	half: halfSignInMinutes * 60,
	browser: knownForDays * 86_400
};

/** Browsers hold `__Host-` to this one host and to https; plain http must do without. */
const nameFor = (url: URL, kind: Kind) =>
	url.protocol === 'https:' ? `__Host-${names[kind]}` : names[kind];

const attributesFor = (url: URL) => ({
	path: '/',
	httpOnly: true,
	sameSite: 'lax' as const,
	secure: url.protocol === 'https:'
});

function put(cookies: CookieJar, url: URL, { kind, token }: { kind: Kind; token: string }): void {
	const options = { ...attributesFor(url), maxAge: seconds[kind] };
	cookies.set(nameFor(url, kind), token, options);
}

function remove(cookies: CookieJar, url: URL, kind: Kind): void {
	if (cookies.get(nameFor(url, kind))) cookies.delete(nameFor(url, kind), attributesFor(url));
}

/** The session's token that a request brings, or null. */
export function sessionCookieOf(cookies: Pick<CookieJar, 'get'>, url: URL): string | null {
	return cookies.get(nameFor(url, 'session')) || null;
}

/** The token of a sign-in that waits for its second factor, or null. */
export function halfCookieOf(cookies: Pick<CookieJar, 'get'>, url: URL): string | null {
	return cookies.get(nameFor(url, 'half')) || null;
}

/** By which the browser is known again, or null. */
export function browserCookieOf(cookies: Pick<CookieJar, 'get'>, url: URL): string | null {
	return cookies.get(nameFor(url, 'browser')) || null;
}

/** Lets the browser be known again. */
export function setBrowserCookie(cookies: CookieJar, url: URL, token: string): void {
	put(cookies, url, { kind: 'browser', token });
}

const trial = 'tanaw-trial';

/** Gives the browser a cookie that means nothing, to see whether it brings it back. */
export function tryCookies(cookies: CookieJar, url: URL): void {
	cookies.set(trial, '1', { ...attributesFor(url), path: '/auth', maxAge: 24 * 3600 });
}

/** Whether the browser keeps cookies: without them nobody stays signed in. */
export const keepsCookies = (cookies: Pick<CookieJar, 'get'>) => cookies.get(trial) === '1';

/** What a sign-in gave; the other of the two cookies goes. */
export function setCookieFor(
	cookies: CookieJar,
	url: URL,
	{ kind, token, known }: { kind: 'session' | 'half'; token: string; known?: { browser: string } }
): void {
	put(cookies, url, { kind, token });
	remove(cookies, url, kind === 'session' ? 'half' : 'session');
	if (known) setBrowserCookie(cookies, url, known.browser);
}

export function setSessionCookie(cookies: CookieJar, url: URL, token: string): void {
	setCookieFor(cookies, url, { kind: 'session', token });
}

export function clearSessionCookie(cookies: CookieJar, url: URL): void {
	cookies.delete(nameFor(url, 'session'), attributesFor(url));
}
