/**
 * Which processes use the embedded server, so that the last one to leave stops it and no other. Each
 * holds one connection with a shared lock; who takes the lock for itself alone is the last one.
 */
import pg from 'pg';

const againAfterMilliseconds = 500;
const patienceMilliseconds = 10_000;
const lock = `hashtext('uses the server')`;

export interface Presence {
	/** Gives the lock up. Whether nobody else has it; then nobody can come until `end`. */
	isLast(): Promise<boolean>;
	end(): Promise<void>;
}

async function enter(url: string, lost: () => void): Promise<pg.Client> {
	const client = new pg.Client({
		connectionString: url,
		application_name: `tanaw ${process.pid} is here`,
		connectionTimeoutMillis: patienceMilliseconds,
		query_timeout: patienceMilliseconds
	});
	client.on('error', () => {});
	await client.connect();
	await client.query(`select pg_advisory_lock_shared(${lock})`);
	client.once('end', lost);
	return client;
}

/** Says that we are here, also after the server was started anew. Throws where it cannot be reached. */
export async function attend(url: string): Promise<Presence> {
	let client: pg.Client | undefined;
	let leaving = false;
	let timer: NodeJS.Timeout | undefined;
	const lost = () => {
		client = undefined;
		if (!leaving) timer = setTimeout(() => void again(), againAfterMilliseconds).unref();
	};
	async function again(): Promise<void> {
		try {
			client = await enter(url, lost);
			if (leaving) await client.end();
		} catch {
			lost();
		}
	}
	client = await enter(url, lost);
	return {
		async isLast() {
			leaving = true;
			clearTimeout(timer);
			// without it the server is not there, or does not answer
			if (!client) return true;
			await client.query(`select pg_advisory_unlock_shared(${lock})`);
			const alone = `select pg_try_advisory_lock(${lock}) as alone`;
			return (await client.query<{ alone: boolean }>(alone)).rows[0]!.alone;
		},
		end: async () => {
			leaving = true;
			await client?.end();
		}
	};
}
