/** Listeners that take what is sent to a syslog server, by UDP and by TCP, and keep it as text. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SyslogServer {
	/** As the operator would name it. */
	url: string;
	/** What came so far; by TCP each with its length before it. */
	messages: string[];
	/** Until so many messages have come. */
	arrived(count: number): Promise<void>;
	stop(): Promise<void>;
}

async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((done) => setTimeout(done, 20));
}

export async function listenByUdp(): Promise<SyslogServer> {
	const messages: string[] = [];
	const socket = createSocket('udp4');
	socket.on('message', (message) => messages.push(message.toString()));
	socket.bind(0, '127.0.0.1');
	await once(socket, 'listening');
	return {
		url: `udp://127.0.0.1:${socket.address().port}`,
		messages,
		arrived: (count) => until(() => messages.length >= count),
		stop: () => new Promise((done) => socket.close(done))
	};
}

/** @param port 0: one that is free */
export async function listenByTcp(port = 0): Promise<SyslogServer> {
	const messages: string[] = [];
	const server = createServer((socket) => {
		void text(socket).then((message) => messages.push(message));
	});
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
		messages,
		arrived: (count) => until(() => messages.length >= count),
		stop: () => new Promise((done) => server.close(() => done()))
	};
}
