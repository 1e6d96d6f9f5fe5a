/** What a browser is told where its session ends by its person's own will. */
import type { RequestEvent } from '@sveltejs/kit';
import { clearSessionCookie } from '#lib/server/auth/session-cookie.ts';

/** Takes the cookie away, and all that the device keeps of the person's pages and forms. */
export function leave({ cookies, setHeaders, url }: RequestEvent): void {
	clearSessionCookie(cookies, url);
	setHeaders({ 'clear-site-data': '"storage"' });
}
