/** The facts document of the API, read on one day as known on another. */
import type {
	ElementFacts,
	FactsDocument,
	PeriodFacts,
	RollOutFacts,
	UpdateFacts
} from './facts-form.ts';

export type Day = string;

interface Recorded {
	id: string;
	/** Null: with the plan. */
	recorded_at: string | null;
}

interface Version extends Recorded {
	/** Null: from the beginning. */
	holds_from: Day | null;
	revision: number;
	retired: boolean;
}

type Settings = Pick<
	FactsDocument['plan'],
	'roll_up_method' | 'coverage_threshold' | 'fiscal_year_start_month'
>;

/** Days since some day long ago. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day at a moment in a time zone; making a format takes longer than all else. */
function dayIn(timeZone: string, moment: string): Day {
	const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
	formats.set(timeZone, format);
	return format.format(Date.parse(moment));
}

/** The row that was recorded last. */
export function lastRecorded<Row extends Recorded>(rows: readonly Row[]): Row | undefined {
	const moment = ({ recorded_at }: Row) => (recorded_at ? Date.parse(recorded_at) : -Infinity);
	return rows.reduce<Row | undefined>((last, row) => {
		if (last === undefined || moment(row) > moment(last)) return row;
		const isLater = moment(row) === moment(last) && Number(row.id) > Number(last.id);
		return isLater ? row : last;
	}, undefined);
}

/** The row of the last day up to a day; of several of one day the last recorded. A day that is not set comes first. */
export function latest<Row extends Recorded>(
	rows: readonly Row[],
	dayOf: (row: Row) => Day | null,
	until: Day
): Row | undefined {
	const past = rows.filter((row) => (dayOf(row) ?? '') <= until);
	const last = past
		.map((row) => dayOf(row) ?? '')
		.sort()
		.at(-1);
	return lastRecorded(past.filter((row) => (dayOf(row) ?? '') === last));
}

/** Of periods that end on one day the shortest comes last. */
const endOf = ({ ends_on, starts_on }: PeriodFacts) => `${ends_on} ${starts_on}`;

export class Facts {
	readonly document: FactsDocument;
	readonly asOf: Day;
	readonly knownOn: Day;
	/** What is planned, in the versions that hold on the day. */
	readonly settings: Settings;
	readonly elements: ElementFacts[];
	readonly milestones: FactsDocument['milestones'];
	readonly kpis: FactsDocument['kpis'];
	readonly targets: FactsDocument['targets'];
	readonly lines: FactsDocument['budget_lines'];
	/** What was reported, of whatever day. */
	readonly reached: FactsDocument['milestones_reached'];
	readonly updates: Map<string, UpdateFacts[]>;
	readonly measurements: FactsDocument['measurements'];
	readonly money: FactsDocument['money'];
	readonly rollOuts: RollOutFacts[];
	/** The latest period that ended by the day, and whose reports were due before the day of knowing. */
	readonly due: PeriodFacts | undefined;

	constructor(document: FactsDocument, asOf: Day, knownOn: Day) {
		this.document = document;
		this.asOf = asOf;
		this.knownOn = knownOn;
		this.settings = { ...document.plan, ...this.#holding(document.settings ?? [])[0] };
		this.elements = this.#holding(document.elements);
		this.milestones = this.#holding(document.milestones);
		this.kpis = this.#holding(document.kpis);
		this.targets = this.#holding(document.targets);
		this.lines = this.#holding(document.budget_lines);
		this.reached = this.#known(document.milestones_reached);
		this.updates = Map.groupBy(this.#known(document.updates), ({ element }) => element);
		this.measurements = this.#known(document.measurements);
		this.money = this.#known(document.money);
		this.rollOuts = (document.roll_outs ?? []).flatMap((one) => {
			const versions = this.#known(one.versions);
			const [states, entries] = [this.#known(one.member_states), this.#known(one.entries)];
			return versions.length > 0 ? [{ ...one, versions, member_states: states, entries }] : [];
		});
		this.due = document.periods
			.filter(({ ends_on, due_on }) => ends_on <= asOf && due_on < knownOn)
			.sort((one, other) => (endOf(one) < endOf(other) ? -1 : 1))
			.at(-1);
	}

	/** The same facts on another day. */
	on(asOf: Day): Facts {
		return new Facts(this.document, asOf, this.knownOn);
	}

	/** Activities beneath an element, itself included, or of the whole plan. */
	leaves(of: ElementFacts | null): ElementFacts[] {
		if (of?.kind === 'activity') return [of];
		return this.childrenOf(of).flatMap((child) => this.leaves(child));
	}

	childrenOf(of: ElementFacts | null): ElementFacts[] {
		return this.elements.filter(({ parent }) => parent === (of?.id ?? null));
	}

	parentOf({ parent }: ElementFacts): ElementFacts | undefined {
		return this.elements.find(({ id }) => id === parent);
	}

	#known<Row extends Recorded>(rows: readonly Row[]): Row[] {
		const zone = this.document.plan.time_zone;
		return rows.filter(
			({ recorded_at }) => recorded_at === null || dayIn(zone, recorded_at) <= this.knownOn
		);
	}

	/** Of each record the version with the latest day from which it holds, then the highest revision. */
	#holding<Row extends Version>(rows: readonly Row[]): Row[] {
		const begun = this.#known(rows).filter(({ holds_from }) => (holds_from ?? '') <= this.asOf);
		const versions = [...Map.groupBy(begun, ({ id }) => id).values()];
		return versions
			.map((ofOne) => ofOne.reduce((one, other) => (isLaterVersion(other, one) ? other : one)))
			.filter(({ retired }) => !retired);
	}
}

function isLaterVersion(one: Version, other: Version): boolean {
	const [from, since] = [one.holds_from ?? '', other.holds_from ?? ''];
	return from === since ? one.revision >= other.revision : from > since;
}
