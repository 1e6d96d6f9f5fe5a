/** A plan as it is stored, in the shape in which workbooks state it. */
import { parseMoney, moneyText } from '#lib/domain/figures/money.ts';
import type {
	StoredElement,
	StoredKpi,
	StoredLine,
	StoredPlan,
	StoredTotal
} from '#lib/domain/interchange/stored.ts';
import type { FieldValue, Fields } from '#lib/domain/records/changes.ts';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import type { OwnerRole } from '#lib/domain/records/vocabulary.ts';
import { budgetLine } from '#lib/kinds/budget-line.ts';
import { element } from '#lib/kinds/element.ts';
import { columnsOf, type Kind } from '#lib/kinds/field.ts';
import { kpi } from '#lib/kinds/kpi.ts';
import type { Db } from '../../db/connect.ts';
import { organisations } from '../../elements/choices.ts';
import { asKnown } from '../../facts/as-known.ts';
import { draftedIn } from '../../writing/drafting.ts';
import * as rows from './stored-rows.ts';
import { storedHandOvers, storedWork } from './stored-work.ts';

/** A row's columns as fields, numbers without zeros that say nothing. */
function fieldsOf(kind: Kind, row: object, without: readonly string[] = []): Fields {
	const values = row as Record<string, FieldValue>;
	return Object.fromEntries(
		columnsOf(kind)
			.filter((name) => !without.includes(name))
			.map((name) => {
				const value = values[name] ?? null;
				const isNumber = kind[name]?.reads.as === 'decimal';
				return [name, isNumber && value !== null ? plainDecimal(String(value)) : value];
			})
	);
}

const roleFields = { lead: 'lead', co_lead: 'co_leads', reporter: 'reporters' } as const;

const ownersOf = (owned: readonly { role: OwnerRole; acronym: string }[]): Fields =>
	Object.fromEntries(
		Object.entries(roleFields).map(([role, field]) => [
			field,
			owned
				.filter((one) => one.role === role)
				.map(({ acronym }) => acronym)
				.toSorted()
		])
	);

type Rows = Awaited<ReturnType<typeof rows.ofPlan>>;

function elementsOf({
	elements,
	owners,
	milestones,
	terms,
	links,
	allTerms
}: Rows): StoredElement[] {
	const codes = new Map(elements.map(({ id, code }) => [id, code]));
	const by = <Row extends { element_id: string }>(list: Row[]) =>
		Map.groupBy(list, (row) => row.element_id);
	const termName = new Map(allTerms.map(({ id, name }) => [id, name]));
	const [owned, marks, tagged, linked] = [by(owners), by(milestones), by(terms), by(links)];
	return elements.map((row) => ({
		kind: row.kind,
		code: row.code,
		parent: row.parent_id === null ? null : (codes.get(row.parent_id) ?? null),
		retired: row.retired_at !== null,
		fields: {
			...fieldsOf(element, row, ['code']),
			...ownersOf(owned.get(row.id) ?? []),
			terms: (tagged.get(row.id) ?? []).map(({ term_id: id }) => termName.get(id)!).toSorted(),
			also_serves: (linked.get(row.id) ?? []).map(({ code }) => code).toSorted()
		},
		milestones: (marks.get(row.id) ?? []).map(({ title, planned_on, weight }, at) => ({
			number: at + 1,
			fields: { title, planned_on, weight: plainDecimal(weight) }
		}))
	}));
}

function kpisOf({ kpis, targets, allTerms }: Rows): StoredKpi[] {
	const termName = new Map(allTerms.map(({ id, name }) => [id, name]));
	const dated = Map.groupBy(targets, (row) => row.kpi_id);
	return kpis.map((row) => ({
		code: row.code,
		element: row.element,
		retired: row.retired_at !== null,
		fields: {
			...fieldsOf(kpi, row, ['code', 'reporter_id']),
			reporter: row.reporter === null ? [] : [row.reporter],
			terms: row.terms.map((id) => termName.get(id)!).toSorted()
		},
		targets: Object.fromEntries(
			(dated.get(row.id) ?? []).map(({ due_on, value }) => [due_on, plainDecimal(value)])
		),
		disaggregation: row.disaggregation
	}));
}

const amount = (text: string | null) => {
	const money = text === null ? null : parseMoney(text);
	return money === null ? null : plainDecimal(moneyText(money));
};

const linesOf = ({ lines, adoptedCosts }: Rows): StoredLine[] =>
	lines.map(({ id, element, fund, year, ...amounts }) => {
		const { original = null, from = null, since = null } = adoptedCosts.get(id) ?? {};
		const now = columnsOf(budgetLine).map((name) => [name, amount(amounts[name])]);
		return {
			...{ element, fund, year },
			fields: {
				...Object.fromEntries(now),
				...{ original_cost: amount(original), cost_from: from, since }
			}
		};
	});

const totalsOf = ({ lines, totals }: Rows): StoredTotal[] =>
	lines.flatMap(({ id, element, fund, year }) =>
		(totals.get(id) ?? []).map(({ stage, from, amount: text }) => ({
			...{ element, fund, year, stage, from },
			amount: amount(text)
		}))
	);

/**
 * All that a workbook can state of a plan.
 *
 * @param today in the plan's time zone: which organisations may be chosen
 */
export async function storedPlan(db: Db, planId: string, today: string): Promise<StoredPlan> {
	const [plan, found, choices] = await Promise.all([
		rows.plan(db, planId),
		rows.ofPlan(db, planId),
		organisations(db, today)
	]);
	const known = asKnown(plan, { knownOn: today, today });
	const kept = { ...found, organisations: choices };
	return {
		slug: plan.slug,
		currency: plan.currency,
		periodStart: plan.period_start,
		periodEnd: plan.period_end,
		unadopted: plan.draft,
		drafting: draftedIn(db) !== undefined,
		today,
		elements: elementsOf(found),
		kpis: kpisOf(found),
		lines: linesOf(found),
		totals: totalsOf(found),
		funds: Object.fromEntries(found.funds.map(({ code, title }) => [code, title])),
		work: await storedWork(db, known, kept),
		handOvers: await storedHandOvers(db, known, kept),
		organisations: choices.map(({ acronym, name, valid }) => ({ acronym, name, valid })),
		terms: found.allTerms.map(({ name }) => name)
	};
}
