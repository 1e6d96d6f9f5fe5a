/** Where each field of a plan comes from, and the publications behind it. */
import type { Provenance, Publication } from '#lib/domain/records/provenance.ts';
import type { KeptProvenance } from '#lib/domain/templates/template.ts';
import { wordsOrigin, type WordsOrigin } from '#lib/domain/records/words-origin.ts';
import type { Db } from '../db/connect.ts';

export type { Provenance, Publication };

/** What a provenance speaks of, as the keys of {@link ofPlan}. */
export type SubjectKey = 'plan' | `element:${string}` | `kpi:${string}`;

export const elementKey = (id: string): SubjectKey => `element:${id}`;
export const kpiKey = (id: string): SubjectKey => `kpi:${id}`;

export type PlanProvenance = Map<SubjectKey, Map<string, Provenance>>;

function provenances(db: Db) {
	return db
		.selectFrom('provenance')
		.leftJoin('passage', 'passage.id', 'provenance.passage_id')
		.leftJoin('publication', (join) =>
			join.on((eb) =>
				eb(
					'publication.id',
					'=',
					eb.fn.coalesce('provenance.publication_id', 'passage.publication_id')
				)
			)
		)
		.select([
			'provenance.plan_id',
			'provenance.element_id',
			'provenance.kpi_id',
			'provenance.field',
			'provenance.kind',
			'provenance.quote',
			'provenance.reason',
			'passage.code as passage',
			'provenance.passage_id',
			'publication.id as publication_id',
			'publication.title',
			'publication.publisher',
			'publication.published_on',
			'publication.address'
		])
		.orderBy('provenance.id');
}

type Row = Awaited<ReturnType<ReturnType<typeof provenances>['execute']>>[number];

function asProvenance(row: Row): Provenance {
	const { field, kind, quote, reason, passage, title, publisher, address } = row;
	const publication =
		title === null ? null : { title, publisher, publishedOn: row.published_on, address };
	return { field, kind, quote, reason, passage, publication };
}

function subjectOf(row: Row): SubjectKey {
	if (row.element_id !== null) return elementKey(row.element_id);
	return row.kpi_id === null ? 'plan' : kpiKey(row.kpi_id);
}

const rowsOfPlan = (db: Db, planId: string) =>
	provenances(db)
		.where((eb) => {
			const elements = eb.selectFrom('element').where('plan_id', '=', planId).select('id');
			const kpis = eb.selectFrom('kpi').where('element_id', 'in', elements).select('id');
			return eb.or([
				eb('provenance.plan_id', '=', planId),
				eb('provenance.element_id', 'in', elements),
				eb('provenance.kpi_id', 'in', kpis)
			]);
		})
		.execute();

/** The same as {@link ofPlan}, to be kept apart from the plan: with the ids of what the words stand in. */
export async function toKeep(db: Db, planId: string): Promise<Map<SubjectKey, KeptProvenance[]>> {
	const rows = await rowsOfPlan(db, planId);
	const bySubject = Map.groupBy(rows, subjectOf);
	return new Map(
		[...bySubject].map(([subject, fields]) => [
			subject,
			fields.map((row) => ({
				...asProvenance(row),
				...{ passageId: row.passage_id, publicationId: row.publication_id }
			}))
		])
	);
}

/** The provenance of every field of a plan, by subject and field; one query. */
export async function ofPlan(db: Db, planId: string): Promise<PlanProvenance> {
	const rows = await rowsOfPlan(db, planId);
	const subjects: PlanProvenance = new Map();
	for (const row of rows) {
		const key = subjectOf(row);
		const fields = subjects.get(key) ?? new Map<string, Provenance>();
		subjects.set(key, fields.set(row.field, asProvenance(row)));
	}
	return subjects;
}

/** The provenance of one subject's fields. */
export async function ofSubject(
	db: Db,
	subject: 'plan_id' | 'element_id' | 'kpi_id' | 'organisation_id',
	id: string
): Promise<Provenance[]> {
	const rows = await provenances(db).where(`provenance.${subject}`, '=', id).execute();
	return rows.map(asProvenance);
}

/** The provenance of one subject's fields, by the field's name. */
export async function byField(
	db: Db,
	subject: 'plan_id' | 'element_id' | 'kpi_id',
	id: string
): Promise<Record<string, Provenance>> {
	const fields = await ofSubject(db, subject, id);
	return Object.fromEntries(fields.map((one) => [one.field, one]));
}

/** Where the titles of a plan's elements stand that are not the source's words, by element id. */
export async function titleOrigins(db: Db, planId: string): Promise<Map<string, WordsOrigin>> {
	const rows = await db
		.selectFrom('element')
		.innerJoin('provenance', (join) =>
			join
				.onRef('provenance.element_id', '=', 'element.id')
				.on('provenance.field', '=', 'title')
				.on('provenance.kind', '<>', 'source')
		)
		.where('element.plan_id', '=', planId)
		.select([
			'element.id',
			'element.title',
			'provenance.kind',
			'provenance.quote',
			'provenance.reason'
		])
		.execute();
	return new Map(rows.map(({ id, title, ...provenance }) => [id, wordsOrigin(title, provenance)]));
}

/** The publications that a plan rests on: those whose passages it quotes, then other public records. */
export async function publications(db: Db, planId: string): Promise<Publication[]> {
	const rows = await db
		.selectFrom('publication')
		.where('plan_id', '=', planId)
		.select(['title', 'publisher', 'published_on as publishedOn', 'address'])
		.orderBy(
			(eb) =>
				eb.exists(
					eb
						.selectFrom('passage')
						.whereRef('passage.publication_id', '=', 'publication.id')
						.select('passage.id')
				),
			'desc'
		)
		.orderBy('publication.id')
		.execute();
	// a record that several fields rest on is kept once for each of them
	return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
