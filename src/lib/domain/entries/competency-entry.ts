/** What may be said of people who were counted or trained, and of who was appointed. */
import { isWebAddress } from '../records/web-address.ts';
import type { IsoDate } from '../records/records.ts';
import type { Problem } from './entered.ts';
import { dayProblem } from './plan-days.ts';

/** Decimal text; null: not said. */
type Count = string | null;

const anywhere = { periodStart: null, periodEnd: null };

/** People come whole, and there are never fewer than none. */
function countProblems(counts: Record<string, Count>): Problem[] {
	return Object.entries(counts).flatMap(([field, count]): Problem[] => {
		if (count === null) return [];
		if (Number(count) < 0) return [{ field, problem: 'negative_people' }];
		return Number.isInteger(Number(count)) ? [] : [{ field, problem: 'people_in_parts' }];
	});
}

const required = (fields: Record<string, string | null>): Problem[] =>
	Object.entries(fields).flatMap(([field, value]): Problem[] =>
		value === null ? [{ field, problem: 'required' }] : []
	);

/** A day on which something was so: it is needed, no mistake of a century, and not to come. */
function pastDay(field: string, day: IsoDate | null, today: IsoDate): Problem[] {
	if (day === null) return [{ field, problem: 'required' }];
	const absurd = dayProblem('measured', day, anywhere);
	if (absurd) return [{ field, ...absurd }];
	return day > today ? [{ field, problem: 'in_future', day: today }] : [];
}

export interface HeadCountEntry {
	counted_organisation_id: string | null;
	role_term_id: string | null;
	counted_on: IsoDate | null;
	people_present: Count;
	people_needed: Count;
}

export function headCountProblems(entry: HeadCountEntry, today: IsoDate): Problem[] {
	const { counted_organisation_id, role_term_id, people_present, people_needed } = entry;
	const problems = [
		...required({ counted_organisation_id, role_term_id }),
		...pastDay('counted_on', entry.counted_on, today),
		...countProblems({ people_present, people_needed })
	];
	if (people_present === null && people_needed === null)
		problems.push({ field: 'people_present', problem: 'required' });
	return problems;
}

export interface TrainingEntry {
	held_on: IsoDate | null;
	held_through: IsoDate | null;
	seats: Count;
}

/** A training may be to come. */
export function trainingProblems({ held_on, held_through, seats }: TrainingEntry): Problem[] {
	const problems = [...required({ held_on }), ...countProblems({ seats })];
	if (seats !== null && Number(seats) === 0) problems.push({ field: 'seats', problem: 'no_seats' });
	for (const [field, day] of Object.entries({ held_on, held_through })) {
		const absurd = dayProblem('measured', day, anywhere);
		if (absurd) problems.push({ field, ...absurd });
	}
	if (problems.length === 0 && held_on !== null && held_through !== null && held_through < held_on)
		problems.push({ field: 'held_through', problem: 'end_before_start', day: held_on });
	return problems;
}

export interface AttendanceEntry {
	training_id: string | null;
	attending_organisation_id: string | null;
	people_attended: Count;
	people_qualified: Count;
	level_term_id: string | null;
}

export function attendanceProblems(entry: AttendanceEntry): Problem[] {
	const { training_id, attending_organisation_id, people_attended, people_qualified } = entry;
	const problems = [
		...required({ training_id, attending_organisation_id, people_attended }),
		...countProblems({ people_attended, people_qualified })
	];
	if (problems.length > 0 || people_qualified === null) return problems;
	if (Number(people_qualified) > Number(people_attended))
		problems.push({ field: 'people_qualified', problem: 'more_than_attended' });
	if (Number(people_qualified) > 0 && entry.level_term_id === null)
		problems.push({ field: 'level_term_id', problem: 'required' });
	return problems;
}

export interface EstablishmentEntry {
	established_organisation_id: string | null;
	happened_on: IsoDate | null;
	instrument_address: string | null;
}

export function establishmentProblems(entry: EstablishmentEntry, today: IsoDate): Problem[] {
	const { established_organisation_id, instrument_address } = entry;
	const problems = [
		...required({ established_organisation_id }),
		...pastDay('happened_on', entry.happened_on, today)
	];
	if (instrument_address !== null && !isWebAddress(instrument_address))
		problems.push({ field: 'instrument_address', problem: 'not_an_address' });
	return problems;
}
