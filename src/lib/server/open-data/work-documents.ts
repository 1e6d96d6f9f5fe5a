/** Records of work as the API sends them: each as it stands, or with all its states. */
import type { ElementRecord } from '#lib/domain/records/records.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { columnsOf, type Kind } from '#lib/kinds/field.ts';
import {
	plainValues,
	workRecordNames,
	workRecords,
	type WorkRecord
} from '#lib/kinds/work-records.ts';
import type { Db } from '../db/connect.ts';
import { asKnown, type AsKnown } from '../facts/as-known.ts';
import { figures } from '../facts/figures.ts';
import type { PlanRow } from '../facts/plans.ts';
import { handOvers, type HandOver } from '../work-records/hand-overs.ts';
import { allStates, ofPlan, type RecordState } from '../work-records/queries.ts';
import { table, type CsvTable } from './csv.ts';
import type { HandOverDocument, WorkRecordDocument, WorkRecordsDocument } from './shapes/work.ts';

type Codes = ReadonlyMap<string, string>;

const codesOf = (elements: readonly ElementRecord[]): Codes =>
	new Map(elements.map(({ id, code }) => [id, code]));

const recordDocument = (of: WorkRecord, state: RecordState, codes: Codes): WorkRecordDocument => ({
	kind: of,
	id: state.id,
	state: state.version,
	element: state.elementId === null ? null : (codes.get(state.elementId) ?? null),
	withdrawn: state.withdrawn,
	reason: state.reason,
	recorded_at: state.recordedAt.toISOString(),
	fields: plainValues(state.values)
});

const handOverDocument = (one: HandOver, codes: Codes): HandOverDocument => ({
	kind: 'hand_over',
	id: one.id,
	element: codes.get(one.elementId) ?? null,
	role: one.role,
	from: { organisation: one.from.id, acronym: one.from.acronym, office: one.from.office },
	to: { organisation: one.to.id, acronym: one.to.acronym, office: one.to.office },
	handed_on: one.on,
	handed_over: one.what,
	reason: one.reason,
	recorded_at: one.recordedAt.toISOString()
});

/** What stands of each element's work, by its id; null is the plan as a whole. */
export async function standingWork(
	db: Db,
	plan: PlanRow,
	scope: Scope
): Promise<Map<string | null, WorkRecordDocument[]>> {
	const known = asKnown(plan, scope);
	const codes = codesOf((await figures(db, plan, scope)).record.elements);
	const kinds = await Promise.all(
		workRecordNames.map(async (of) => {
			const states: RecordState[] = await ofPlan(db, of, known);
			return states
				.filter(({ withdrawn }) => !withdrawn)
				.map((state) => [state.elementId, recordDocument(of, state, codes)] as const);
		})
	);
	const grouped = Map.groupBy(kinds.flat(), ([elementId]) => elementId);
	return new Map([...grouped].map(([id, pairs]) => [id, pairs.map(([, document]) => document)]));
}

/** Every state of every record of work that was known on a day, and every hand-over. */
export async function workRecordsDocument(
	db: Db,
	plan: PlanRow,
	scope: Scope
): Promise<WorkRecordsDocument> {
	const known = asKnown(plan, scope);
	const { record } = await figures(db, plan, scope);
	const codes = codesOf(record.elements);
	const kinds = await Promise.all(
		workRecordNames.map(async (of) => {
			const states: RecordState[] = await allStates(db, of, known);
			return states.map((state) => recordDocument(of, state, codes));
		})
	);
	return {
		kind: 'work_records',
		plan: plan.slug,
		currency: plan.currency,
		known_on: scope.knownOn,
		records: kinds.flat(),
		hand_overs: (await handOvers(db, known)).map((one) => handOverDocument(one, codes))
	};
}

/** The tables of records that stand, by their names in addresses. */
const workTables: Record<string, WorkRecord> = {
	closures: 'closure',
	offices: 'office',
	contracts: 'contract',
	locations: 'location',
	price_bases: 'price_basis',
	stakeholders: 'stakeholder',
	head_counts: 'head_count',
	trainings: 'training',
	attendances: 'attendance',
	establishments: 'establishment'
};

async function handOversTable(db: Db, known: AsKnown, codes: Codes): Promise<CsvTable> {
	return table<HandOver>(
		'hand_overs',
		{
			element: ({ elementId }) => codes.get(elementId) ?? null,
			role: ({ role }) => role,
			from_organisation: ({ from }) => from.acronym,
			from_office: ({ from }) => from.office,
			to_organisation: ({ to }) => to.acronym,
			to_office: ({ to }) => to.office,
			handed_on: ({ on }) => on,
			handed_over: ({ what }) => what,
			reason: ({ reason }) => reason
		},
		await handOvers(db, known)
	);
}

/**
 * A table of records of work as they stand; undefined where there is none of that name.
 *
 * @param element left out: of the plan and all its elements
 */
export async function workTable(
	db: Db,
	plan: PlanRow,
	scope: Scope,
	{ name, element }: { name: string; element?: string }
): Promise<CsvTable | undefined> {
	const of = Object.hasOwn(workTables, name) ? workTables[name] : undefined;
	if (!of && name !== 'hand_overs') return undefined;
	const known = asKnown(plan, scope);
	const { record } = await figures(db, plan, scope);
	const codes = codesOf(record.elements);
	if (!of) return element === undefined ? handOversTable(db, known, codes) : undefined;
	const states: RecordState[] = await ofPlan(db, of, known);
	const rows = states.filter(({ withdrawn }) => !withdrawn);
	const asked = rows.filter(
		({ elementId }) => element === undefined || codes.get(elementId ?? '') === element
	);
	const columns = columnsOf<Kind>(workRecords[of]).map(
		(field) => [field, (state: RecordState) => plainValues(state.values)[field] ?? null] as const
	);
	return table<RecordState>(
		element === undefined ? name : `${element}-${name}`,
		{
			element: ({ elementId }) => codes.get(elementId ?? '') ?? null,
			...Object.fromEntries(columns)
		},
		asked
	);
}
