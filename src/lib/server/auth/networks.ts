/** Network addresses as a proxy or a socket writes them, and the networks in which they are counted. */
import { isIP } from 'node:net';

/** Without the port, the brackets and the zone that may be around it; an IPv4 address within IPv6 as itself. */
function bare(text: string): string {
	const trimmed = text.trim().replace(/^"|"$/g, '');
	const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(trimmed) ?? [];
	const [, dotted] = /^(\d+(?:\.\d+){3}):\d+$/.exec(trimmed) ?? [];
	const address = (bracketed ?? dotted ?? trimmed).replace(/%.*$/, '');
	return address.replace(/^::ffff:(?=\d+(\.\d+){3}$)/i, '');
}

/** An address in its one short form; undefined where the text is none. */
export function addressOf(text: string): string | undefined {
	const address = bare(text);
	if (isIP(address) !== 6) return isIP(address) === 4 ? address : undefined;
	return new URL(`http://[${address}]`).hostname.slice(1, -1);
}

function groupsOf(address: string): string[] {
	const [before = '', after = ''] = address.split('::');
	const first = before.split(':').filter(Boolean);
	const last = after.split(':').filter(Boolean);
	const zeros = Array.from({ length: 8 - first.length - last.length }, () => '0');
	return [...first, ...zeros, ...last];
}

export interface Networks {
	/** What one client has: an IPv4 address, or the /64 of an IPv6 subscriber. */
	small: string;
	/** What one customer of a provider may have, a /48; null for IPv4. */
	wide: string | null;
}

/** The networks in which an address is counted: single IPv6 addresses cost nothing. */
export function networksOf(address: string): Networks {
	if (!address.includes(':')) return { small: address, wide: null };
	const groups = groupsOf(address);
	return {
		small: `${groups.slice(0, 4).join(':')}::/64`,
		wide: `${groups.slice(0, 3).join(':')}::/48`
	};
}
