/** What is said of organisations and steps, against what stands there: who may say it and where differs. */
import { changes, type FieldValue, type Fields } from '#lib/domain/records/changes.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { latestOf, saidProblems, saysMore, type SaidOfStep } from '#lib/domain/rollout/entries.ts';
import { lastState } from '#lib/domain/rollout/members.ts';
import type { RollOutRecord, StepEntry } from '#lib/domain/rollout/records.ts';
import { stepName } from '#lib/domain/rollout/setup.ts';
import type { Trx } from '../db/connect.ts';
import { Conflict, Refused } from '../writing/refusals.ts';
import { insertEntries, type Appending } from './inserting.ts';

/** Somebody said something of the same organisation and step since the form was read. */
export class SaidSince extends Conflict {
	override name = 'SaidSince';
}

/** The newest of what was said, by id; `0`: nothing was. */
export const newestOf = (entries: readonly StepEntry[]): string =>
	entries.reduce((last, { id }) => (isLater(id, last) ? id : last), '0');

const isLater = (one: string, other: string) => BigInt(one) > BigInt(other);

const isNumber = (text: string) => /^\d{1,18}$/.test(text);

type Cell = Pick<SaidOfStep, 'memberId' | 'stepId'>;

/** What organisations are called, by id. */
export async function acronyms(
	trx: Trx,
	{ members }: Pick<RollOutRecord, 'members'>
): Promise<Map<string, string>> {
	const ids = members.flatMap((member) => lastState(member).organisationId ?? []);
	if (ids.length === 0) return new Map();
	const rows = await trx
		.selectFrom('organisation')
		.where('id', 'in', [...new Set(ids)])
		.select(['id', 'acronym'])
		.execute();
	return new Map(rows.map(({ id, acronym }) => [id, acronym]));
}

/** What a cell is called: `MOH · Raise awareness`. */
function cellName(
	{ members, versions }: RollOutRecord,
	{ memberId, stepId }: Cell,
	names: ReadonlyMap<string, string>
): string {
	const state = lastState(members.find(({ id }) => id === memberId)!);
	const name =
		state.organisationId === null ? state.label : (names.get(state.organisationId) ?? '…');
	const step = versions.at(-1)!.setup.steps.find(({ id }) => id === stepId);
	return `${name} · ${step ? stepName(step) : '…'}`;
}

interface Words {
	state: StepEntry['state'];
	on: IsoDate | null;
	evidence: string | null;
	note: string | null;
}

const inWords = (said: Words | undefined): FieldValue =>
	said?.state
		? { step_state: said.state, on: said.on, evidence: said.evidence, note: said.note }
		: null;

/** What differs from what stands there, what is wrong with it, and both in words. */
export interface Compared {
	differing: SaidOfStep[];
	problems: ReturnType<typeof saidProblems>;
	changes: ReturnType<typeof changes>;
}

/** Whether all that is said speaks of organisations and steps of the roll-out. */
export const isOfRollOut = (
	{ members, versions }: Pick<RollOutRecord, 'members' | 'versions'>,
	said: readonly Cell[]
): boolean => {
	const memberIds = new Set(members.map(({ id }) => id));
	const stepIds = new Set(versions.at(-1)!.setup.steps.map(({ id }) => id));
	return said.every(({ memberId, stepId }) => memberIds.has(memberId) && stepIds.has(stepId));
};

/**
 * Holds what is said against a roll-out.
 *
 * @param seen the newest entry when the form was read; null: it names the entry that it corrects
 * @throws SaidSince where something was said of one of the cells since; Refused where the roll-out is
 *   withdrawn, or what is corrected does not stand any more
 */
export async function compare(
	trx: Trx,
	rollOut: RollOutRecord,
	{ said, seen, today }: { said: readonly SaidOfStep[]; seen: string | null; today: IsoDate }
): Promise<Compared> {
	if (rollOut.versions.at(-1)!.withdrawn) throw new Refused('', 'roll_out_withdrawn');
	const names = await acronyms(trx, rollOut);
	const differing = said.filter((one) => saysMore(rollOut.entries, one));
	const before = (one: SaidOfStep) =>
		rollOut.entries.find(({ id }) => id === one.correctsId) ?? latestOf(rollOut.entries, one);
	const fields = (cells: readonly SaidOfStep[], of: (one: SaidOfStep) => FieldValue): Fields =>
		Object.fromEntries(cells.map((one) => [cellName(rollOut, one, names), of(one)]));
	const both = (cells: readonly SaidOfStep[]) => ({
		stored: fields(cells, (one) => inWords(before(one))),
		sent: fields(cells, inWords)
	});
	const since = differing.filter((one) => {
		const last = before(one);
		return seen !== null && last !== undefined && isLater(last.id, isNumber(seen) ? seen : '0');
	});
	if (since.length > 0) {
		const { stored, sent } = both(since);
		const about = { kind: 'roll_out', id: rollOut.id };
		throw new SaidSince(about, newestOf(rollOut.entries), stored, sent);
	}
	const { stored, sent } = both(differing);
	return {
		differing,
		problems: saidProblems(rollOut, differing, today),
		changes: changes(stored, sent)
	};
}

/** Appends what differs, in a report or in none. */
export async function say(
	trx: Trx,
	rollOutId: string,
	{ differing, reportId }: { differing: readonly SaidOfStep[]; reportId: string | null },
	appending: Appending
): Promise<void> {
	const entries = differing.map(({ place: _, on, ...one }) => ({
		...{ ...one, on: on!, reportId, origin: null }
	}));
	await insertEntries(trx, rollOutId, entries, appending);
}
