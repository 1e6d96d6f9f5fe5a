/**
 * Heads of the audit log sent to a syslog server (RFC 5424), where whoever writes to the database cannot
 * change them. It is never waited for: what is missed while it is away the next head stands for.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import type { Head } from '../writing/chain.ts';

export interface Syslog {
	/** Sends it by and by; the application's log notes once that the server is away, and that it is back. */
	send: (head: Head) => void;
}

const patienceMilliseconds = 5_000;

// facility 13, the audit log; severity 5, a normal condition that is worth noting
const priority = 13 * 8 + 5;
const defaultPort = { 'udp:': 514, 'tcp:': 601 };

/** A head as a line of syslog: `<109>1 TIME HOST tanaw PROCESS audit-head - NUMBER HASH`. */
export function headLine({ id, hash }: Head, at: Date): string {
	const host = hostname().replaceAll(/[^\x21-\x7e]/g, '') || '-';
	return `<${priority}>1 ${at.toISOString()} ${host} tanaw ${process.pid} audit-head - ${id} ${hash}`;
}

async function overUdp(host: string, port: number, line: string): Promise<void> {
	const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
	try {
		await new Promise<void>((sent, failed) => {
			socket.on('error', failed);
			socket.send(line, port, host, (error) => (error ? failed(error) : sent()));
		});
	} finally {
		socket.close();
	}
}

/** One message a connection, which is rare enough; its length goes before it (RFC 6587). */
async function overTcp(host: string, port: number, line: string): Promise<void> {
	const socket = connect({ host, port, timeout: patienceMilliseconds });
	socket.on('timeout', () => socket.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })));
	socket.end(`${Buffer.byteLength(line)} ${line}`);
	socket.resume();
	await once(socket, 'close');
}

/** Where messages go; undefined: the address names neither `udp:` nor `tcp:`. */
function transportOf(address: string): ((line: string) => Promise<void>) | undefined {
	const { protocol, hostname: name, port } = new URL(address);
	if (protocol !== 'udp:' && protocol !== 'tcp:') return undefined;
	const host = name.replace(/^\[(.*)\]$/, '$1');
	const deliver = protocol === 'udp:' ? overUdp : overTcp;
	return (line) => deliver(host, Number(port || defaultPort[protocol]), line);
}

/**
 * The syslog server at an address; null where none is given: then nothing is sent.
 *
 * @param address `udp://host:514` or `tcp://host:601`
 */
export function syslogOf(address: string | undefined): Syslog | null {
	const deliver = address === undefined ? undefined : transportOf(address);
	if (!deliver) return null;
	let away = false;
	const note = (isAway: boolean, words: string) => {
		if (isAway !== away) console.error(words);
		away = isAway;
	};
	return {
		send: (head) =>
			void deliver(headLine(head, new Date())).then(
				() => note(false, 'The syslog server takes heads of the audit log again.'),
				({ code = 'unknown' }: { code?: string }) =>
					note(true, `The head of the audit log could not be sent to the syslog server: ${code}`)
			)
	};
}
