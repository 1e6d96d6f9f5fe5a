/** What is refused before it is looked at any further, in the form in which its address answers. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { m } from '#lib/paraglide/messages.js';
import { problemOf, type ProblemCode } from '#lib/server/open-data/answer.ts';

type Refused = Extract<ProblemCode, 'bad_request' | 'wrong_host' | 'wrong_method'>;

const words: Record<Refused, () => string> = {
	bad_request: m.error_bad_request,
	wrong_host: m.error_wrong_host,
	wrong_method: m.error_wrong_method
};

const reading = ['GET', 'HEAD', 'OPTIONS'];
/** All that some page may be asked by; others no library takes. */
const methods = [...reading, 'POST', 'PUT', 'PATCH', 'DELETE'];

const isApi = (request: IncomingMessage) => /^\/api(\/|$)/.test(request.url ?? '');

function hostsOf({ rawHeaders }: IncomingMessage): string[] {
	return rawHeaders.filter((_, at) => at % 2 === 1 && /^host$/i.test(rawHeaders[at - 1] ?? ''));
}

/** Why a request is refused at the door; undefined where it is let in. */
export function refusalAt(
	request: IncomingMessage,
	isOurs: (host: string, arrivedAt: string | undefined) => boolean
): Refused | undefined {
	const [host, ...more] = hostsOf(request);
	if (more.length > 0 || (host === undefined && request.httpVersion !== '1.0'))
		return 'bad_request';
	if (host !== undefined && !isOurs(host, request.socket.localAddress)) return 'wrong_host';
	const taken = isApi(request) ? reading : methods;
	return taken.includes(request.method ?? '') ? undefined : 'wrong_method';
}

/** Refuses it; what else was sent is not read. */
export function refuseAt(request: IncomingMessage, response: ServerResponse, code: Refused): void {
	const { status, document } = problemOf(code);
	const own = isApi(request)
		? { 'content-type': 'application/json', 'access-control-allow-origin': '*' }
		: { 'content-type': 'text/plain; charset=utf-8' };
	response.writeHead(status, {
		...own,
		...(code === 'wrong_method' && { allow: (isApi(request) ? reading : methods).join(', ') }),
		'cache-control': 'no-store',
		connection: 'close'
	});
	response.end(isApi(request) ? JSON.stringify(document) : `${words[code]()}\n`);
}

const statuses: Record<string, [status: number, reason: string]> = {
	ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout'],
	HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large'],
	HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'Payload Too Large']
};

/** Answers what is no HTTP, with the headers that everything carries; Node alone would send none. */
export function answerUnparsed(
	server: Server,
	headers: () => Record<string, string>,
	isAnswered: (socket: Socket) => boolean
): void {
	server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
		if (!socket.writable || isAnswered(socket)) {
			socket.destroy(error);
			return;
		}
		const [status, reason] = statuses[error.code ?? ''] ?? [400, 'Bad Request'];
		const body = `${m.error_bad_request()}\n`;
		const all = {
			...headers(),
			'content-type': 'text/plain; charset=utf-8',
			'content-length': String(Buffer.byteLength(body)),
			'cache-control': 'no-store',
			connection: 'close'
		};
		const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
		socket.end(`HTTP/1.1 ${status} ${reason}\r\n${lines.join('')}\r\n${body}`);
		socket.destroySoon();
	});
	server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) => {
		response.writeHead(417, { ...headers(), connection: 'close' }).end();
	});
}
