/** Requests as no HTTP client would send them. */
import { connect } from 'node:net';

/** All that the server says to these bytes until it ends the connection, or a second has passed. */
export async function sendRaw(address: string, text: string): Promise<string> {
	const { hostname, port } = new URL(address);
	const socket = connect(Number(port), hostname);
	const pieces: Buffer[] = [];
	await new Promise<void>((done) => {
		socket.on('data', (piece: Buffer) => pieces.push(piece));
		socket.on('close', () => done());
		socket.on('error', () => done());
		socket.setTimeout(1_000, () => socket.destroy());
		socket.write(text);
	});
	return Buffer.concat(pieces).toString('latin1');
}
