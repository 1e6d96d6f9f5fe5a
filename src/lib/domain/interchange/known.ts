/** What a comparison knows while it runs: the plan as stored, what was resolved, what was refused. */
import { dayProblem } from '../entries/plan-days.ts';
import { same, type FieldValue, type Fields } from '../records/changes.ts';
import { plainDecimal } from '../records/decimals.ts';
import type { ElementKind } from '../records/vocabulary.ts';
import type { FieldChange } from './record-changes.ts';
import { bareWords } from './match-words.ts';
import { isRole, readsOf } from './roles.ts';
import type { StoredElement, StoredKpi, StoredPlan } from './stored.ts';
import type {
	ElementRef,
	RecordProblem,
	Refusal,
	SheetProblem,
	Value,
	Values,
	WantedElement,
	WantedKpi
} from './wanted.ts';

/** An element once it is known which it is. */
export interface ResolvedElement {
	code: string;
	kind: ElementKind;
	stored: StoredElement | null;
}

export interface ResolvedKpi {
	code: string;
	stored: StoredKpi | null;
}

/** The values that can be taken, and which differ from what is stored. */
export interface ComparedFields {
	changes: FieldChange[];
	after: Fields;
}

const above: ReadonlySet<string> = new Set([
	'element.weight',
	'milestone.weight',
	'kpi.range_zero_distance'
]);
const notBelow: ReadonlySet<string> = new Set([
	'contract.contract_value',
	'closure.final_cost',
	'line.cost',
	'line.original_cost',
	'line.appropriation',
	'line.allotment',
	'total.amount',
	'kpi.tolerance'
]);

/** Organisations of days gone by: they may have ended since. */
const ofThePast: ReadonlySet<string> = new Set([
	'office.organisation',
	'hand_over.from',
	'hand_over.to',
	'contract.supplier_organisation'
]);

export class Known {
	readonly stored: StoredPlan;
	readonly refusals: Refusal[];
	readonly elements = new Map<WantedElement, ResolvedElement>();
	/** By code: of what is stored and live, and of what is new. */
	readonly byCode = new Map<string, ResolvedElement>();
	readonly kpis = new Map<WantedKpi, ResolvedKpi>();
	readonly kpisByCode = new Map<string, ResolvedKpi>();
	readonly funds: Set<string>;
	/** Budget lines that the workbook adds. */
	readonly lines: { element: string; fund: string; year: number }[] = [];
	private readonly organisations: Map<string, { acronym: string; valid: boolean }>;

	constructor(stored: StoredPlan, refusals: readonly Refusal[]) {
		this.stored = stored;
		this.refusals = [...refusals];
		this.funds = new Set(Object.keys(stored.funds));
		for (const element of stored.elements)
			if (!element.retired)
				this.byCode.set(element.code, { code: element.code, kind: element.kind, stored: element });
		for (const kpi of stored.kpis)
			if (!kpi.retired) this.kpisByCode.set(kpi.code, { code: kpi.code, stored: kpi });
		this.organisations = new Map(
			// of two that are called alike the one that still is comes last, and is meant
			stored.organisations
				.toSorted((a, b) => Number(a.valid) - Number(b.valid))
				.flatMap(({ acronym, name, valid }) => {
					const found = { acronym, valid };
					return [[bareWords(name), found] as const, [bareWords(acronym), found] as const];
				})
		);
	}

	refuse({ at, value }: Value, why: SheetProblem, field: string | null = null): void {
		const text = Array.isArray(value) ? value.join('; ') : String(value ?? '');
		this.refusals.push({ at, text, why, field });
	}

	/** The element that a reference means; undefined where there is none, or it was refused. */
	elementOf(ref: ElementRef): ResolvedElement | undefined {
		return 'element' in ref ? this.elements.get(ref.element) : this.byCode.get(ref.code);
	}

	/** What of a record's fields can be taken and differs from what is stored; null: nothing is stored. */
	compare(record: string, given: Values, stored: Fields | null): ComparedFields {
		const compared: ComparedFields = { changes: [], after: { ...stored } };
		for (const [field, value] of Object.entries(given)) {
			const role = `${record}.${field}`;
			const after = this.settled(role, value, stored?.[field] ?? null);
			if (after === undefined) continue;
			compared.after[field] = after;
			const before = stored?.[field] ?? null;
			const isEmpty = after === null || (Array.isArray(after) && after.length === 0);
			if (stored === null ? isEmpty : same(before, after)) continue;
			compared.changes.push({ field, before, after, at: value.at });
		}
		return compared;
	}

	/** A value as it is stored; undefined where it is refused. */
	private settled(role: string, value: Value, before: FieldValue): FieldValue | undefined {
		if (!isRole(role) || value.value === null) return value.value;
		const reads = readsOf(role);
		if (reads.as === 'organisations') return this.acronyms(role, value, before);
		if (reads.as === 'codes') return this.codes(role, value);
		if (reads.as === 'day' && reads.kind && !same(value.value, before)) {
			const wrong = dayProblem(reads.kind, String(value.value), this.stored);
			if (wrong) return this.out(role, value, wrong);
		}
		const isNumber = ['number', 'value', 'money', 'whole'].includes(reads.as);
		return isNumber ? this.number(role, value) : value.value;
	}

	/** A value as it would be stored, as far as it can be told; nothing is refused. */
	peek(role: string, { value }: Value): FieldValue {
		if (!isRole(role) || readsOf(role).as !== 'organisations' || !Array.isArray(value))
			return value;
		return value.map((name) => {
			const found = this.organisations.get(bareWords(String(name)));
			return found?.acronym ?? name;
		});
	}

	private out(role: string, value: Value, why: SheetProblem): undefined {
		this.refuse(value, why, role);
		return undefined;
	}

	private number(role: string, value: Value): FieldValue | undefined {
		const number = Number(value.value);
		if (above.has(role) && number <= 0) return this.out(role, value, { problem: 'not_above_zero' });
		if (notBelow.has(role) && number < 0) return this.out(role, value, { problem: 'negative' });
		return plainDecimal(String(value.value));
	}

	/** A list of terms, or of elements, of which none is unknown. */
	private codes(role: string, value: Value): FieldValue | undefined {
		if (!Array.isArray(value.value)) return value.value;
		const ofElements = role === 'element.also_serves';
		const has = (code: string) =>
			ofElements ? this.byCode.has(code) : this.stored.terms.includes(code);
		const name = value.value.map(String).find((code) => !has(code));
		if (name === undefined) return value.value.toSorted();
		return this.out(role, value, {
			problem: ofElements ? 'no_such_element' : 'no_such_term',
			name
		});
	}

	private acronyms(role: string, value: Value, before: FieldValue): FieldValue | undefined {
		const names = Array.isArray(value.value) ? value.value.map(String) : [];
		const had = Array.isArray(before) ? before.map(String) : [];
		const mayHaveEnded = ofThePast.has(role);
		const found = names.map((name) => this.acronymOf(name, had, mayHaveEnded));
		const wrong = found.find((one) => typeof one !== 'string');
		if (wrong !== undefined && typeof wrong !== 'string') return this.out(role, value, wrong);
		return [...new Set(found.map(String))].toSorted();
	}

	private acronymOf(name: string, had: string[], mayHaveEnded: boolean): string | RecordProblem {
		const found = this.organisations.get(bareWords(name));
		if (!found) return { problem: 'unknown_organisation', name };
		const mayStay = found.valid || mayHaveEnded || had.includes(found.acronym);
		return mayStay ? found.acronym : { problem: 'organisation_ended', name };
	}
}
