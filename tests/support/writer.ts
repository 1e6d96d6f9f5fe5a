/** Somebody who reports again and again, as the page's form sends it, and remembers what was acknowledged. */
import { sql } from 'kysely';
import type { Db } from '#lib/server/db/connect.ts';
import { post } from './requests.ts';

export interface Activity {
	address: string;
	cookie: string;
	id: string;
	/** The day that its reports speak of. */
	asOf?: string;
}

/** Sends an update; `seen` is the newest one that the form showed. */
export async function report(
	{ address, cookie, id, asOf = '2026-11-20' }: Activity,
	{ seen = '', requestId = crypto.randomUUID(), note = '' } = {}
): Promise<Response> {
	const typed = {
		request_id: requestId,
		seen,
		delivery: 'in_progress',
		percent: '50',
		as_of: asOf,
		actual_start: '',
		actual_end: '',
		slippage_cause: 'procurement',
		recovery_on: '',
		note
	};
	return await post(`${address}/my/activities/${id}?/report`, typed, { cookie });
}

/** The id of the update that an answer says was stored; `undefined` where it was refused. */
export function savedId(response: Response): string | undefined {
	const location = response.status === 303 ? response.headers.get('location') : null;
	return /saved=(\d+)/.exec(location ?? '')?.[1];
}

/** Reports until it is not answered any more, and calls back with each update that was acknowledged. */
export async function reportOn(
	activity: Activity,
	acknowledged: (id: string) => void,
	seen = ''
): Promise<void> {
	for (;;) {
		const response = await report(activity, { seen }).catch(() => undefined);
		const id = response && savedId(response);
		if (!id) return;
		acknowledged(id);
		seen = id;
	}
}

/** The newest update of an activity, as its form would show it. */
export async function newestUpdate(db: Db, activityId: string): Promise<string> {
	const { rows } = await sql<{ id: string }>`
		select max(id)::text as id from activity_update where element_id = ${activityId}
	`.execute(db);
	return rows[0]?.id ?? '';
}

/** Of each acknowledged update: the row, its entry in the log and its step of the plan's revision. */
export async function traces(db: Db, slug: string) {
	const updates = await db.selectFrom('activity_update').select('id').execute();
	const { revision } = await db
		.selectFrom('plan')
		.where('slug', '=', slug)
		.select('revision')
		.executeTakeFirstOrThrow();
	const { rows: entries } = await sql<{ id: string }>`
		select jsonb_array_elements_text(detail -> 'update') as id
		from audit_entry where action = 'activity_reported'
	`.execute(db);
	const logged = new Set(entries.map(({ id }) => id));
	return { updates: updates.map(({ id }) => id), revision: Number(revision), logged };
}
