/** What a sign-in leaves behind in the browser, however it was proved. */
import type { RequestEvent } from '@sveltejs/kit';
import { setCookieFor } from '#lib/server/auth/session-cookie.ts';
import type { Entered } from '#lib/server/auth/sign-in.ts';
import { tellOfNewBrowser } from './mails.ts';

/** Sets the cookies; where the browser was not known before its owner is told by mail. */
export async function letIn(event: RequestEvent, entered: Entered): Promise<void> {
	setCookieFor(event.cookies, event.url, entered);
	if (entered.known?.isNew) await tellOfNewBrowser(event, entered.known.userId);
}
