/** Records of work are added, changed and withdrawn; each act appends a state, and none is ever lost. */
import type { Problem } from '#lib/domain/entries/entered.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { ValuesOfRecord, WorkRecord } from '#lib/kinds/work-records.ts';
import type { Db, Trx } from '../db/connect.ts';
import { refuseInDraft } from '../writing/drafting.ts';
import { edit, type EditedPlan } from '../writing/editing.ts';
import { Refused } from '../writing/refusals.ts';
import { append } from './append.ts';
import { find, ofSubject, type RecordState } from './queries.ts';
import { inWords, rules, type About } from './rules.ts';
import { lockSubject, refuseRetired, type Subject } from './subject.ts';

/** A record as the form that is sent was made from it. */
export interface RecordAtVersion {
	id: string;
	version: string;
}

export interface SentRecord<Of extends WorkRecord> {
	values: ValuesOfRecord<Of>;
	/** In one sentence; null where the record explains itself. */
	reason: string | null;
	/** In the plan's time zone. */
	today: IsoDate;
}

function refuseUnfit<Of extends WorkRecord>(of: Of, subject: Subject): void {
	refuseRetired(subject);
	if (!rules[of].of.includes(subject.kind)) throw new Refused('', 'impossible');
	if (subject.unadopted && !rules[of].beforeAdoption) throw new Refused('', 'plan_unadopted');
}

/** What is wrong with an entry by itself; where nothing is, what the database tells of it is refused. */
async function problemsOf<Of extends WorkRecord>(
	trx: Trx,
	of: Of,
	values: ValuesOfRecord<Of>,
	about: About
): Promise<Problem[]> {
	const problems = rules[of].problems(values, about);
	if (problems.length === 0) await rules[of].check?.(trx, values, about.subject);
	return problems;
}

/** Refuses a second one of what there is one alone of. */
async function refuseSecond<Of extends WorkRecord>(
	trx: Trx,
	of: Of,
	subject: Subject,
	{ values, id }: { values: ValuesOfRecord<Of>; id?: string }
): Promise<void> {
	const { alone } = rules[of];
	if (!alone) return;
	const others = await ofSubject(trx, of, subject);
	const other = others.find(
		(one) => !one.withdrawn && one.id !== id && alone.same(one.values, values)
	);
	if (other) throw new Refused(alone.field, alone.reason);
}

/**
 * Adds a record to an element, or to the plan as a whole; its id is returned.
 *
 * @throws Invalid; Refused in a draft of an amendment, of what went out of the plan, and beside the field
 *   that names what is not there; NotFound; NotAllowed
 */
export function add<Of extends WorkRecord>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	of: Of,
	{ elementId, values, reason, today }: SentRecord<Of> & { elementId: string | null }
): Promise<string> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: `${of}_added`, kind: of, reason },
		read: async (trx) => {
			refuseInDraft(trx, '');
			const subject = await lockSubject(trx, plan.id, elementId);
			if (!subject) return undefined;
			refuseUnfit(of, subject);
			await refuseSecond(trx, of, subject, { values });
			const sent = await inWords(trx, rules[of], values, { subject });
			return {
				code: rules[of].name(values, subject),
				changes: changes({}, sent),
				problems: await problemsOf(trx, of, values, { subject, today })
			};
		},
		write: async (trx) => {
			const id = await append(trx, of, {
				...{ record: null, elementId, planId: plan.id, values, reason }
			});
			return { result: id, id };
		}
	});
}

/** A record that is changed, with what it is of, locked. */
async function lockRecord<Of extends WorkRecord>(
	trx: Trx,
	of: Of,
	planId: string,
	id: string
): Promise<{ state: RecordState<Of>; subject: Subject } | undefined> {
	refuseInDraft(trx, '');
	const unlocked = await find(trx, of, { planId, id });
	const subject = unlocked && (await lockSubject(trx, planId, unlocked.elementId));
	// somebody else may have been first
	const state = subject && (await find(trx, of, { planId, id }));
	if (!state) return undefined;
	if (state.withdrawn) throw new Refused('', 'withdrawn_already');
	return { state, subject };
}

/**
 * Changes a record; says whether anything is other than before.
 *
 * @throws Conflict where it was changed since `version`; and as {@link add}
 */
export function change<Of extends WorkRecord>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	of: Of,
	at: RecordAtVersion,
	{ values, reason, today }: SentRecord<Of>
): Promise<boolean> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: `${of}_changed`, kind: of, reason, unchanged: false },
		...at,
		read: async (trx) => {
			const locked = await lockRecord(trx, of, plan.id, at.id);
			if (!locked) return undefined;
			const { state, subject } = locked;
			refuseUnfit(of, subject);
			await refuseSecond(trx, of, subject, { values, id: at.id });
			const stored = state.values;
			return {
				elementId: state.elementId,
				code: rules[of].name(values, subject),
				version: state.version,
				stored: await inWords(trx, rules[of], stored, { subject, stored }),
				sent: await inWords(trx, rules[of], values, { subject, stored }),
				problems: await problemsOf(trx, of, values, { subject, today })
			};
		},
		write: async (trx, { elementId }) => {
			await append(trx, of, { record: at.id, elementId, planId: plan.id, values, reason });
			return { result: true };
		}
	});
}

/**
 * Takes a record back: it stands no more, and its states stay. What is of something that went out of the
 * plan can be withdrawn too.
 *
 * @throws Conflict where it was changed since `version`; Refused where it was withdrawn already, and in a
 *   draft of an amendment; NotFound; NotAllowed
 */
export function withdraw<Of extends WorkRecord>(
	db: Db,
	actor: Actor,
	plan: EditedPlan,
	of: Of,
	at: RecordAtVersion,
	reason: string
): Promise<void> {
	return edit(db, actor, plan, {
		...{ raises: 'reported', action: `${of}_withdrawn`, kind: of, reason },
		...at,
		read: async (trx) => {
			const locked = await lockRecord(trx, of, plan.id, at.id);
			if (!locked) return undefined;
			const { state, subject } = locked;
			return {
				state,
				code: rules[of].name(state.values, subject),
				version: state.version,
				changes: changes({ withdrawn: false }, { withdrawn: true })
			};
		},
		write: async (trx, { state: { elementId, values } }) => {
			const withdrawn = { record: at.id, elementId, planId: plan.id, values, withdrawn: true };
			await append(trx, of, { ...withdrawn, reason });
			return { result: undefined };
		}
	});
}
