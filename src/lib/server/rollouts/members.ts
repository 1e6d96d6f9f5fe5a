/** Organisations join a roll-out, are named, move, leave and merge; each is a state, appended. */
import { sql } from 'kysely';
import type { PlanSpan } from '#lib/domain/entries/entered.ts';
import { changes, type FieldValue, type Fields } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import {
	actProblems,
	joiningProblems,
	labelsFor,
	lastState,
	statesAfter,
	type Joining,
	type MemberAct
} from '#lib/domain/rollout/members.ts';
import type { MemberState, RollOutMember, RollOutRecord } from '#lib/domain/rollout/records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { isId } from '../elements/queries.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { userOf } from './commands.ts';
import { lock } from './current.ts';
import { insertMemberStates, insertParts } from './inserting.ts';

type NameOf = (organisationId: string) => string;

/** What organisations are called; those that are none are refused beside the field. */
async function acronymsOf(trx: Trx, ids: readonly string[], field: string): Promise<NameOf> {
	const wanted = [...new Set(ids)];
	if (!wanted.every(isId)) throw new Refused(field, 'unknown_choice');
	const rows = await trx
		.selectFrom('organisation')
		.where('id', '=', sql<string>`any(${wanted}::bigint[])`)
		.select(['id', 'acronym'])
		.forKeyShare()
		.execute();
	if (rows.length < wanted.length) throw new Refused(field, 'unknown_choice');
	const names = new Map(rows.map(({ id, acronym }) => [id, acronym]));
	return (id) => names.get(id) ?? '…';
}

export interface SentJoining extends Joining {
	rollOutId: string;
	span: PlanSpan;
}

const waveTitle = ({ versions }: RollOutRecord, id: string): string =>
	versions.at(-1)!.setup.waves.find((wave) => wave.id === id)?.title ?? '…';

const refuseWithdrawn = ({ versions }: RollOutRecord): void => {
	if (versions.at(-1)!.withdrawn) throw new Refused('', 'roll_out_withdrawn');
};

/**
 * Adds organisations to a wave, all or none; says how many.
 *
 * @throws Invalid where one takes part already; Refused; NotFound; NotAllowed
 */
export function join(db: Db, actor: Actor, plan: EditedPlan, sent: SentJoining): Promise<number> {
	const { rollOutId, waveId, from, organisationIds, unnamed, label, reason, span } = sent;
	const by = { byUser: userOf(actor) };
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: 'roll_out_joined', kind: 'roll_out', id: rollOutId, reason },
		read: async (trx) => {
			const rollOut = await lock(trx, { planId: plan.id, id: rollOutId, drafts: false });
			if (!rollOut) return undefined;
			refuseWithdrawn(rollOut);
			const nameOf = await acronymsOf(trx, organisationIds, 'organisations');
			const problems = joiningProblems(rollOut, sent, { span, nameOf });
			const labels = problems.length > 0 ? [] : labelsFor(rollOut.members, label, unnamed);
			const names = [...organisationIds.map(nameOf), ...labels];
			const made: Fields = {
				...{ wave: waveTitle(rollOut, waveId), organisations: names, holds_from: from }
			};
			const code = rollOut.versions.at(-1)!.setup.title;
			return { labels, problems, code, changes: changes({}, made) };
		},
		write: async (trx, { labels }) => {
			const called = [
				...organisationIds.map((organisationId) => ({ organisationId, label: null })),
				...labels.map((one) => ({ organisationId: null, label: one }))
			];
			const ids = await insertParts(trx, 'roll_out_member', rollOutId, called.length);
			const states = called.map((one, at) => ({
				...{ ...one, memberId: ids[at]!, waveId, from: from ?? '-infinity', reason },
				...{ standing: 'takes_part' as const, intoId: null, origin: null }
			}));
			await insertMemberStates(trx, rollOutId, states, by);
			return { result: called.length };
		}
	});
}

export interface SentMemberAct {
	rollOutId: string;
	memberId: string;
	/** The last state that the form was made from. */
	seen: string;
	act: MemberAct;
	reason: string;
	span: PlanSpan;
}

/** How a member takes part, as the log and both versions tell it. */
function inWords(
	rollOut: RollOutRecord,
	state: Omit<MemberState, 'id'>,
	nameOf: NameOf
): Record<string, FieldValue> {
	const called = (one: Omit<MemberState, 'id'>) =>
		one.organisationId === null ? one.label : nameOf(one.organisationId);
	const into = rollOut.members.find(({ id }) => id === state.intoId);
	return {
		...{ name: called(state), wave: waveTitle(rollOut, state.waveId), standing: state.standing },
		into: into ? called(lastState(into)) : null,
		holds_from: state.from === '-infinity' ? null : state.from
	};
}

const organisationsIn = (members: readonly RollOutMember[], act: MemberAct): string[] => [
	...members.flatMap((member) => lastState(member).organisationId ?? []),
	...(act.act === 'named' ? [act.organisationId] : [])
];

/**
 * Changes how an organisation takes part; nothing that was before is lost.
 *
 * @throws Conflict where somebody changed it since the form was read; Invalid; Refused; NotFound, also
 *   for a member that is another roll-out's; NotAllowed
 */
export function changeMember(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	{ rollOutId, memberId, seen, act, reason, span }: SentMemberAct
): Promise<void> {
	const action = 'roll_out_member_changed';
	return edit(db, actor, plan, {
		...{ raises: 'reported', action, kind: 'roll_out', id: rollOutId, version: seen, reason },
		read: async (trx) => {
			const rollOut = await lock(trx, { planId: plan.id, id: rollOutId, drafts: false });
			const member = rollOut?.members.find(({ id }) => id === memberId);
			if (!rollOut || !member) return undefined;
			refuseWithdrawn(rollOut);
			const ids = organisationsIn(rollOut.members, act);
			const nameOf = await acronymsOf(trx, ids, 'organisation');
			const problems = actProblems(rollOut, member, act, { span, nameOf });
			const states = problems.length > 0 ? [] : statesAfter(member, act, reason);
			const before = lastState(member);
			const newest = member.states.reduce((last, { id }) => (+id > +last ? id : last), '0');
			return {
				...{ states, problems, version: newest },
				code: `${rollOut.versions.at(-1)!.setup.title}: ${inWords(rollOut, before, nameOf)['name']}`,
				changes: changes(
					inWords(rollOut, before, nameOf),
					inWords(rollOut, states.at(-1) ?? before, nameOf)
				)
			};
		},
		write: async (trx, { states }) => {
			const rows = states.map((state) => ({ ...state, memberId }));
			await insertMemberStates(trx, rollOutId, rows, { byUser: userOf(actor) });
			return { result: undefined };
		}
	});
}
