/** Milestones, fund sources and budget lines: which are new, and what of them changes. */
import { yearProblems } from '../entries/budget-entry.ts';
import { parseMoney } from '../figures/money.ts';
import type { FieldValue, Fields } from '../records/changes.ts';
import type { FieldChange, FundChange, LineChange, MilestoneChange } from './record-changes.ts';
import type { ComparedFields, Known } from './known.ts';
import { bareWords } from './match-words.ts';
import type { StoredMilestone } from './stored.ts';
import type { Value, Wanted, WantedFund, WantedLine, WantedMilestone } from './wanted.ts';

const stateOf = (isNew: boolean, changes: readonly unknown[]) =>
	isNew ? 'created' : changes.length > 0 ? 'changed' : 'unchanged';

const valueAt = (value: string | number, { at }: { at: Value['at'] }): Value => ({ value, at });

function comparedFund(fund: WantedFund, known: Known): FundChange | null {
	const title = known.stored.funds[fund.code];
	// what a fund is called is not changed by a workbook of activities
	if (title !== undefined)
		return { record: 'fund', state: 'unchanged', at: fund.at, code: fund.code, title, changes: [] };
	const { changes, after } = known.compare('fund', fund.fields, null);
	if (typeof after['title'] !== 'string') {
		known.refuse(valueAt(fund.code, fund), { problem: 'no_title', name: fund.code });
		return null;
	}
	known.funds.add(fund.code);
	return {
		record: 'fund',
		state: 'created',
		at: fund.at,
		code: fund.code,
		title: after['title'],
		changes
	};
}

export const compareFunds = ({ records }: Wanted, known: Known): FundChange[] =>
	records.flatMap((one) => (one.record === 'fund' ? (comparedFund(one, known) ?? []) : []));

function storedMilestone(one: WantedMilestone, milestones: readonly StoredMilestone[]) {
	const title = bareWords(String(one.fields['title']?.value ?? ''));
	const numbered = milestones.find(({ number }) => number === one.number);
	return numbered ?? milestones.find(({ fields }) => bareWords(String(fields['title'])) === title);
}

function comparedMilestone(one: WantedMilestone, known: Known): MilestoneChange | null {
	const element = known.elementOf(one.element);
	const name = valueAt(String(one.fields['title']?.value ?? one.number ?? ''), one);
	if (!element) {
		const code = 'element' in one.element ? (one.element.element.code ?? '') : one.element.code;
		known.refuse(name, { problem: 'no_such_element', name: code });
		return null;
	}
	if (element.kind !== 'activity') {
		known.refuse(name, { problem: 'not_an_activity', name: element.code });
		return null;
	}
	const stored = storedMilestone(one, element.stored?.milestones ?? []);
	const { changes, after } = known.compare('milestone', one.fields, stored?.fields ?? null);
	if (typeof after['title'] !== 'string') {
		known.refuse(name, { problem: 'no_title', name: element.code });
		return null;
	}
	const state = stateOf(!stored, changes);
	const { at } = one;
	const about = { code: element.code, title: after['title'], element: element.code };
	return { record: 'milestone', state, at, ...about, number: stored?.number ?? null, changes };
}

export const compareMilestones = ({ records }: Wanted, known: Known): MilestoneChange[] =>
	records.flatMap((one) =>
		one.record === 'milestone' ? (comparedMilestone(one, known) ?? []) : []
	);

/** Why a line cannot be: no such activity, no such fund, or a year in which the plan does not run. */
function refuseLine(line: WantedLine, known: Known): boolean {
	const name = valueAt(line.fund, line);
	const element = known.elementOf(line.element);
	const code = 'element' in line.element ? (line.element.element.code ?? '') : line.element.code;
	const [outside] = yearProblems(line.year, known.stored);
	if (!element) known.refuse(name, { problem: 'no_such_element', name: code });
	else if (element.kind !== 'activity')
		known.refuse(name, { problem: 'not_an_activity', name: element.code });
	else if (!known.funds.has(line.fund))
		known.refuse(name, { problem: 'no_such_fund', name: line.fund });
	else if (outside && !isStored(line, element.code, known))
		known.refuse(valueAt(line.year, line), outside);
	else return false;
	return true;
}

const storedLine = ({ fund, year }: WantedLine, code: string, { stored }: Known) =>
	stored.lines.find((one) => one.element === code && one.fund === fund && one.year === year);
const isStored = (line: WantedLine, code: string, known: Known) =>
	storedLine(line, code, known) !== undefined;

/** Whether one stage of money exceeds the one before; compared as whole hundredths, since money is exact. */
function exceeds(
	allotment: FieldValue | undefined,
	appropriation: FieldValue | undefined
): boolean {
	if (typeof allotment !== 'string') return false;
	const money = (text: string) => parseMoney(text) ?? 0n;
	return typeof appropriation !== 'string' || money(allotment) > money(appropriation);
}

/** What was planned before: told of a line that is there, and written of a new one alone, with its day. */
const pastFields = ['original_cost', 'cost_from', 'since'];
const isPast = ({ field }: FieldChange) => pastFields.includes(field);
const hasDay = (after: Fields) => Boolean(after['cost_from'] ?? after['since']);

/** Why a line cannot have been otherwise before; null: it can, or nothing of it is new. */
function refusedPast(past: readonly FieldChange[], after: Fields, known: Known, isNew: boolean) {
	if (past.length === 0) return null;
	if (!isNew) return 'original_cost_stands';
	const { original_cost: original = null, cost = null, cost_from: from = null } = after;
	if (from === null && original !== null && original !== cost) return 'cost_from_missing';
	const isUndated = known.stored.unadopted || known.stored.drafting;
	return isUndated && hasDay(after) ? 'no_earlier_cost' : null;
}

/** What of a line is taken: of what was planned before only what has its day. */
function takenOf({ changes, after }: ComparedFields, known: Known, isNew: boolean): FieldChange[] {
	const past = changes.filter(isPast);
	const [first] = past;
	const problem = refusedPast(past, after, known, isNew);
	if (first && problem)
		known.refuse({ value: first.after, at: first.at }, { problem }, `line.${first.field}`);
	return problem === null && hasDay(after) ? changes : changes.filter((one) => !isPast(one));
}

function comparedLine(line: WantedLine, known: Known): LineChange | null {
	if (refuseLine(line, known)) return null;
	const element = known.elementOf(line.element);
	if (!element) return null;
	const stored = storedLine(line, element.code, known);
	const compared = known.compare('line', line.fields, stored?.fields ?? null);
	if (exceeds(compared.after['allotment'], compared.after['appropriation'])) {
		const value = line.fields['allotment'] ?? line.fields['appropriation'];
		known.refuse(value ?? valueAt(line.fund, line), { problem: 'above_appropriation' });
		return null;
	}
	const changes = takenOf(compared, known, !stored);
	const { at, fund, year } = line;
	const title = [fund, year].join(' ');
	const about = { code: element.code, title, element: element.code, fund, year };
	known.lines.push({ element: element.code, fund, year });
	return { record: 'line', state: stateOf(!stored, changes), at, ...about, changes };
}

export const compareLines = ({ records }: Wanted, known: Known): LineChange[] =>
	records.flatMap((one) => (one.record === 'line' ? (comparedLine(one, known) ?? []) : []));
