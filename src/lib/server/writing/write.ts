/**
 * The frame of every write: one transaction, the right to it, what was stored since the form was read,
 * what is wrong, the plan's revision, where fields come from, and the audit entry last of all.
 */
import { sql } from 'kysely';
import { changedFields, changes, type Changes, type Fields } from '#lib/domain/records/changes.ts';
import { isAsked, isMeant, type Problem } from '#lib/domain/entries/entered.ts';
import { permission, type Action, type Actor } from '#lib/domain/records/permissions.ts';
import type { Db, Trx } from '../db/connect.ts';
import { refusalOf } from './constraints.ts';
import { append, type AuditEntry } from './entries.ts';
import { explainFields, type Explained } from './provenance.ts';
import {
	Conflict,
	Invalid,
	NotAllowed,
	NotFound,
	NotOwned,
	type Thing,
	type Version
} from './refusals.ts';
import { refuseBrokenDays } from './broken-days.ts';
import { countDenial, type Denial } from './denials.ts';
import { lookAhead } from './effects.ts';
import { indexPlan } from '../search/commands.ts';
import { correct, forgetDays, type DatedRevision } from './dating.ts';
import { raiseDraftRevision, raiseRevision, raiseStructureRevision } from './revision.ts';
import { draftedIn, type Drafted } from './drafting.ts';
import { noteWrites, writtenChanges } from './written.ts';
import { answered, remember, type SentForm } from './sent-forms.ts';

/** What a transaction did. */
export interface Transacted<Result> {
	result: Result;
	/** One an act, in order; none: nothing was done, or nothing that the log speaks of. */
	entries: AuditEntry[];
}

/**
 * The small form, for accounts and sessions, which have no plan and nobody to ask: a transaction and
 * what the log says of it. What the database refuses comes back as a `Refused` that names its field.
 */
export async function transact<Result>(
	db: Db,
	act: (trx: Trx) => Promise<Transacted<Result>>
): Promise<Result> {
	const drafted = draftedIn(db);
	if (drafted) return await draft(db as Trx, drafted, act);
	try {
		return await db.transaction().execute(async (trx) => {
			const { result, entries } = await act(trx);
			for (const entry of entries) await append(trx, entry);
			return result;
		});
	} catch (cause) {
		throw refusalOf(cause) ?? cause;
	}
}

/** Within a draft's transaction: what fails is undone alone, and the log is written when it ends. */
async function draft<Result>(
	trx: Trx,
	drafted: Drafted,
	act: (trx: Trx) => Promise<Transacted<Result>>
): Promise<Result> {
	await sql`savepoint act`.execute(trx);
	try {
		const { result, entries } = await act(trx);
		drafted.entries.push(...entries);
		await sql`release savepoint act`.execute(trx);
		return result;
	} catch (cause) {
		await sql`rollback to savepoint act`.execute(trx);
		throw refusalOf(cause) ?? cause;
	}
}

/** Notes that somebody was refused what the role does not allow. */
export const noteDenial = (db: Db, denial: Denial, now: Date): Promise<void> =>
	transact(db, async (trx) => ({
		result: undefined,
		entries: await countDenial(trx, denial, now)
	}));

/** What a command has read and locked. What is written later than that must be locked by it too. */
export interface Found<Result> {
	/** Whose revision rises; null: no plan shows it. */
	planId: string | null;
	/** Of an owned thing: the organisations that may write. */
	organisationIds?: readonly string[];
	/** What this same form was answered when it came before. */
	repeated?: Result;
	/** It said something else then. */
	contradicts?: boolean;
	version?: Version;
	/** All fields of a form, as they are stored and as they were sent. */
	stored?: Fields;
	sent?: Fields;
	/** What differs, where the form is an act and not one of fields. */
	changes?: Changes;
	problems?: Problem[];
}

/** By whom something is written, and what is other than before. */
export interface Writing {
	actorId: string;
	/** Written for the organisation that it belongs to; the audit log says so. */
	onBehalf: boolean;
	made: Changes;
	/** The revision under which versions of the plan are appended; null: none is raised, or it is a draft. */
	dated: DatedRevision | null;
}

/**
 * Commands that are parts of another, made in its transaction: what the log says of each, in order. Its
 * frame raises the revision once and appends the entries.
 */
export interface Batch {
	entries: AuditEntry[];
	/** What is asked about a part is asked of it, not of the whole. */
	asksOfParts?: boolean;
	/** The revision of the whole, for parts that append versions of their own days. */
	dated?: DatedRevision | null;
}

export interface Done<Result> {
	result: Result;
	/** The parts of which it was made. */
	batch?: Batch;
	/** Left out where there was nothing to do after all. */
	entry?: Omit<AuditEntry, 'actorId' | 'planId'>;
	explains?: Explained[];
}

/** Which revision of a plan rises: its own too, or only that of all that it shows. */
export type Raised = 'structure' | 'reported' | 'nothing';

/** How a command changes a plan's revision. */
interface Revising {
	raises: Raised;
	/** Why, where it changes the plan itself: in one sentence. */
	reason?: string | null;
	/** The amendment that it adopts; left out: the record of the plan is corrected. */
	amendmentId?: string;
}

export interface Command<F extends Found<Result>, Result> extends Revising {
	/** What the actor must have the right to. */
	may: Action;
	/** Asked of the organisations that `read` finds: what is another's is not there. */
	owned?: boolean;
	/** What the form was about, and the version of it that it was made from; left out of what is added. */
	form?: { about: Thing; seen: Version };
	/** Left out where no form asks, and where the rows themselves keep the ids of their forms. */
	request?: SentForm;
	/** What was asked of the form and is meant so. */
	confirmed?: readonly string[];
	/** The answer where what was sent is what is stored; left out where the act always changes something. */
	unchanged?: Result;
	/** The command that this one is a part of: `db` is its transaction. What is asked was asked of the whole. */
	batch?: Batch;
	/** Undefined: there is no such thing. */
	read: (trx: Trx) => Promise<F | undefined>;
	write: (trx: Trx, found: F, writing: Writing) => Promise<Done<Result>>;
}

type Allowed = Omit<Writing, 'made' | 'dated'>;

function allowed(actor: Actor, may: Action, organisationIds?: readonly string[]): Allowed {
	const permitted = permission(actor, may, organisationIds && { organisationIds });
	if (permitted === 'refused' || actor.kind === 'public')
		throw organisationIds ? new NotOwned() : new NotAllowed();
	return { actorId: actor.id, onBehalf: permitted === 'on_behalf' };
}

function refuse<F extends Found<Result>, Result>(
	{ form, request, batch, confirmed = request?.confirmed ?? [] }: Command<F, Result>,
	{ contradicts, version = null, stored, sent, problems = [] }: Found<Result>
): void {
	if (form && (contradicts || form.seen !== version))
		throw new Conflict(form.about, version, stored, sent);
	const askedOfWhole = batch !== undefined && !batch.asksOfParts;
	const meant = (problem: Problem) =>
		isMeant(problem, confirmed) || (askedOfWhole && isAsked(problem));
	if (!problems.every(meant)) throw new Invalid(problems);
}

/** Raises the revision; where the plan itself changes, what is written of it from here on gets its days. */
async function raise(
	trx: Trx,
	{ raises, reason = null, amendmentId }: Pick<Revising, 'raises' | 'reason' | 'amendmentId'>,
	planId: string | null,
	actorId: string
): Promise<DatedRevision | null> {
	if (planId === null || raises === 'nothing' || draftedIn(trx)) return null;
	if (raises === 'structure') {
		if (await raiseDraftRevision(trx, planId)) return null;
		const dated = await raiseStructureRevision(trx, planId, { actorId, reason, amendmentId });
		await noteWrites(trx);
		return dated;
	}
	await raiseRevision(trx, planId);
	return null;
}

/**
 * Runs a command and records it. One that changes nothing, or came before, leaves no trace.
 *
 * @throws NotAllowed; NotFound, also for what is another's; Conflict where something else is stored
 *   than the form was made from; Invalid; Refused; Foreseen; and whatever the command throws
 */
export async function write<F extends Found<Result>, Result>(
	db: Db,
	actor: Actor,
	command: Command<F, Result>
): Promise<Result> {
	if (command.batch) return await asPart(db, actor, command, command.batch);
	try {
		return await attempt(db, actor, command);
	} catch (cause) {
		await noteRefused(db, actor, command, cause);
		throw cause;
	}
}

/** Runs a command within another's transaction. What the database refuses ends the whole. */
async function asPart<F extends Found<Result>, Result>(
	db: Db,
	actor: Actor,
	command: Command<F, Result>,
	batch: Batch
): Promise<Result> {
	if (!db.isTransaction) throw new TypeError('a part is made in the transaction of the whole');
	try {
		const part = { ...command, raises: 'nothing' } as const;
		const anyhow = command.owned ? undefined : allowed(actor, command.may);
		const done = await run(db as Trx, actor, part, anyhow);
		batch.entries.push(...done.entries);
		return done.result;
	} catch (cause) {
		throw refusalOf(cause) ?? cause;
	}
}

/** A command that somebody may not give is on record. */
async function noteRefused<F extends Found<Result>, Result>(
	db: Db,
	actor: Actor,
	{ may, form }: Command<F, Result>,
	cause: unknown
): Promise<void> {
	const refused = cause instanceof NotAllowed || cause instanceof NotOwned;
	if (!refused || actor.kind === 'public') return;
	const about = { subjectKind: form?.about.kind ?? 'command', subjectId: form?.about.id ?? null };
	const command = { ...about, detail: { may } };
	const what = [may, form?.about.kind, form?.about.id].filter(Boolean).join(' ');
	await noteDenial(db, { userId: actor.id, what, command }, new Date());
}

async function attempt<F extends Found<Result>, Result>(
	db: Db,
	actor: Actor,
	command: Command<F, Result>
): Promise<Result> {
	const { may, owned, request } = command;
	const anyhow = owned ? undefined : allowed(actor, may);
	return await transact(db, async (trx) => {
		const before = request && (await answered<Result>(trx, request));
		if (before) return { result: before.result, entries: [] };
		const done = await run(trx, actor, command, anyhow);
		if (request && done.entries.length > 0) await keepAnswer(trx, request, done.result);
		return done;
	});
}

async function keepAnswer(trx: Trx, form: SentForm, result: unknown): Promise<void> {
	const drafted = draftedIn(trx);
	if (drafted) drafted.answered.push({ form, result });
	else await remember(trx, form, result);
}

/** Gives what was written of the plan its days, or keeps it with the draft; says where fields come from now. */
async function settle(
	trx: Trx,
	dated: DatedRevision | null,
	explains: Explained[],
	reason: string | null
): Promise<void> {
	const drafted = draftedIn(trx);
	if (drafted) {
		const changes = await writtenChanges(trx);
		drafted.changes.push(...changes.map((change) => ({ change, reason })));
		return;
	}
	if (dated !== null) {
		await correct(trx, dated);
		await refuseBrokenDays(trx, dated.planId);
	}
	for (const explained of explains) await explainFields(trx, explained);
	if (dated !== null) await indexPlan(trx, dated.planId);
}

async function run<F extends Found<Result>, Result>(
	trx: Trx,
	actor: Actor,
	command: Command<F, Result>,
	anyhow: Allowed | undefined
): Promise<Transacted<Result>> {
	const { may, unchanged } = command;
	const found = await command.read(trx);
	if (!found) throw new NotFound();
	const by = anyhow ?? allowed(actor, may, found.organisationIds ?? []);
	if (found.repeated !== undefined) return { result: found.repeated, entries: [] };
	refuse(command, found);
	const made = found.changes ?? changes(found.stored ?? {}, found.sent ?? {});
	if (unchanged !== undefined && changedFields(made).length === 0)
		return { result: unchanged, entries: [] };
	const refuseUnmeant = await lookAhead(trx, command, found.planId);
	// before anything is written, so that others who write on the plan wait here: rows get their ids
	// as they are committed. Rows are locked before the plan everywhere, so nobody waits in a circle
	const dated = await raise(trx, command, found.planId, by.actorId);
	const writing = { ...by, made, dated: dated ?? command.batch?.dated ?? null };
	const { result, batch, entry, explains = [] } = await command.write(trx, found, writing);
	await settle(trx, dated, explains, command.reason ?? null);
	await refuseUnmeant();
	// nothing was raised though the plan itself was written: it is a draft
	const isDraft = dated === null && command.raises === 'structure' && !draftedIn(trx);
	if (isDraft && found.planId !== null) await forgetDays(trx, found.planId);
	const { actorId } = by;
	const own = entry ? [{ ...entry, actorId, planId: found.planId }] : [];
	return { result, entries: [...(batch?.entries ?? []), ...own] };
}
