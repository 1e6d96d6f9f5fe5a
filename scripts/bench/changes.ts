import { sql } from 'kysely';
import type { Db } from '#lib/server/db/connect.ts';

/** What a write leaves of itself: an update of a plan's first activity, and the next revision. */
export async function change(db: Db, slug: string): Promise<void> {
	await sql`
		with plan as (
			update plan set revision = revision + 1 where slug = ${slug} returning id
		)
		insert into activity_update (element_id, as_of, delivery, physical_percent)
		select min(element.id), '2026-10-31', 'in_progress', 50
		from element join plan on plan.id = plan_id where kind = 'activity'
	`.execute(db);
}
