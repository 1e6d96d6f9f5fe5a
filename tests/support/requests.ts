/** Requests as a browser without scripts sends them: pages asked for as HTML, forms posted from here. */
export interface Sent {
	cookie?: string;
	headers?: Record<string, string>;
}

function headersOf({ cookie, headers }: Sent): Record<string, string> {
	return { accept: 'text/html', ...(cookie && { cookie }), ...headers };
}

export async function get(address: string, sent: Sent = {}): Promise<Response> {
	return await fetch(address, { redirect: 'manual', headers: headersOf(sent) });
}

/** What the sign-in page gives to see whether a browser keeps cookies. */
export const trial = 'tanaw-trial=1';

/**
 * Posts a form; the Origin is the address's own unless the headers say another. On the sign-in page it
 * is as from a browser that has opened it, and keeps cookies.
 */
export async function post(
	address: string,
	fields: Record<string, string> = {},
	{ cookie: given, headers }: Sent = {}
): Promise<Response> {
	const opened = new URL(address).pathname === '/auth/sign-in';
	const cookie = opened && given !== '' ? [given, trial].filter(Boolean).join('; ') : given;
	return await fetch(address, {
		method: 'POST',
		redirect: 'manual',
		body: new URLSearchParams(fields),
		headers: headersOf({ cookie, headers: { origin: new URL(address).origin, ...headers } })
	});
}

/** The text of a page, without marks and runs of blanks. */
export async function wordsOf(response: Response): Promise<string> {
	const page = await response.text();
	const main = /<main[^]*<\/main>/.exec(page)?.[0] ?? page;
	return main
		.replaceAll(/<[^>]*>/g, ' ')
		.replaceAll(/\s+/g, ' ')
		.trim();
}

/** What a form of a page carries hidden, by the act that it is sent to; left out: to the page itself. */
export function hidden(text: string, action?: string): Record<string, string> {
	const form = text
		.split('<form')
		.slice(1)
		.find((one) => {
			const tag = one.slice(0, one.indexOf('>'));
			if (action) return tag.includes(`action="${action}"`);
			// of a page's only form: it is sent to that page, whatever the page was asked by
			return /method="post"/.test(tag) && /action="\?(?!\/)/.test(tag);
		});
	if (form === undefined) throw new Error(`no form for ${action}`);
	const fields = form
		.slice(0, form.indexOf('</form>'))
		.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
	return Object.fromEntries([...fields].map(([, name, value]) => [name!, value!]));
}
