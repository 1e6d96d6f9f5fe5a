/** KPIs and their targets: which are new, and what of them changes. */
import type { KpiChange, TargetChange } from './record-changes.ts';
import type { Known, ResolvedElement } from './known.ts';
import { bareWords } from './match-words.ts';
import type { StoredKpi } from './stored.ts';
import type { Value, Values, Wanted, WantedKpi, WantedTarget } from './wanted.ts';

const named = (kpi: WantedKpi): Value => ({
	value: kpi.code ?? String(kpi.fields['title']?.value ?? ''),
	at: kpi.at
});

function storedKpi(
	kpi: WantedKpi,
	element: ResolvedElement | undefined,
	known: Known
): StoredKpi | undefined {
	const { kpis } = known.stored;
	if (kpi.code !== null) {
		const alike = kpis.filter(({ code }) => code === kpi.code);
		return alike.find(({ retired }) => !retired) ?? alike[0];
	}
	const title = bareWords(String(kpi.fields['title']?.value ?? ''));
	return kpis.find(
		(one) =>
			!one.retired &&
			one.element === element?.code &&
			bareWords(String(one.fields['title'])) === title
	);
}

/** After its element's code, and the first number that is free. */
function newCode(element: ResolvedElement, known: Known): string {
	const taken = new Set([...known.stored.kpis.map(({ code }) => code), ...known.kpisByCode.keys()]);
	for (let number = 1; ; number += 1) {
		const code = `${element.code}-K${number}`;
		if (!taken.has(code)) return code;
	}
}

/** Where a KPI without a direction is led below its baseline, less is better. */
function directionOf(kpi: WantedKpi, { records }: Wanted): Values {
	const targets = records.filter(
		(one) => one.record === 'target' && 'kpi' in one.kpi && one.kpi.kpi === kpi
	);
	const end = targets
		.filter((one) => one.record === 'target')
		.toSorted((a, b) => (a.due < b.due ? -1 : 1))
		.at(-1)?.fields['value'];
	const baseline = kpi.fields['baseline_value'];
	const falls = baseline && end && Number(end.value) < Number(baseline.value);
	return falls ? { direction: { value: 'down', at: end.at } } : {};
}

/** What a new KPI is where its sheet does not say: what its unit and its path make of it. */
function assumed(kpi: WantedKpi, wanted: Wanted): Values {
	const { fields } = kpi;
	const unit = fields['unit'];
	const at = (unit ?? fields['title'])?.at;
	if (at === undefined) return {};
	const isPercent = /^\s*(%|percent|porsyento|persen|por cento|percentual)/i.test(
		String(unit?.value ?? '')
	);
	const kind: Values = isPercent ? { unit_kind: { value: 'percent_of_whole', at } } : {};
	return { ...kind, ...directionOf(kpi, wanted), ...fields };
}

/** Nothing of a KPI without unit can be said, and none stands without an element or a title. */
function missing(
	kpi: WantedKpi,
	element: ResolvedElement | undefined,
	after: Record<string, unknown>
) {
	if (!element) return 'kpi_element_missing';
	if (typeof after['title'] !== 'string') return 'no_title';
	return typeof after['unit'] === 'string' ? null : 'no_unit';
}

function compared(kpi: WantedKpi, wanted: Wanted, known: Known): KpiChange | null {
	const said = kpi.element === null ? undefined : known.elementOf(kpi.element);
	const stored = storedKpi(kpi, said, known);
	const element = said ?? known.byCode.get(stored?.element ?? '');
	if (stored?.retired) {
		known.refuse(named(kpi), { problem: 'retired', name: stored.code });
		return null;
	}
	const given = stored ? kpi.fields : assumed(kpi, wanted);
	const { changes, after } = known.compare('kpi', given, stored?.fields ?? null);
	const problem = stored ? null : missing(kpi, element, after);
	if (problem !== null || !element) {
		known.refuse(named(kpi), { problem: problem ?? 'kpi_element_missing' });
		return null;
	}
	const code = stored?.code ?? kpi.code ?? newCode(element, known);
	const resolved = { code, stored: stored ?? null };
	known.kpis.set(kpi, resolved);
	known.kpisByCode.set(code, resolved);
	const state = stored ? (changes.length > 0 ? 'changed' : 'unchanged') : 'created';
	const about = {
		code,
		title: String(after['title'] ?? ''),
		element: stored?.element ?? element.code
	};
	return { record: 'kpi', state, at: kpi.at, ...about, changes };
}

export const compareKpis = (wanted: Wanted, known: Known): KpiChange[] =>
	wanted.records.flatMap((one) =>
		one.record === 'kpi' ? (compared(one, wanted, known) ?? []) : []
	);

function comparedTarget(target: WantedTarget, known: Known): TargetChange | null {
	const ref = target.kpi;
	const kpi = 'kpi' in ref ? known.kpis.get(ref.kpi) : known.kpisByCode.get(ref.code);
	const value = target.fields['value'];
	// a KPI that is refused says so itself
	if (!kpi || !value) return null;
	const before = kpi.stored?.targets[target.due];
	const stored = before === undefined ? null : { value: before, due_on: target.due };
	const due: Values = { due_on: { value: target.due, at: value.at }, value };
	const { changes, after } = known.compare('target', due, stored);
	const taken = after['due_on'] !== undefined && after['value'] !== undefined;
	if (!taken || (stored === null && after['value'] === null)) return null;
	const state = stored === null ? 'created' : changes.length > 0 ? 'changed' : 'unchanged';
	const about = { code: kpi.code, title: target.due, kpi: kpi.code, due: target.due };
	return { record: 'target', state, at: target.at, ...about, changes };
}

export const compareTargets = ({ records }: Wanted, known: Known): TargetChange[] =>
	records.flatMap((one) => (one.record === 'target' ? (comparedTarget(one, known) ?? []) : []));
