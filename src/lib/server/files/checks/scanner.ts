/** The virus scanner clamd, asked over its socket. What it does not clear is not taken. */
import { createConnection, type Socket } from 'node:net';
import { FileNotTaken } from '../refused.ts';

export interface Scanner {
	/**
	 * @throws FileNotTaken `infected`; `scanned_in_part` where the scanner's limits kept it from looking
	 *   through the file; or `not_scanned` where no clear answer comes in time
	 */
	scan(bytes: Uint8Array): Promise<void>;
}

const usualPatience = 30_000;
const pieceBytes = 64 * 1024;
const longestAnswer = 4_096;
/** As it is said where clamd is set to say it; else it clears what it did not look through. */
const limitsExceeded = /: Heuristics\.Limits\.Exceeded\S* FOUND$/;

function connect(address: string): Socket {
	const port = /^(?<host>[^/]+):(?<port>\d+)$/.exec(address)?.groups;
	if (!port) return createConnection({ path: address });
	const host = port['host']!.replace(/^\[(.*)\]$/, '$1');
	return createConnection({ host, port: Number(port['port']) });
}

/** The file in pieces, each with its length before it, and an empty one at the end. */
function* pieces(bytes: Uint8Array): Generator<Buffer> {
	yield Buffer.from('zINSTREAM\0');
	for (let from = 0; from < bytes.length; from += pieceBytes) {
		const piece = bytes.subarray(from, from + pieceBytes);
		const length = Buffer.alloc(4);
		length.writeUInt32BE(piece.length);
		yield Buffer.concat([length, piece]);
	}
	yield Buffer.alloc(4);
}

/** Until more can be sent, or nothing can any more. */
function drained(socket: Socket): Promise<void> {
	return new Promise((done) => {
		const go = () => {
			socket.off('drain', go).off('close', go);
			done();
		};
		socket.on('drain', go).on('close', go);
	});
}

async function send(socket: Socket, bytes: Uint8Array): Promise<void> {
	for (const piece of pieces(bytes)) {
		if (socket.destroyed) return;
		if (!socket.write(piece)) await drained(socket);
	}
}

/** What the scanner says, once it has said it whole; empty: it broke off. */
function answerOf(socket: Socket, patience: number): Promise<string> {
	return new Promise((resolve, reject) => {
		let said = '';
		const clock = setTimeout(
			() => socket.destroy(new Error('the virus scanner does not answer')),
			patience
		);
		socket.on('data', (piece: Buffer) => {
			said += piece.toString('latin1');
			if (said.includes('\0') || said.length > longestAnswer) socket.destroy();
		});
		socket.once('error', reject);
		socket.once('close', () => {
			clearTimeout(clock);
			resolve(said.includes('\0') ? said.split('\0')[0]!.trim() : '');
		});
	});
}

async function ask(address: string, bytes: Uint8Array, patience: number): Promise<string> {
	const socket = connect(address);
	const answer = answerOf(socket, patience);
	// it may answer before all is sent, as that a file is too large for it
	void send(socket, bytes);
	return await answer;
}

/**
 * The scanner at an address: the path of a socket, or `host:port`. Null: none is set, and nothing is
 * scanned.
 *
 * @param patience milliseconds that it may take for one file
 */
export function scannerAt(address: string | undefined, patience = usualPatience): Scanner | null {
	if (!address) return null;
	return {
		async scan(bytes) {
			const answer = await ask(address, bytes, patience).catch((cause: unknown) => {
				throw new FileNotTaken('not_scanned', { cause });
			});
			if (answer === 'stream: OK') return;
			if (limitsExceeded.test(answer)) throw new FileNotTaken('scanned_in_part');
			if (answer.endsWith(' FOUND')) throw new FileNotTaken('infected');
			throw new FileNotTaken('not_scanned', { cause: new Error(answer.slice(0, 200)) });
		}
	};
}
