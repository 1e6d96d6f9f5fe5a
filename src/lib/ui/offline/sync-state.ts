/** What is said of all that the device keeps, in one sentence, and what can be done with each. */
import { m } from '#lib/paraglide/messages.js';
import { scope } from './addresses.ts';
import type { Item, Refusal } from './items.ts';

/** `none`: the device has none. `away`: it has, and nobody answers. */
export type Connection = 'there' | 'none' | 'away' | 'sending' | 'signed_out';

export interface Here {
	/** Of the page that is open. */
	path: string;
	connection: Connection;
}

export interface Line {
	item: Item;
	words: string;
	/** `open`: its form. `look`: what the server says of it. `discard`: there is no form any more. */
	acts: ('open' | 'look' | 'discard')[];
}

export interface SyncState {
	tone: 'good' | 'waits' | 'asks';
	sentence: string;
	/** Of the others than the page that is open. */
	lines: Line[];
	/** There is something to choose, and the page has room to say what. */
	opens: boolean;
	/** What can be done about all of them. */
	act: 'send' | 'sign_in' | null;
}

const refusedWords: Record<Refusal, () => string> = {
	conflict: m.offline_line_conflict,
	problem: m.offline_line_problem,
	gone: m.offline_line_gone
};

function lineOf(item: Item): Line {
	if (item.state === 'refused') {
		const why = item.refusal ?? 'problem';
		const acts: Line['acts'] = why === 'gone' ? ['look', 'discard'] : ['look'];
		return { item, words: refusedWords[why](), acts };
	}
	const words = item.state === 'waiting' ? m.offline_line_waits() : m.offline_line_typed();
	return { item, words, acts: ['open'] };
}

type Headline = Omit<SyncState, 'lines' | 'opens'>;

const acts: Record<Connection, Headline['act']> = {
	there: 'send',
	none: null,
	away: 'send',
	sending: null,
	signed_out: 'sign_in'
};

function waits(count: number, connection: Connection): Headline {
	const later = m.offline_sent_later();
	const said = { there: '', none: later, away: later, signed_out: m.offline_signed_out() };
	const sentence =
		connection === 'sending'
			? m.offline_sending({ count })
			: `${m.offline_waits({ count })} ${said[connection]}`.trim();
	return { tone: 'waits', sentence, act: acts[connection] };
}

/** Of what is typed on this page, and of other forms that were left. */
function typed(items: Item[], { path }: Here): Headline {
	const own = items.find(({ address }) => address === path);
	const kept = own?.syncedAt ? m.offline_typed_both() : m.offline_typed_here();
	const others = m.offline_typed({ count: items.length });
	return { tone: 'waits', sentence: own ? kept : others, act: null };
}

function headline(items: Item[], here: Here): Headline {
	const of = (state: Item['state']) => items.filter((item) => item.state === state);
	const [refused, waiting] = [of('refused'), of('waiting')];
	if (refused.length > 0) {
		const sentence = m.offline_asks({ count: refused.length });
		return { tone: 'asks', sentence, act: null };
	}
	if (waiting.length > 0) return waits(waiting.length, here.connection);
	if (items.length > 0) return typed(items, here);
	const isAway = here.connection === 'away' || here.connection === 'none';
	const sentence = isAway ? m.offline_away() : m.offline_all_saved();
	return { tone: isAway ? 'waits' : 'good', sentence, act: null };
}

/** What needs the person comes first; of the form that is open its own page speaks. */
export function syncState(items: Item[], here: Here): SyncState {
	const order = { refused: 0, waiting: 1, typed: 2 };
	const elsewhere = items.filter(({ address }) => address !== here.path);
	const lines = elsewhere.toSorted((a, b) => order[a.state] - order[b.state]).map(lineOf);
	const first = headline(items, here);
	return { ...first, lines, opens: first.tone === 'asks' && here.path === scope };
}
