const base = 'http://here.invalid';

/** What is due, late or to be decided; leads on to those who have a page of their own for it. */
export const firstPage = '/waiting';

/**
 * Where to go after signing in: a path of this site, else `fallback`, or to the person's own work. Whatever a browser could read
 * as another host (`//host`, `/\host`, a tab between the slashes) is refused.
 */
export function nextPath(given: string | null | undefined, fallback = firstPage): string {
	if (!given || !/^\/(?![/\\])[^\\\s]*$/.test(given) || given.length > 2000) return fallback;
	const url = URL.parse(given, base);
	// `/.//host` becomes `//host` only when it is resolved
	const here = url?.origin === base && !url.pathname.startsWith('//');
	return here ? url.pathname + url.search : fallback;
}
