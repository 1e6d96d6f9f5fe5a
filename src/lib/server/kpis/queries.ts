import type { Db } from '../db/connect.ts';

/** The words of a KPI on which no figure rests. */
export interface KpiText {
	definition: string | null;
	meansOfVerification: string | null;
	/** Who enters its measurements. */
	reporter: { slug: string; acronym: string; name: string } | null;
}

export async function text(db: Db, kpiId: string): Promise<KpiText> {
	const row = await db
		.selectFrom('kpi')
		.leftJoin('organisation', 'organisation.id', 'kpi.reporter_id')
		.where('kpi.id', '=', kpiId)
		.select([
			'kpi.definition',
			'kpi.means_of_verification as meansOfVerification',
			'organisation.slug',
			'organisation.acronym',
			'organisation.name'
		])
		.executeTakeFirstOrThrow();
	const { slug, acronym, name } = row;
	return {
		definition: row.definition,
		meansOfVerification: row.meansOfVerification,
		reporter: slug !== null && acronym !== null && name !== null ? { slug, acronym, name } : null
	};
}
