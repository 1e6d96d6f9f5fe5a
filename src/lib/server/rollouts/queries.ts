/** Roll-outs of a plan: their set-up, who takes part, and what was said of each, as known in a scope. */
import { sql } from 'kysely';
import type {
	MemberState,
	RollOutRecord,
	RollOutVersion,
	StepEntry
} from '#lib/domain/rollout/records.ts';
import type { RollOutSetup } from '#lib/domain/rollout/setup.ts';
import type { Db } from '../db/connect.ts';
import { isReported, wasKnown, type AsKnown } from '../facts/as-known.ts';

interface Head {
	id: string;
	slug: string;
}

type OfRollOut<Row> = Row & { rollOutId: string };

const headsOf = (db: Db, known: AsKnown): Promise<Head[]> =>
	db
		.selectFrom('roll_out')
		.where('plan_id', '=', known.planId)
		.where(wasKnown(known, 'roll_out.recorded_at'))
		.select(['id', 'slug'])
		.orderBy('id')
		.execute();

/** By the day from which each holds; of one day as they were recorded. */
const inOrder = sql`state.holds_from, state.id`;

async function versionsOf(db: Db, known: AsKnown): Promise<OfRollOut<RollOutVersion>[]> {
	const { rows } = await sql<
		OfRollOut<Omit<RollOutVersion, 'setup'>> & {
			elementId: string | null;
			setup: Omit<RollOutSetup, 'elementId'>;
		}
	>`
		select state.id, state.roll_out_id as "rollOutId", state.element_id as "elementId",
			state.holds_from as "from", state.setup, state.withdrawn, state.state_reason as reason
		from roll_out_version state join roll_out on roll_out.id = state.roll_out_id
		where roll_out.plan_id = ${known.planId} and ${wasKnown(known, 'state.recorded_at')}
		order by ${inOrder}
	`.execute(db);
	return rows.map(({ elementId, setup, ...row }) => ({ ...row, setup: { ...setup, elementId } }));
}

async function memberStatesOf(
	db: Db,
	known: AsKnown
): Promise<OfRollOut<MemberState & { memberId: string }>[]> {
	const { rows } = await sql<OfRollOut<MemberState & { memberId: string }>>`
		select state.id, state.roll_out_id as "rollOutId", state.member_id as "memberId",
			state.holds_from as "from", state.wave_id as "waveId",
			state.organisation_id as "organisationId", state.member_label as label, state.standing,
			state.into_id as "intoId", state.state_reason as reason, state.origin
		from roll_out_member_state state join roll_out on roll_out.id = state.roll_out_id
		where roll_out.plan_id = ${known.planId} and ${wasKnown(known, 'state.recorded_at')}
		order by ${inOrder}
	`.execute(db);
	return rows;
}

async function entriesOf(db: Db, known: AsKnown): Promise<OfRollOut<StepEntry>[]> {
	const { rows } = await sql<OfRollOut<StepEntry>>`
		select entry.id, entry.roll_out_id as "rollOutId", entry.member_id as "memberId",
			entry.step_id as "stepId", entry.step_state as state, entry.on_day as "on", entry.evidence,
			entry.note, entry.corrects_id as "correctsId", entry.report_id as "reportId",
			person.name as by, entry.recorded_at as at, entry.origin
		from roll_out_entry entry
		join roll_out on roll_out.id = entry.roll_out_id
		left join user_account person on person.id = entry.by_user
		where roll_out.plan_id = ${known.planId} and ${isReported(known, 'entry')}
		order by entry.id
	`.execute(db);
	return rows;
}

/** Of each organisation its states, in the order in which they joined. */
const membersOf = (states: readonly OfRollOut<MemberState & { memberId: string }>[]) =>
	[...Map.groupBy(states, ({ memberId }) => memberId)]
		.map(([id, own]) => ({
			id,
			states: own.map(({ memberId: _member, rollOutId: _rollOut, ...state }) => state)
		}))
		.toSorted((one, other) => Number(BigInt(one.id) - BigInt(other.id)));

/** All of a plan that were known, in the order in which they were made; those that were withdrawn too. */
export async function ofPlan(db: Db, known: AsKnown): Promise<RollOutRecord[]> {
	const [heads, versions, states, entries] = await Promise.all([
		headsOf(db, known),
		versionsOf(db, known),
		memberStatesOf(db, known),
		entriesOf(db, known)
	]);
	const own = <Row extends { rollOutId: string }>(rows: readonly Row[], id: string) =>
		rows.filter(({ rollOutId }) => rollOutId === id);
	return heads.map(({ id, slug }) => ({
		...{ id, slug },
		versions: own(versions, id).map(({ rollOutId: _, ...version }) => version),
		members: membersOf(own(states, id)),
		entries: own(entries, id).map(({ rollOutId: _, ...entry }) => entry)
	}));
}

/** What organisations are called. */
export interface OrganisationCalled {
	slug: string;
	name: string;
	acronym: string;
}

/** Those that take part or took part in some roll-outs, by id. */
export async function organisationsOf(
	db: Db,
	rollOuts: readonly RollOutRecord[]
): Promise<Map<string, OrganisationCalled>> {
	const ids = rollOuts.flatMap(({ members }) =>
		members.flatMap(({ states }) => states.flatMap(({ organisationId }) => organisationId ?? []))
	);
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom('organisation')
		.where('id', 'in', [...new Set(ids)])
		.select(['id', 'slug', 'name', 'acronym'])
		.execute();
	return new Map(rows.map(({ id, ...called }) => [id, called]));
}
