/** How the sheet is sent: an answer, or why there is none. */
import { deserialize } from '$app/forms';
import type { OutlineAnswer, OutlineSaved } from './answer.ts';

export type Sent =
	| { is: 'saved'; saved: OutlineSaved }
	| { is: 'refused'; answer: OutlineAnswer }
	| { is: 'signed_out' | 'not_allowed' | 'gone' | 'too_large' | 'no_answer' };

const statuses = new Map<number, Exclude<Sent['is'], 'saved' | 'refused'>>([
	[401, 'signed_out'],
	[403, 'not_allowed'],
	[404, 'gone'],
	[413, 'too_large']
]);

async function answerOf(response: Response): Promise<Sent> {
	const is = statuses.get(response.status);
	if (is) return { is };
	const result = deserialize<Record<string, unknown>, Record<string, unknown>>(
		await response.text()
	);
	if (result.type === 'success')
		return { is: 'saved', saved: result.data as unknown as OutlineSaved };
	if (result.type === 'failure')
		return { is: 'refused', answer: result.data as unknown as OutlineAnswer };
	return { is: 'no_answer' };
}

/** Sends fields to the page's own action. Whatever has no clear answer can be sent again as it was. */
export async function send(fields: Record<string, string>): Promise<Sent> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	try {
		const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
		return await answerOf(await fetch('?/save', { method: 'POST', headers, body }));
	} catch {
		return { is: 'no_answer' };
	}
}
