/** What a plan's reported rows make together, as it grows row by row. */
import type { IsoDate, MeasurementRecord, UpdateRecord } from '#lib/domain/records/records.ts';
import type {
	MeasurementRow,
	ReachedRow,
	SpendingRow,
	Spent,
	UpdateRow
} from './reported-queries.ts';

/** When each milestone was reached, by its id; null: taken back. */
export function daysReached(
	before: Map<string, IsoDate | null> | undefined,
	rows: ReachedRow[]
): Map<string, IsoDate | null> {
	const reached = new Map(before);
	for (const { milestoneId, reachedOn } of rows) reached.set(milestoneId, reachedOn);
	return reached;
}

/** Negative, 0 or positive, as for sorting; 0: the later row is a new version of the other. */
type Order<Row> = (one: Row, other: Row) => number;

/** Puts a row in its place; mostly that is the last. */
function place<Row>(list: Row[], row: Row, order: Order<Row>): void {
	let at = list.length;
	while (at > 0 && order(list[at - 1]!, row) > 0) at -= 1;
	const isVersion = at > 0 && order(list[at - 1]!, row) === 0;
	list.splice(isVersion ? at - 1 : at, isVersion ? 1 : 0, row);
}

/** Lists in order, by key, with the rows placed in copies of those that they belong to. */
function grownLists<Row, Listed extends Row>(
	before: Map<string, Row[]> | undefined,
	rows: readonly Listed[],
	keyOf: (row: Listed) => string,
	order: Order<Row>
): Map<string, Row[]> {
	const lists = new Map(before);
	const grown = new Map<string, Row[]>();
	for (const row of rows) {
		const key = keyOf(row);
		let list = grown.get(key);
		if (list === undefined) {
			list = [...(lists.get(key) ?? [])];
			grown.set(key, list);
			lists.set(key, list);
		}
		place(list, row, order);
	}
	return lists;
}

const byText = (one: string, other: string) => (one < other ? -1 : Number(one > other));

/** Ascending by day; of several versions of a day and organisation the last. By KPI. */
export function measurementsOf(
	before: Map<string, MeasurementRecord[]> | undefined,
	rows: MeasurementRow[]
): Map<string, MeasurementRecord[]> {
	return grownLists<MeasurementRecord, MeasurementRow>(
		before,
		rows,
		({ kpiId }) => kpiId,
		(one, other) =>
			byText(one.measuredOn, other.measuredOn) ||
			Number(one.organisationId ?? Infinity) - Number(other.organisationId ?? Infinity) ||
			0
	);
}

/** All updates of each activity, by element, ascending by day; of several versions of a day the last. */
export function updatesOf(
	before: Map<string, UpdateRecord[]> | undefined,
	rows: UpdateRow[]
): Map<string, UpdateRecord[]> {
	return grownLists<UpdateRecord, UpdateRow>(
		before,
		rows,
		({ elementId }) => elementId,
		(one, other) => byText(one.asOf, other.asOf)
	);
}

/** All spending of each budget line, by its id, ascending by day; of several versions of a day the last. */
export function spendingOf(
	before: Map<string, Spent[]> | undefined,
	rows: SpendingRow[]
): Map<string, Spent[]> {
	return grownLists<Spent, SpendingRow>(
		before,
		rows,
		({ lineId }) => lineId,
		(one, other) => byText(one.spendingAsOf, other.spendingAsOf)
	);
}
