/** A small clamd: it speaks INSTREAM, and finds the word VIRUS. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** How it behaves: as it should, as one that has no room, that hangs, that breaks off, that speaks nonsense. */
export type Behaviour = 'scans' | 'small' | 'hangs' | 'breaks_off' | 'nonsense' | 'says_too_much';

/** The pieces of a stream that is complete; undefined: more is to come. */
function fileIn(received: Buffer): Buffer | undefined {
	const command = 'zINSTREAM\0';
	if (received.length < command.length) return undefined;
	if (received.toString('latin1', 0, command.length) !== command)
		throw new Error('not the command that was awaited');
	const pieces: Buffer[] = [];
	for (let at = command.length; at + 4 <= received.length;) {
		const length = received.readUInt32BE(at);
		if (length === 0) return Buffer.concat(pieces);
		pieces.push(received.subarray(at + 4, at + 4 + length));
		at += 4 + length;
	}
	return undefined;
}

const smallBytes = 1_000;

export async function startScanner(path?: string) {
	let behaviour: Behaviour = 'scans';
	const scanned: number[] = [];
	const open = new Set<Socket>();
	const server = createServer((socket) => {
		open.add(socket);
		socket.once('close', () => open.delete(socket));
		socket.on('error', () => socket.destroy());
		if (behaviour === 'breaks_off') socket.end('stream: OK');
		if (behaviour === 'nonsense') socket.end('UNKNOWN COMMAND\0');
		if (behaviour === 'says_too_much') socket.write('stream: OK'.repeat(1_000));
		const received: Buffer[] = [];
		socket.on('data', (piece: Buffer) => {
			if (behaviour !== 'scans' && behaviour !== 'small') return;
			received.push(piece);
			const all = Buffer.concat(received);
			if (behaviour === 'small' && all.length > smallBytes)
				return void socket.end('INSTREAM size limit exceeded. ERROR\0');
			const file = fileIn(all);
			if (!file) return;
			scanned.push(file.length);
			socket.end(file.includes('VIRUS') ? 'stream: Test-Signature FOUND\0' : 'stream: OK\0');
		});
	});
	if (path) server.listen(path);
	else server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		address: path ?? `127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** The length of each file that it saw whole. */
		scanned,
		behave: (as: Behaviour) => (behaviour = as),
		async close() {
			for (const socket of open) socket.destroy();
			server.close();
			await once(server, 'close');
		}
	};
}
