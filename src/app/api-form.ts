/** What goes wrong below /api is said in the form in which the API says everything. */
import type { Handle } from '@sveltejs/kit/hooks';
import { problem, type ProblemCode } from '#lib/server/open-data/answer.ts';

const codes: Record<number, ProblemCode> = {
	404: 'not_found',
	405: 'wrong_method',
	413: 'too_large',
	503: 'unavailable',
	507: 'unavailable'
};

const codeOf = (status: number): ProblemCode =>
	codes[status] ?? (status < 500 ? 'bad_request' : 'unexpected');

/** Answers of the API itself are open to every site; what is not, somebody else has written. */
const isOwn = (response: Response) => response.headers.has('access-control-allow-origin');

export const answerInApiForm: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const isApi = /^\/api(\/|$)/.test(event.url.pathname);
	if (!isApi || response.status < 400 || isOwn(response)) return response;
	const answer = problem(codeOf(response.status), response.status);
	for (const kept of ['allow', 'retry-after']) {
		const value = response.headers.get(kept);
		if (value !== null) answer.headers.set(kept, value);
	}
	return answer;
};
