/**
 * Which hosts are answered. A page is made for the host that a browser names, and a form from the
 * same host is let in: a name that anybody can point at this machine must not be taken for ours.
 */
import { hostname } from 'node:os';
import { isLoopback } from '#lib/server/auth/second-factor-rule.ts';

interface Environment {
	ORIGIN?: string | undefined;
	HOST?: string | undefined;
	/** Further names, separated by commas. */
	ALLOWED_HOSTS?: string | undefined;
}

/** A host as it is compared: without port and final dot, in small letters; undefined where it is none. */
function nameOf(host: string): string | undefined {
	if (!/^[\w.:[\]-]{1,255}$/.test(host)) return undefined;
	return URL.parse(`http://${host}`)?.hostname.replace(/\.$/, '');
}

/** An address of ours as a browser would name it. */
const named = (address: string) => {
	const bare = address.replace(/^::ffff:(?=\d+\.)/, '').replace(/%.*$/, '');
	return nameOf(bare.includes(':') ? `[${bare}]` : bare);
};

/**
 * Whether a host is ours: what ORIGIN or ALLOWED_HOSTS name, this machine's own name, or the very
 * address at which the request arrived.
 */
export function answeredHosts({
	ORIGIN,
	HOST,
	ALLOWED_HOSTS
}: Environment): (host: string, arrivedAt: string | undefined) => boolean {
	const given = [
		ORIGIN && new URL(ORIGIN).host,
		HOST,
		hostname(),
		...(ALLOWED_HOSTS ?? '').split(',')
	];
	const ours = new Set(given.map((host) => host && nameOf(host.trim())).filter(Boolean));
	return (host, arrivedAt) => {
		const name = nameOf(host);
		if (name === undefined) return false;
		return ours.has(name) || isLoopback(name) || (!!arrivedAt && name === named(arrivedAt));
	};
}
