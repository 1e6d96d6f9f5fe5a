/** From where a request comes: as the socket says, or the proxy that the operator trusts. */
import type { RequestEvent } from '@sveltejs/kit';
import { ADDRESS_HEADER, XFF_DEPTH } from '$app/env/private';
import type { Caller } from '#lib/server/auth/caller.ts';
import { addressOf } from '#lib/server/auth/networks.ts';
import { browserCookieOf } from '#lib/server/auth/session-cookie.ts';

/** What proxies put the client's address in. */
const forwarding = [
	'x-forwarded-for',
	'forwarded',
	'x-real-ip',
	'x-client-ip',
	'cf-connecting-ip',
	'true-client-ip'
];

let noticed: string | null = null;

/** The header by which a proxy was noticed that nobody told us of; null: none came so far. */
export const unconfiguredProxy = () => noticed;

/** Notices, once, that a proxy stands in front: all clients would seem to be one. */
function noticeProxy(headers: Headers): boolean {
	const header = forwarding.find((name) => headers.has(name));
	if (!header) return false;
	if (noticed === null)
		console.error(
			`Requests come through a proxy (${header}), and ADDRESS_HEADER is not set: ` +
				'failed sign-ins are counted by account and browser only. See the README.'
		);
	noticed ??= header;
	return true;
}

const socketOf = (event: RequestEvent): string =>
	event.platform?.req.socket.remoteAddress ?? event.getClientAddress();

/** The address in the header that the operator names; undefined where it has none that is one. */
function forwarded(headers: Headers, header: string): string | undefined {
	const value = headers.get(header);
	if (value === null) return undefined;
	const listed = header.toLowerCase() === 'x-forwarded-for' ? value.split(',') : [value];
	return addressOf(listed.at(-XFF_DEPTH) ?? '');
}

/** A request that came around the proxy has no header, and an address of its own. */
function addressIn(event: RequestEvent): string | null {
	const { headers } = event.request;
	if (ADDRESS_HEADER) {
		if (headers.has(ADDRESS_HEADER)) return forwarded(headers, ADDRESS_HEADER) ?? null;
	} else if (noticeProxy(headers)) return null;
	return addressOf(socketOf(event)) ?? null;
}

export const callerOf = (event: RequestEvent): Caller => ({
	address: addressIn(event),
	browser: browserCookieOf(event.cookies, event.url),
	device: event.request.headers.get('user-agent')
});
