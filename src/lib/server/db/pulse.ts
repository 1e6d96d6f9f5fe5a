/**
 * Notices a database that says nothing. A question that is long without an answer may be a slow one, or
 * one that nobody hears: frozen, cut off, moved. So the database is asked, by a new connection, whether
 * it is there and works on that question. Where it is not there nobody waits for it any more, until it
 * is; where it works on nothing of ours, that connection is given up.
 */
import pg from 'pg';
import { DatabaseAway, isDatabaseAway, READ_ONLY } from './away.ts';

/** A connection whose questions are watched. */
export interface Listening {
	/** The server process at its other end. */
	backend: number | undefined;
	/** Gives it up: whoever waits for an answer is told at once. */
	cut(): void;
	/** Gives it up once it is free. */
	retire(): void;
}

type State = 'away' | 'working' | 'idle' | 'unknown';

const TOO_MANY_CONNECTIONS = '53300';
const asksAgainAfterMilliseconds = 500;
/** An answer may be on its way. */
const graceMilliseconds = 100;

export interface PulseOptions {
	url: string;
	/** How long an answer is waited for, in milliseconds; a verdict is there after half as long again. */
	patience: number;
	/** Told at each change, with what showed it. */
	onAway?: ((cause: unknown) => void) | undefined;
	/** All connections there are. */
	connections: () => Iterable<Listening>;
}

function stateIn(rows: { state: string | null }[]): State {
	const state = rows[0]?.state;
	if (!state) return 'unknown';
	return state.startsWith('idle') ? 'idle' : 'working';
}

export class Pulse {
	readonly #options: PulseOptions;
	readonly #waiting = new Set<(error: Error) => void>();
	#away = false;
	#ended = false;
	#asking = false;

	constructor(options: PulseOptions) {
		this.#options = options;
	}

	/** Asks by a new connection what the server process `backend` does. Never throws. */
	async #ask(backend: number | undefined): Promise<State> {
		const client = new pg.Client({
			connectionString: this.#options.url,
			application_name: `tanaw ${process.pid} asks`
		});
		client.on('error', () => {});
		let timer: NodeJS.Timeout | undefined;
		const enough = new Promise<never>((_, reject) => {
			const giveUp = () => reject(new DatabaseAway('It does not answer.'));
			// what came while this process itself was busy is heard first
			timer = setTimeout(() => setImmediate(() => setImmediate(giveUp)), this.#options.patience);
		});
		const asked = async () => {
			await client.connect();
			const text = 'select state from pg_stat_activity where pid = $1';
			return stateIn((await client.query<{ state: string | null }>(text, [backend ?? 0])).rows);
		};
		const answer = asked();
		answer.catch(() => {});
		try {
			return await Promise.race([answer, enough]);
		} catch (cause) {
			const { code } = cause as { code?: string };
			// whoever refuses for other reasons is there
			if (!isDatabaseAway(cause) || code === TOO_MANY_CONNECTIONS) return 'unknown';
			this.#turnAway(cause);
			return 'away';
		} finally {
			clearTimeout(timer);
			client.connection.stream.destroy();
		}
	}

	#turnAway(cause: unknown): void {
		if (this.#away || this.#ended) return;
		this.#away = true;
		this.#options.onAway?.(cause);
		for (const connection of this.#options.connections()) connection.cut();
		for (const refuse of [...this.#waiting]) refuse(new DatabaseAway('It does not answer.'));
		void this.#awaitReturn();
	}

	async #awaitReturn(): Promise<void> {
		while (!this.#ended) {
			await new Promise((done) => setTimeout(done, asksAgainAfterMilliseconds).unref());
			if (this.#ended || (await this.#ask(undefined)) === 'away') continue;
			this.#away = false;
			return;
		}
	}

	/** Something went wrong: is the database there? */
	suspect(): void {
		if (this.#away || this.#ended || this.#asking) return;
		this.#asking = true;
		void this.#ask(undefined).finally(() => (this.#asking = false));
	}

	/** Gets a connection, unless the database is away or turns out to be meanwhile. */
	async connecting<T extends { release(): void }>(connect: () => Promise<T>): Promise<T> {
		if (this.#away) throw new DatabaseAway('It does not answer.');
		return await new Promise<T>((resolve, reject) => {
			let refused = false;
			const refuse = (error: Error) => {
				refused = true;
				this.#waiting.delete(refuse);
				reject(error);
			};
			this.#waiting.add(refuse);
			connect().then(
				(client) => {
					this.#waiting.delete(refuse);
					if (refused) client.release();
					else resolve(client);
				},
				(error: Error) => {
					this.suspect();
					refuse(error);
				}
			);
		});
	}

	#learn(error: unknown): void {
		// whom we are connected to is the leader no more, and a new connection leads to the new one
		if ((error as { code?: string }).code === READ_ONLY)
			for (const connection of this.#options.connections()) connection.retire();
		else if (isDatabaseAway(error)) this.suspect();
	}

	/** Watches a question until it is answered. */
	async during<T>(connection: Listening, answer: Promise<T>): Promise<T> {
		let answered = false;
		const examine = async () => {
			const state = await this.#ask(connection.backend);
			if (state === 'idle') await new Promise((done) => setTimeout(done, graceMilliseconds));
			if (answered || state === 'away') return;
			if (state !== 'idle') {
				timer = setTimeout(() => void examine(), this.#options.patience / 2);
				return;
			}
			connection.cut();
			// the others were connected by the same way
			for (const other of this.#options.connections()) other.retire();
		};
		let timer = setTimeout(() => void examine(), this.#options.patience / 2);
		try {
			return await answer;
		} catch (error) {
			this.#learn(error);
			throw error;
		} finally {
			answered = true;
			clearTimeout(timer);
		}
	}

	end(): void {
		this.#ended = true;
	}
}
