/** A small plan for tests that edit one: two goals, an objective, two activities. */
import { defaultConfidenceRules } from '#lib/domain/records/confidence-rules.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';
import type { Db } from '#lib/server/db/connect.ts';

export interface SmallPlan {
	id: string;
	demonstration: boolean;
	/** Ids by code. */
	elements: Record<'G1' | 'G2' | 'O1.1' | '1.1.1' | '1.1.2', string>;
}

const rows: [code: keyof SmallPlan['elements'], kind: ElementKind, parent: string | null][] = [
	['G1', 'goal', null],
	['G2', 'goal', null],
	['O1.1', 'objective', 'G1'],
	['1.1.1', 'activity', 'O1.1'],
	['1.1.2', 'activity', 'O1.1']
];

export async function makePlan(
	db: Db,
	{ slug, demonstration = false }: { slug: string; demonstration?: boolean }
): Promise<SmallPlan> {
	const label = { one: 'Element', many: 'Elements' };
	const { id } = await db
		.insertInto('plan')
		.values({
			slug,
			title: `Plan ${slug}`,
			language: 'en',
			currency: 'PHP',
			time_zone: 'Asia/Manila',
			labels: JSON.stringify({ goal: label, objective: label, activity: label }),
			confidence_rules: JSON.stringify(defaultConfidenceRules),
			demonstration
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	const elements: Record<string, string> = {};
	for (const [position, [code, kind, parent]] of rows.entries()) {
		const row = await db
			.insertInto('element')
			.values({
				plan_id: id,
				kind,
				code,
				position,
				title: `Title of ${code}`,
				parent_id: parent && elements[parent]!,
				parent_kind: parent === null ? null : rows.find(([of]) => of === parent)![1]
			})
			.returning('id')
			.executeTakeFirstOrThrow();
		elements[code] = row.id;
	}
	return { id, demonstration, elements: elements as SmallPlan['elements'] };
}

export async function revisionOf(db: Db, planId: string): Promise<number> {
	const { revision } = await db
		.selectFrom('plan')
		.where('id', '=', planId)
		.select('revision')
		.executeTakeFirstOrThrow();
	return Number(revision);
}
