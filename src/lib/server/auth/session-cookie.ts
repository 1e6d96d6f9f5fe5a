import { absoluteLimitHours } from './session-adapter.ts';

/** As much of a request's cookies as is needed here. */
interface CookieJar {
	get(name: string): string | undefined;
	set(name: string, value: string, options: Record<string, unknown>): void;
	delete(name: string, options: Record<string, unknown>): void;
}

/** Browsers hold `__Host-` to this one host and to https; plain http must do without. */
const nameFor = (url: URL) => (url.protocol === 'https:' ? '__Host-tanaw' : 'tanaw');

const attributesFor = (url: URL) => ({
	path: '/',
	httpOnly: true,
	sameSite: 'lax' as const,
	secure: url.protocol === 'https:'
});

/** The session's token that a request brings, or null. */
export function sessionCookieOf(cookies: Pick<CookieJar, 'get'>, url: URL): string | null {
	return cookies.get(nameFor(url)) || null;
}

export function setSessionCookie(cookies: CookieJar, url: URL, token: string): void {
	cookies.set(nameFor(url), token, { ...attributesFor(url), maxAge: absoluteLimitHours * 3600 });
}

export function clearSessionCookie(cookies: CookieJar, url: URL): void {
	cookies.delete(nameFor(url), attributesFor(url));
}
