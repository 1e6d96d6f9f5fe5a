/** What the page of competencies shows: counts by role and level, training, and who was appointed. */
import {
	byRoleAndLevel,
	latestCounts,
	missingOf,
	type HeadCount
} from '#lib/domain/competencies/head-counts.ts';
import type { Framework } from '#lib/domain/frameworks/framework.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { EstablishmentKind } from '#lib/domain/records/vocabulary.ts';
import type {
	AttendanceValues,
	EstablishmentValues,
	HeadCountValues,
	TrainingValues
} from '#lib/kinds/competency.ts';

interface Stored<Values> {
	id: string;
	values: Values;
}

export interface StoredCompetencies {
	counts: readonly Stored<HeadCountValues>[];
	trainings: readonly Stored<TrainingValues>[];
	attendances: readonly Stored<AttendanceValues>[];
	establishments: readonly Stored<EstablishmentValues>[];
	/** By id. */
	organisations: ReadonlyMap<string, { acronym: string; name: string }>;
	frameworks: readonly Framework[];
}

/** Words of a framework, in its language. */
interface Term {
	title: string;
	language: string;
}

export interface RoleLevelRow {
	role: Term;
	level: Term | null;
	present: number | null;
	needed: number | null;
	missing: number | null;
	organisations: number;
	withBoth: number;
}

export interface CountedRow extends Pick<HeadCount, 'id' | 'on' | 'present' | 'needed'> {
	organisation: string;
	role: Term;
	level: Term | null;
	missing: number | null;
}

export interface TrainingRow {
	id: string;
	title: string;
	on: IsoDate;
	through: IsoDate | null;
	seats: number | null;
	/** Null: nobody entered who attended. */
	attended: number | null;
	qualified: number | null;
	organisations: { name: string; attended: number; qualified: number | null; level: Term | null }[];
}

export interface EstablishmentRow {
	id: string;
	kind: EstablishmentKind;
	title: string;
	organisation: string;
	on: IsoDate;
	instrument: string;
	address: string | null;
}

export interface CompetenciesView {
	roles: RoleLevelRow[];
	counted: CountedRow[];
	trainings: TrainingRow[];
	/** The latest first. */
	establishments: EstablishmentRow[];
}

const numberOf = (value: string | null) => (value === null ? null : Number(value));

const countOf = ({ id, values }: Stored<HeadCountValues>): HeadCount => ({
	...{ id, organisationId: values.counted_organisation_id!, roleId: values.role_term_id! },
	...{ levelId: values.level_term_id, on: values.counted_on! },
	...{ present: numberOf(values.people_present), needed: numberOf(values.people_needed) }
});

function sum(values: readonly (number | null)[]): number | null {
	const known = values.filter((value) => value !== null);
	return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
}

function namesOf({ organisations, frameworks }: StoredCompetencies) {
	const terms = new Map(
		frameworks.flatMap(({ language, axes }) =>
			axes.flatMap(({ terms: own }) =>
				own.map(({ id, title }): [string, Term] => [id, { title, language }])
			)
		)
	);
	return {
		places: new Map([...terms.keys()].map((id, at) => [id, at])),
		term: (id: string) => terms.get(id) ?? { title: '…', language: 'en' },
		level: (id: string | null) => (id === null ? null : (terms.get(id) ?? null)),
		organisation: (id: string | null) => organisations.get(id ?? '')?.acronym ?? '…'
	};
}
type Names = ReturnType<typeof namesOf>;

function trainingRow(
	{ id, values }: Stored<TrainingValues>,
	attendances: readonly Stored<AttendanceValues>[],
	names: Names
): TrainingRow {
	const own = attendances
		.filter(({ values: of }) => of.training_id === id)
		.map(({ values: of }) => ({
			name: names.organisation(of.attending_organisation_id),
			attended: Number(of.people_attended),
			qualified: numberOf(of.people_qualified),
			level: names.level(of.level_term_id)
		}));
	return {
		...{ id, title: values.training_title, on: values.held_on!, through: values.held_through },
		seats: numberOf(values.seats),
		attended: sum(own.map(({ attended }) => attended)),
		qualified: sum(own.map(({ qualified }) => qualified)),
		organisations: own
	};
}

/** @param asOf what is of a later day is not shown */
export function competenciesView(stored: StoredCompetencies, asOf: IsoDate): CompetenciesView {
	const names = namesOf(stored);
	const latest = latestCounts(stored.counts.map(countOf), asOf);
	const named = ({ roleId, levelId }: Pick<HeadCount, 'roleId' | 'levelId'>) => ({
		role: names.term(roleId),
		level: names.level(levelId)
	});
	return {
		roles: byRoleAndLevel(latest, names.places).map(({ roleId, levelId, ...row }) => ({
			...row,
			...named({ roleId, levelId })
		})),
		counted: latest
			.map((count) => ({
				...{ id: count.id, on: count.on, present: count.present, needed: count.needed },
				...{ organisation: names.organisation(count.organisationId), ...named(count) },
				missing: missingOf(count)
			}))
			.toSorted((one, other) =>
				one.organisation.localeCompare(other.organisation, 'en', { numeric: true })
			),
		trainings: stored.trainings
			.filter(({ values }) => values.held_on! <= asOf)
			.map((training) => trainingRow(training, stored.attendances, names))
			.toSorted((one, other) => other.on.localeCompare(one.on)),
		establishments: stored.establishments
			.filter(({ values }) => values.happened_on! <= asOf)
			.map(({ id, values }) => ({
				...{ id, kind: values.establishment_kind, title: values.established_title },
				organisation: names.organisation(values.established_organisation_id),
				...{ on: values.happened_on!, instrument: values.instrument_title },
				address: values.instrument_address
			}))
			.toSorted((one, other) => other.on.localeCompare(one.on))
	};
}
