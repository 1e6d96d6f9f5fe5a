/** Words of a thousand letters wherever people write some, to see that no page is widened by one. */
import { sql } from 'kysely';
import type { Db } from '#lib/server/db/connect.ts';

const word = sql.lit('Wortungetuem'.repeat(84));
const plan = sql`(select id from plan where slug = 'bangsamoro-demo')`;
const elements = sql`(select id from element where plan_id = ${plan})`;

/** Puts a long word into every text that somebody wrote of the demonstration plan. */
export async function writeLongWords(db: Db): Promise<void> {
	const statements = [
		sql`update plan set title = title || ' ' || ${word}, short_title = ${word},
			description = ${word}, vision = ${word}, mission = ${word}, revision = revision + 1
			where slug = 'bangsamoro-demo'`,
		sql`update element set title = 'A ' || ${word}, short_title = ${word} || position,
			description = ${word} where plan_id = ${plan}`,
		sql`update kpi set title = 'A ' || ${word}, unit = left(${word}, 60), definition = ${word},
			means_of_verification = ${word} where plan_id = ${plan} and position < 2`,
		sql`update milestone set title = ${word} || position where element_id in ${elements}`,
		sql`update fund_source set title = ${word} where plan_id = ${plan}`,
		sql`update plan_note set text = ${word} where plan_id = ${plan}`,
		sql`update decision set title = ${word}, reason = ${word} where plan_id = ${plan}`,
		sql`update organisation set name = left(${word}, 300) || ' ' || acronym`,
		sql`insert into activity_update (element_id, as_of, delivery, physical_percent, recovery_on,
				slippage_cause, note)
			select id, '2026-09-30', 'in_progress', 51, '2028-09-30', 'other', ${word}
			from element where plan_id = ${plan} and code = '4.1.2'`,
		sql`insert into confidence_override (element_id, confidence, reason, set_on, expires_on)
			select id, 'on_track', ${word}, '2026-11-01', '2027-06-30'
			from element where plan_id = ${plan} and code = '4.1.2'`
	];
	for (const statement of statements) await statement.execute(db);
}
