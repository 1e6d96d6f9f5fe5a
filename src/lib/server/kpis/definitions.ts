/** A KPI's definition: what is counted, from where to where, and how its values add up. */
import { sql } from 'kysely';
import type { Fields, FieldValue } from '#lib/domain/records/changes.ts';
import type { Disaggregation } from '#lib/domain/records/disaggregation.ts';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import type { Db } from '../db/connect.ts';
import { organisations } from '../elements/choices.ts';
import { termNames } from '../frameworks/queries.ts';
import { wordsOfTerms } from '../frameworks/words.ts';
import { isId } from '../elements/queries.ts';
import { Refused } from '../writing/refusals.ts';
import { columnsAs } from '#lib/kinds/field.ts';
import { kpi as declared, type KpiColumns } from '#lib/kinds/kpi.ts';
import { kpiColumns, type EditedKpi, type KpiFields } from './fields.ts';

const decimalColumns = columnsAs(declared, 'decimal') as DecimalColumn[];
type DecimalColumn = Extract<
	keyof KpiColumns,
	`unit_${'low' | 'high'}` | `range_${string}` | 'baseline_value' | 'tolerance'
>;

/**
 * One KPI of a plan; undefined where this plan has none such.
 *
 * @param lock keeps others who write it waiting until the transaction ends
 */
export async function find(
	db: Db,
	planId: string,
	id: string,
	lock = false
): Promise<EditedKpi | undefined> {
	if (!isId(id)) return undefined;
	const row = await db
		.selectFrom('kpi')
		.innerJoin('element', 'element.id', 'kpi.element_id')
		.where('kpi.id', '=', id)
		.where('element.plan_id', '=', planId)
		.selectAll('kpi')
		.select((eb) =>
			eb
				.selectFrom('measurement')
				.whereRef('measurement.kpi_id', '=', 'kpi.id')
				.select((of) => of.fn.countAll<string>().as('count'))
				.as('measurements')
		)
		.$if(lock, (query) => query.forNoKeyUpdate('kpi'))
		.executeTakeFirst();
	if (!row) return undefined;
	const { position: _position, plan_id: _plan, ...kpi } = row;
	return {
		...kpi,
		...plainDecimals(kpi),
		measurements: Number(kpi.measurements),
		targets: await targets(db, id)
	};
}

/** A KPI's numbers without zeros that say nothing. */
const plainDecimals = (kpi: KpiColumns): Partial<KpiColumns> =>
	Object.fromEntries(
		decimalColumns.map((name) => {
			const decimal = kpi[name];
			return [name, decimal === null ? null : plainDecimal(decimal)];
		})
	);

async function targets(db: Db, kpiId: string) {
	const rows = await db
		.selectFrom('kpi_target')
		.where('kpi_id', '=', kpiId)
		.select(['due_on', 'value'])
		.orderBy('due_on')
		.execute();
	return rows.map((row) => ({ ...row, value: plainDecimal(row.value) }));
}

export interface KpiRow {
	id: string;
	code: string;
	title: string;
	unit: string;
	baseline_value: string | null;
	retired_at: Date | null;
	retired_reason: string | null;
}

/** An element's KPIs in their order, retired ones last. */
export async function ofElement(db: Db, elementId: string): Promise<KpiRow[]> {
	return await db
		.selectFrom('kpi')
		.where('element_id', '=', elementId)
		.select(['id', 'code', 'title', 'unit', 'baseline_value', 'retired_at', 'retired_reason'])
		.orderBy(sql`retired_at is not null`)
		.orderBy('position')
		.execute();
}

/** A KPI's fields in words instead of ids; throws `Refused` where the reporter or a term does not exist. */
export async function inWords(db: Db, fields: KpiFields, today: string): Promise<Fields> {
	const { reporter_id, targets: sent, disaggregation, terms, ...columns } = fields;
	const named: Fields = Object.fromEntries(
		kpiColumns
			.filter((name) => name !== 'reporter_id')
			.map((name) => [name, columns[name as keyof typeof columns]])
	);
	return {
		...named,
		reporter: reporter_id === null ? null : await acronym(db, reporter_id, today),
		disaggregation: disaggregation && plainOf(disaggregation),
		targets: sent.map((target) => ({ ...target })),
		terms: terms.length === 0 ? [] : wordsOfTerms(await termNames(db), terms)
	};
}

/** As it is compared and told of in the log. */
const plainOf = ({ dimensions, crosses }: Disaggregation): FieldValue => ({
	dimensions: dimensions.map(({ terms, ...dimension }) => ({
		...dimension,
		terms: terms.map((term) => ({ ...term }))
	})),
	crosses
});

async function acronym(db: Db, id: string, today: string): Promise<string> {
	const found = (await organisations(db, today)).find((choice) => choice.id === id);
	if (!found) throw new Refused('reporter', 'unknown_choice');
	return found.acronym;
}
