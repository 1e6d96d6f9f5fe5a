/** Records of work as they are stored, in the shape in which workbooks state them: by names, without ids. */
import { moneyText } from '#lib/domain/figures/money.ts';
import { workKinds, type WorkKind } from '#lib/domain/interchange/roles.ts';
import type { StoredHandOver, StoredWork } from '#lib/domain/interchange/stored.ts';
import type { FieldValue, Fields } from '#lib/domain/records/changes.ts';
import { plainDecimal } from '#lib/domain/records/decimals.ts';
import type { Db } from '../../db/connect.ts';
import type { AsKnown } from '../../facts/as-known.ts';
import { handOvers } from '../../work-records/hand-overs.ts';
import { ofPlan, type RecordState } from '../../work-records/queries.ts';

/** By which records of work are spoken of. */
interface Named {
	elements: readonly { id: string; code: string; retired_at: Date | null }[];
	kpis: readonly { id: string; code: string }[];
	lines: readonly { id: string; fund: string; year: number }[];
	organisations: readonly { id: string; acronym: string }[];
}

type NameOf = (id: unknown) => Fields;

/** Ids that a record holds, each as the fields that name the same. */
function namesOf({ kpis, lines, organisations }: Named): Record<string, NameOf> {
	const byId = <Row extends { id: string }>(rows: readonly Row[]) =>
		new Map<unknown, Row>(rows.map((row) => [row.id, row]));
	const [kpi, line, organisation] = [byId(kpis), byId(lines), byId(organisations)];
	const acronyms = (id: unknown) => {
		const acronym = organisation.get(id)?.acronym;
		return acronym === undefined ? [] : [acronym];
	};
	return {
		organisation_id: (id) => ({ organisation: acronyms(id) }),
		supplier_organisation_id: (id) => ({ supplier_organisation: acronyms(id) }),
		benefit_kpi_id: (id) => ({ benefit_kpi: kpi.get(id)?.code ?? null }),
		budget_line_id: (id) => ({ fund: line.get(id)?.fund ?? null, year: line.get(id)?.year ?? null })
	};
}

function plain(name: string, value: unknown): FieldValue {
	if (typeof value === 'bigint') return plainDecimal(moneyText(value));
	if (name === 'price_year') return value === null ? null : Number(value);
	return typeof value === 'string' ? value : null;
}

const fieldsOf = ({ values }: RecordState, names: Record<string, NameOf>): Fields =>
	Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) =>
			Object.entries(names[name]?.(value) ?? { [name]: plain(name, value) })
		)
	);

async function ofKind(db: Db, record: WorkKind, known: AsKnown, named: Named) {
	const states: RecordState[] = await ofPlan(db, record, known);
	const names = namesOf(named);
	// what is of something that went out of the plan is told of no more
	const codes = new Map(
		named.elements.filter((one) => one.retired_at === null).map(({ id, code }) => [id, code])
	);
	const byElement = Map.groupBy(states, ({ elementId }) => elementId);
	return [...byElement].flatMap(([elementId, own]): StoredWork[] => {
		const element = elementId === null ? null : codes.get(elementId);
		if (element === undefined) return [];
		return own.map((state, place) => {
			const { id, version, withdrawn } = state;
			const fields = fieldsOf(state, names);
			return { record, element, number: place + 1, withdrawn, id, version, fields };
		});
	});
}

/** All records of work of what is in the plan, those of the plan as a whole first. */
export async function storedWork(db: Db, known: AsKnown, named: Named): Promise<StoredWork[]> {
	const kinds = await Promise.all(workKinds.map((record) => ofKind(db, record, known, named)));
	const place = new Map(named.elements.map(({ code }, at) => [code, at]));
	const placeOf = ({ element }: StoredWork) => (element === null ? -1 : (place.get(element) ?? 0));
	return kinds.flat().toSorted((one, other) => placeOf(one) - placeOf(other));
}

export async function storedHandOvers(
	db: Db,
	known: AsKnown,
	{ elements }: Pick<Named, 'elements'>
): Promise<StoredHandOver[]> {
	const codes = new Map(
		elements.filter((one) => one.retired_at === null).map(({ id, code }) => [id, code])
	);
	return (await handOvers(db, known)).flatMap(({ elementId, role, from, to, on, what, reason }) => {
		const element = codes.get(elementId);
		if (element === undefined) return [];
		const fields = {
			...{ role, from: [from.acronym], to: [to.acronym], handed_on: on },
			...{ from_office: from.office, to_office: to.office, handed_over: what, reason }
		};
		return [{ element, fields }];
	});
}
