/** What an audit log of an earlier version knows of codes that were given up still leads to what had them. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '#lib/server/db/migrate.ts';
import { presentCode } from '#lib/server/plans/present-names.ts';
import { freshDatabase } from '../support/database.ts';
import { makePlan } from '../support/plans.ts';

const { db } = await freshDatabase({ template: 'template0' });

/** As a command of that version left it. */
async function renamed(kind: 'element' | 'kpi', id: string, before: object): Promise<void> {
	await sql`
		insert into audit_entry (action, subject_kind, subject_id, detail)
		values (${`${kind}.change`}, ${kind}, ${id}, ${JSON.stringify({ before })}::jsonb)
	`.execute(db);
}

test('codes in the audit log become former codes, the latest holder first', async () => {
	await migrate(db, { upTo: '2026-11-26-20-remember-sent-forms' });
	const plan = await makePlan(db, { slug: 'old' });
	const { '1.1.1': first, '1.1.2': second, 'O1.1': objective } = plan.elements;
	const { rows } = await sql<{ id: string }>`
		insert into kpi (element_id, plan_id, position, code, title, unit, unit_kind, direction, frequency,
			over_time, over_organisations)
		values (${objective}, ${plan.id}, 1, 'K1', 'Share of services online', '%', 'percent_of_whole', 'up',
			'quarter', 'last', 'none')
		returning id
	`.execute(db);
	await renamed('element', first, { code: 'A-old', title: 'Portal' });
	await renamed('element', first, { code: 'A-older' });
	await renamed('element', second, { code: 'A-old' });
	await renamed('element', second, { title: 'only its title' });
	await renamed('kpi', rows[0]!.id, { code: 'K-old' });
	await renamed('element', '999999', { code: 'gone' });

	await migrate(db);

	expect(await presentCode(db, 'element', plan.id, 'A-older')).toBe('1.1.1');
	expect(await presentCode(db, 'element', plan.id, 'a-OLD')).toBe('1.1.2');
	expect(await presentCode(db, 'kpi', plan.id, 'K-old')).toBe('K1');
	expect(await presentCode(db, 'element', plan.id, 'K-old')).toBeUndefined();
	expect(await presentCode(db, 'element', plan.id, 'gone')).toBeUndefined();
	const { former } = await db
		.selectFrom('former_code')
		.select((eb) => eb.fn.countAll<string>().as('former'))
		.executeTakeFirstOrThrow();
	expect(Number(former)).toBe(4);
});
