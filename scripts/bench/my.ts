/** A reporter's lists, of somebody who reports for everybody and of one who leads a whole plan. */
import { sql } from 'kysely';
import type { TestServer } from '../../tests/support/server.ts';
import { change } from './changes.ts';
import { nothing, read, time } from './measure.ts';
import { line } from './report.ts';

const runs = 10;

export async function my({ address, db }: TestServer, slug: string, cookie: string): Promise<void> {
	await sql`
		update owner set organisation_id = (select id from organisation where slug = 'org-1')
		from element join plan on plan.id = plan_id
		where element.id = element_id and plan.slug = ${slug}
	`.execute(db);
	await change(db, slug);
	for (const [what, path] of [
		['my activities, ten lists of many', '/my'],
		['my activities, all of one plan', `/my?plan=${slug}&organisation=org-1`]
	] as const) {
		const bytes = await read(`${address}${path}`, { cookie });
		const ask = async () => void (await read(`${address}${path}`, { cookie }));
		const took = await time(runs, ask, nothing, runs);
		line(what, took, `${(bytes.length / 1024).toFixed(0)} KiB`);
	}
}
