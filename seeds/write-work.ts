/** Writes what the demonstration keeps of work besides its figures. */
import { sql, type Transaction } from 'kysely';
import { addDays } from '#lib/domain/records/dates.ts';
import { parseMoney } from '#lib/domain/figures/money.ts';
import type { ValuesOfRecord, WorkRecord } from '#lib/kinds/work-records.ts';
import type { Database } from '#lib/server/db/schema/database.ts';
import { append } from '#lib/server/work-records/append.ts';
import type { WorkFile } from './bangsamoro-demo/files.ts';

type Trx = Transaction<Database>;

interface Written {
	planId: string;
	elements: Map<string, string>;
	organisations: Map<string, string>;
}

async function lineOf(trx: Trx, elementId: string, year: number | null): Promise<string | null> {
	if (year === null) return null;
	const { id } = await trx
		.selectFrom('budget_line')
		.where('element_id', '=', elementId)
		.where('appropriation_year', '=', year)
		.select('id')
		.orderBy('id')
		.executeTakeFirstOrThrow();
	return id;
}

async function writeHandOvers(
	trx: Trx,
	{ planId, elements, organisations }: Written,
	work: WorkFile
) {
	for (const { element, organisation, ...said } of work.hand_overs) {
		const [elementId, by] = [elements.get(element)!, organisations.get(organisation)!];
		await sql`
			insert into hand_over (plan_id, element_id, role, from_organisation_id, to_organisation_id,
				from_office, to_office, handed_on, handed_over, reason, recorded_at)
			values (${planId}, ${elementId}, ${said.role}, ${by}, ${by}, ${said.from_office},
				${said.to_office}, ${said.handed_on}, ${said.handed_over}, ${said.reason}, ${work.recorded})
		`.execute(trx);
	}
}

/** The offices that answered before and after each hand-over. */
const officesHanded = ({ hand_overs }: WorkFile): WorkFile['offices'] =>
	hand_overs.flatMap(({ element, organisation, from_office, to_office, handed_on }) => {
		const of = { element, organisation, capacity: 'answers' } as const;
		const last = addDays(handed_on, -1);
		return [
			{ ...of, office_title: from_office, held_from: null, held_until: last },
			{ ...of, office_title: to_office, held_from: handed_on, held_until: null }
		];
	});

export async function writeWork(trx: Trx, plan: Written, work: WorkFile): Promise<void> {
	const { planId, elements, organisations } = plan;
	const put = <Of extends WorkRecord>(of: Of, element: string, values: ValuesOfRecord<Of>) =>
		append(trx, of, {
			...{ record: null, planId, elementId: elements.get(element)!, values, reason: null },
			recordedAt: new Date(`${work.recorded}T00:00:00Z`)
		});
	for (const { element, final_cost, ...said } of work.closures)
		await put('closure', element, {
			...said,
			...{ final_cost: parseMoney(final_cost), benefit_kpi_id: null }
		});
	for (const { element, year, contract_value, ...said } of work.contracts)
		await put('contract', element, {
			...said,
			contract_value: parseMoney(contract_value),
			supplier_organisation_id: null,
			budget_line_id: await lineOf(trx, elements.get(element)!, year)
		});
	for (const { element, ...said } of work.locations) await put('location', element, said);
	for (const { element, ...said } of work.price_bases)
		await put('price_basis', element, { ...said, budget_line_id: null });
	for (const { element, organisation, ...said } of [...work.offices, ...officesHanded(work)])
		await put('office', element, { ...said, organisation_id: organisations.get(organisation)! });
	await writeHandOvers(trx, plan, work);
}
