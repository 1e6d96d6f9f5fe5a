import { expect, test } from 'vitest';
import { provenanceOf } from '#lib/domain/templates/template.ts';
import * as templates from '#lib/server/templates/queries.ts';
import { seedPlans, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase();
await seedReference(db);
await seedPlans(db, () => {});

test('the programme ships as a template, each item with its words and where they stand', async () => {
	const programme = (await templates.find(db, 'dti-programme'))!;
	expect(programme).toMatchObject({
		plan: { slug: 'dti-programme', draft: false },
		...{ provenance: 'editorial', madeBy: null, withdrawn: null, follows: null },
		counts: { goal: 5, objective: 6, kpi: 0 }
	});
	const { elements, kpis } = await templates.items(db, programme.id);
	expect(kpis).toEqual([]);
	const [first, item] = elements;
	expect(first).toMatchObject({ kind: 'goal', code: 'II.A', parentId: null, depth: 0 });
	expect(item).toMatchObject({ kind: 'activity', code: 'II.A.1', parentId: first!.id, depth: 1 });
	expect(provenanceOf(first!, 'description')).toMatchObject({
		...{ kind: 'source', passage: 'I.1', passageId: expect.any(String) },
		publication: { title: expect.stringContaining('Digital Transformation Initiative Programme') }
	});
	expect((await templates.list(db)).map(({ slug }) => slug)).toEqual(['dti-programme']);
});
