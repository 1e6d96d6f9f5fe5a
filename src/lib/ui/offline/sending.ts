/** Sends what the device keeps: the same form post that a browser would send, answered in short. */
import { accountHeader } from './addresses.ts';
import type { Item, Refusal } from './items.ts';

export type Outcome =
	| { is: 'stored'; location: string }
	| { is: 'refused'; why: Refusal }
	| { is: 'signed_out' }
	/** It may have arrived or not; sent again it is stored once. */
	| { is: 'no_answer' };

const patience = 30_000;

function post(address: string, account: string, fields: Item['fields']): Promise<Response> {
	return fetch(address, {
		method: 'POST',
		body: new URLSearchParams(fields),
		headers: { accept: 'application/json', [accountHeader]: account },
		signal: AbortSignal.timeout(patience)
	});
}

/** A server that is busy or away, or something between it and us. */
const isAway = (status: number) => status >= 500 || status === 408 || status === 429;

const refusals: Record<number, Refusal> = { 403: 'gone', 404: 'gone', 409: 'conflict' };

interface Answer {
	type?: string;
	status?: number;
	location?: string;
}

export async function send({ action, account, fields }: Item): Promise<Outcome> {
	try {
		const response = await post(action, account, fields);
		if (isAway(response.status)) return { is: 'no_answer' };
		const { type, location, status = response.status } = (await response.json()) as Answer;
		if (type === 'redirect' && location) return { is: 'stored', location };
		if (status === 401) return { is: 'signed_out' };
		return { is: 'refused', why: refusals[status] ?? 'problem' };
	} catch {
		return { is: 'no_answer' };
	}
}

/** Leaves what was typed with the server, for another device; null: it could not be left there. */
export async function leaveDraft({ address, account, fields }: Item): Promise<string | null> {
	const draft: Item['fields'] = [...fields, ['draft_of', address]];
	const response = await post('/my/drafts', account, draft).catch(() => undefined);
	if (!response?.ok) return null;
	const { savedAt } = (await response.json().catch(() => ({}))) as { savedAt?: string | null };
	return savedAt ?? null;
}
