/** Records of work: which of an element's each is, what of it changes, and whether it may be so. */
import { closureProblems } from '../entries/closure-entry.ts';
import { contractProblems } from '../entries/contract-entry.ts';
import type { Problem } from '../entries/entered.ts';
import { locationProblems } from '../entries/location-entry.ts';
import { officeProblems } from '../entries/office-entry.ts';
import { priceProblems } from '../entries/price-entry.ts';
import type { FieldValue, Fields } from '../records/changes.ts';
import {
	closureReasons,
	contractStates,
	priceKinds,
	type ElementKind
} from '../records/vocabulary.ts';
import type { Known } from './known.ts';
import { bareWords } from './match-words.ts';
import type { WorkChange } from './record-changes.ts';
import { workKinds, type WorkKind } from './roles.ts';
import type { StoredPlan, StoredWork } from './stored.ts';
import type { ElementRef, SheetProblem, Value, Wanted, WantedWork } from './wanted.ts';

interface WorkRules {
	/** What has such records, beside the plan as a whole. */
	of: readonly ElementKind[];
	/** By which fields two rows speak of the same record; none: there is one alone. */
	knownBy: readonly string[];
	needed: readonly string[];
	/** What people call one. */
	title: (after: Fields) => string;
	problems: (after: Fields, plan: StoredPlan) => Problem[];
}

const text = (value: FieldValue | undefined): string | null =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : null;
const oneOf = <Word extends string>(words: readonly [Word, ...Word[]], value?: FieldValue): Word =>
	words.find((word) => word === value) ?? words[0];

const line = ({ fund, year }: Fields): string =>
	[text(fund), text(year)].filter((part) => part !== null).join(' ');
const acronym = (value: FieldValue | undefined): string | null =>
	Array.isArray(value) ? text(value[0]) : null;

const activities = ['activity'] as const;
const all = ['goal', 'objective', 'activity'] as const;

const rules: Record<WorkKind, WorkRules> = {
	location: {
		of: activities,
		knownBy: ['unit_name', 'unit_code'],
		needed: ['unit_name'],
		title: ({ unit_name }) => text(unit_name) ?? '',
		problems: ({ unit_code, code_system }) =>
			locationProblems({ unit_code: text(unit_code), code_system: text(code_system) })
	},
	contract: {
		of: activities,
		knownBy: ['contract_title'],
		needed: ['contract_title', 'contract_state'],
		title: ({ contract_title }) => text(contract_title) ?? '',
		problems: (after, { today }) =>
			contractProblems(
				{
					...{ ocid: text(after['ocid']), supplier: text(after['supplier']) },
					supplier_organisation_id: acronym(after['supplier_organisation']),
					contract_state: oneOf(contractStates, after['contract_state']),
					...{ signed_on: text(after['signed_on']), starts_on: text(after['starts_on']) },
					ends_on: text(after['ends_on'])
				},
				today
			)
	},
	price_basis: {
		of: activities,
		knownBy: ['fund', 'year'],
		needed: ['price_kind'],
		title: line,
		problems: ({ price_kind, price_year }) =>
			priceProblems({ price_kind: oneOf(priceKinds, price_kind), price_year: text(price_year) })
	},
	office: {
		of: all,
		knownBy: ['organisation', 'capacity', 'office_title', 'held_from'],
		needed: ['organisation', 'capacity', 'office_title'],
		title: ({ office_title }) => text(office_title) ?? '',
		problems: ({ held_from, held_until }, plan) =>
			officeProblems({ held_from: text(held_from), held_until: text(held_until) }, plan)
	},
	closure: {
		of: all,
		knownBy: [],
		needed: ['closure_reason', 'closed_on', 'delivered'],
		title: ({ closed_on }) => text(closed_on) ?? '',
		problems: (after, plan) =>
			closureProblems(
				{
					closure_reason: oneOf(closureReasons, after['closure_reason']),
					...{ explanation: text(after['explanation']), closed_on: text(after['closed_on']) },
					...{ benefits: text(after['benefits']), benefits_from: text(after['benefits_from']) }
				},
				plan
			)
	}
};

const isWork = (record: Wanted['records'][number]): record is WantedWork =>
	workKinds.some((kind) => kind === record.record);

export const codeOf = (ref: ElementRef): string =>
	'element' in ref ? (ref.element.code ?? '') : ref.code;

const named = ({ at }: WantedWork, value: string): Value => ({ value, at });
const valueOf = ({ fields }: WantedWork, name: string) => fields[name]?.value ?? null;

/** What a row belongs to; undefined where it is refused. */
function ownerOf(one: WantedWork, known: Known): { code: string | null } | undefined {
	const { record, element } = one;
	const isWhole = valueOf(one, 'whole_plan') === true;
	if (element === null) {
		if (record === 'closure' && isWhole) return { code: null };
		known.refuse(named(one, ''), { problem: 'no_code' });
		return undefined;
	}
	const found = known.elementOf(element);
	const code = codeOf(element);
	if (!found) known.refuse(named(one, code), { problem: 'no_such_element', name: code });
	else if (!rules[record].of.includes(found.kind))
		known.refuse(named(one, code), { problem: 'not_of_kind', name: code });
	else if (isWhole) known.refuse(named(one, code), { problem: 'value_differs', other: one.at });
	else return { code: found.code };
	return undefined;
}

const keyOf = (value: FieldValue): string =>
	Array.isArray(value) ? value.map(keyOf).join(';') : bareWords(text(value) ?? '');

/** Whether a row says the same as a record in all by which it is known; organisations once they are acronyms. */
function isAlike(one: WantedWork, stored: StoredWork, known: Known): boolean {
	const { knownBy } = rules[one.record];
	return knownBy.every((name) => {
		const given = one.fields[name];
		if (!given) return stored.fields[name] === null;
		const after = known.peek(`${one.record}.${name}`, given);
		return keyOf(after) === keyOf(stored.fields[name] ?? null);
	});
}

/** Which stored record each row of one kind and one element speaks of: first by what it says, then by number. */
function matched(rows: readonly WantedWork[], stored: readonly StoredWork[], known: Known) {
	const found = new Map<WantedWork, StoredWork>();
	const open = new Set(stored);
	const take = (row: WantedWork, one: StoredWork | undefined) => {
		if (one && !found.has(row) && open.delete(one)) found.set(row, one);
	};
	const standing = (one: StoredWork) => !one.withdrawn && open.has(one);
	const alike = (row: WantedWork) =>
		stored.filter((one) => standing(one) && isAlike(row, one, known));
	for (const row of rows)
		take(
			row,
			alike(row).find(({ number }) => number === row.number)
		);
	for (const row of rows) if (!found.has(row)) take(row, alike(row)[0]);
	for (const row of rows)
		if (!found.has(row))
			take(
				row,
				[...open].find(({ number }) => row.number !== null && number === row.number)
			);
	return found;
}

/** Why one cannot be as its row says, at the cell that says so; null: it can. */
function problemOf(
	one: WantedWork,
	after: Fields,
	known: Known
): { why: SheetProblem; field: string } | null {
	const { needed, problems } = rules[one.record];
	const isEmpty = (value: FieldValue | undefined) =>
		value === undefined || value === null || (Array.isArray(value) && value.length === 0);
	const missing = needed.find((name) => isEmpty(after[name]));
	if (missing !== undefined) return { why: { problem: 'required' }, field: missing };
	const several = ['organisation', 'supplier_organisation'].find((name) => {
		const value = after[name];
		return Array.isArray(value) && value.length > 1;
	});
	if (several !== undefined) return { why: { problem: 'one_organisation' }, field: several };
	const [problem] = problems(after, known.stored);
	return problem ? { why: problem, field: problem.field } : null;
}

/** Why what it speaks of is not there: its budget line, or the KPI of its benefits. */
function unknownOf(one: WantedWork, code: string | null, after: Fields, known: Known) {
	const [fund, year] = [text(after['fund']), text(after['year'])];
	const isLine = (other: { fund: string; year: number }) =>
		other.fund === fund && String(other.year) === year;
	const hasLine =
		known.stored.lines.some((other) => other.element === code && isLine(other)) ||
		known.lines.some((other) => other.element === code && isLine(other));
	if ((fund !== null || year !== null) && !hasLine)
		return { why: { problem: 'no_such_line', name: line(after) } as const, field: 'fund' };
	const kpi = text(after['benefit_kpi']);
	return kpi !== null && !known.kpisByCode.has(kpi)
		? { why: { problem: 'no_such_kpi', name: kpi } as const, field: 'benefit_kpi' }
		: null;
}

/** Why records of work cannot be written here now, whatever they say. */
function barred(record: WorkKind, { drafting, unadopted }: StoredPlan): SheetProblem | null {
	if (drafting) return { problem: 'beside_draft' };
	return unadopted && record === 'closure' ? { problem: 'before_adoption' } : null;
}

function compared(
	one: WantedWork,
	code: string | null,
	stored: StoredWork | null,
	known: Known
): WorkChange | null {
	const { record, at } = one;
	if (stored?.withdrawn) {
		known.refuse(named(one, String(stored.number)), { problem: 'withdrawn' });
		return null;
	}
	const { whole_plan: _, ...fields } = one.fields;
	const { changes, after } = known.compare(record, fields, stored?.fields ?? null);
	const bar = changes.length > 0 || stored === null ? barred(record, known.stored) : null;
	const problem =
		(bar && { why: bar, field: '' }) ??
		problemOf(one, after, known) ??
		unknownOf(one, code, after, known);
	if (problem) {
		known.refuse(one.fields[problem.field] ?? named(one, code ?? ''), problem.why);
		return null;
	}
	const state = stored === null ? 'created' : changes.length > 0 ? 'changed' : 'unchanged';
	const about = { code: code ?? '', title: rules[record].title(after), element: code };
	return { record, state, at, ...about, stored, changes, after };
}

/** Refuses a second row of what there is one alone of. */
function withoutSecond(rows: readonly WantedWork[], record: WorkKind, known: Known): WantedWork[] {
	if (record !== 'closure' && record !== 'price_basis') return [...rows];
	const problem = record === 'closure' ? 'closed_twice' : 'basis_twice';
	const seen = new Map<string, WantedWork>();
	return rows.filter((row) => {
		const key = rules[record].knownBy.map((name) => keyOf(valueOf(row, name))).join(' ');
		const had = seen.get(key);
		if (had) known.refuse(named(row, ''), { problem, other: had.at });
		else seen.set(key, row);
		return !had;
	});
}

/** All records of work, of each element in the order of its rows. */
export function compareWork({ records }: Wanted, known: Known): WorkChange[] {
	const owned = records.filter(isWork).flatMap((one) => {
		const owner = ownerOf(one, known);
		return owner ? [{ one, code: owner.code }] : [];
	});
	return workKinds.flatMap((record) => {
		const rows = owned.filter(({ one }) => one.record === record);
		const byElement = Map.groupBy(rows, ({ code }) => code);
		return [...byElement].flatMap(([code, group]) => {
			const own = withoutSecond(
				group.map(({ one }) => one),
				record,
				known
			);
			const stored = known.stored.work.filter(
				(one) => one.record === record && one.element === code
			);
			const found = matched(own, stored, known);
			return own.flatMap((one) => compared(one, code, found.get(one) ?? null, known) ?? []);
		});
	});
}
