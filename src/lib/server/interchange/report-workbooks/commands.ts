/** Takes a report's workbook: all of it, or nothing, by the commands that its forms have. */
import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { At } from '#lib/domain/interchange/cells.ts';
import { isAsked, questionKey, type Problem } from '#lib/domain/entries/entered.ts';
import { changes } from '#lib/domain/records/changes.ts';
import type { Actor } from '#lib/domain/records/permissions.ts';
import {
	compareItem,
	rowsByItem,
	type ComparedItem,
	type StrayRow
} from '#lib/domain/report-workbook/compare.ts';
import { activityEntry, lineEntry, measurementEntry } from '#lib/domain/report-workbook/entries.ts';
import type { ItemFields } from '#lib/domain/report-workbook/fields.ts';
import { keyOf, type DownloadedItem, type EnteredNow } from '#lib/domain/report-workbook/items.ts';
import type { Reading } from '#lib/domain/report-workbook/read-field.ts';
import type { ReportItem, ReportItemKind } from '#lib/domain/reporting/items.ts';
import type { Db, Trx } from '../../db/connect.ts';
import { measure } from '../../reports/measurements.ts';
import { atHand } from '../../reports/reports.ts';
import { newestSpending, reportSpending } from '../../reports/spending.ts';
import { recordUpdate } from '../../reports/updates.ts';
import { Invalid, NotFound, Refused } from '../../writing/refusals.ts';
import type { SentForm } from '../../writing/sent-forms.ts';
import { write, type Batch } from '../../writing/write.ts';
import type { AskedItem } from './contents.ts';
import { lastMeasurements, lastSpending, lastUpdates } from './entered-now.ts';
import { WorkbookRefused, type ReportWorkbook } from './uploads.ts';

/** Of two versions of an item, which a person wants: the workbook's, or what was entered meanwhile. */
export type Choice = 'workbook' | 'entered';

/** An item as a preview shows it. */
export interface ReviewedItem extends ComparedItem {
	/** What the commands find wrong with it, by the fields of their forms. */
	problems: Problem[];
	/** Why the report does not take it; null: it does. */
	refusal: Refused | 'not_yours' | null;
	/** What is asked about it: it may be meant so. */
	questions: Problem[];
}

export interface Review {
	items: ReviewedItem[];
	stray: StrayRow[];
	/** Rows of what is in the report no more: they are left out. */
	gone: At[];
	/** Of all that the workbook says, and of what stands there: another one is another review. */
	mark: string;
}

export interface Reviewing {
	workbook: ReportWorkbook;
	/** What the report asks for today. */
	asked: readonly AskedItem[];
	/** Of which one is the person's: the report's organisation, and those that report through it. */
	organisationIds: readonly string[];
	reading: Reading;
	/** For each conflict. */
	choices: ReadonlyMap<string, Choice>;
	now: Date;
	/** In the plan's time zone. */
	today: string;
}

export interface Taking extends Reviewing {
	name: string;
	/** The mark of the review that was seen. */
	seen: string;
	/** What was asked is meant so. */
	meant: boolean;
	request?: SentForm;
}

/** The review is not what is taken: rows are refused, or somebody has yet to choose or to confirm. */
export class NotFit extends Error {
	override name = 'NotFit';
	readonly review: Review;
	readonly why: 'refused' | 'unchosen' | 'unmeant';

	constructor(review: Review, why: NotFit['why']) {
		super(why);
		this.review = review;
		this.why = why;
	}
}

/** Ends a rehearsal: all of it is undone, and what it found is carried out. */
class Rehearsed extends Error {
	readonly review: Review;

	constructor(review: Review) {
		super('rehearsed');
		this.review = review;
	}
}

interface Beside {
	item: DownloadedItem;
	fields: ItemFields;
	parts: string[];
}

/** What was downloaded and is still asked for. */
function beside({ workbook, asked }: Reviewing): Beside[] {
	const known = new Map(asked.map((one) => [keyOf(one.item), one]));
	return workbook.identity.items.flatMap((item) => {
		const found = known.get(keyOf(item));
		return found ? [{ item, fields: found.fields, parts: found.parts }] : [];
	});
}

const idsOf = (kind: ReportItemKind, items: readonly Beside[]) =>
	items.flatMap(({ item }) => (item.kind === kind ? [item.id] : []));

/**
 * Keeps others who enter something of these items, or who send the report, waiting until this ends. All
 * rows are locked before the plan, as everywhere, and in one order.
 */
async function lockItems(trx: Trx, { identity }: ReportWorkbook, items: Beside[]): Promise<void> {
	await sql`
		select id from report where period_id = ${identity.periodId}
			and organisation_id = ${identity.organisationId} for no key update
	`.execute(trx);
	const ids = { element: idsOf('activity', items), line: idsOf('line', items) };
	await sql`
		select id from element where id = any(${ids.element}::bigint[]) or id in (
			select element_id from budget_line where id = any(${ids.line}::bigint[])
		) order by id for no key update
	`.execute(trx);
	await sql`
		select id from kpi where id = any(${idsOf('kpi', items)}::bigint[]) order by id for no key update
	`.execute(trx);
	await sql`
		select id from budget_line where id = any(${ids.line}::bigint[]) order by id for share
	`.execute(trx);
}

const nothing: EnteredNow = { seen: null, values: {}, by: null };

function markOf(all: readonly ComparedItem[], stray: readonly StrayRow[]): string {
	const said = all.map(({ places: _, ...item }) => item);
	const text = JSON.stringify([said, stray], (_, value: unknown) =>
		typeof value === 'bigint' ? String(value) : value
	);
	return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

async function compared(trx: Trx, reviewing: Reviewing, items: Beside[]) {
	const entered: Record<ReportItemKind, ReadonlyMap<string, EnteredNow>> = {
		activity: await lastUpdates(trx, idsOf('activity', items), 'arrival'),
		kpi: await lastMeasurements(trx, idsOf('kpi', items)),
		line: await lastSpending(trx, idsOf('line', items), 'arrival')
	};
	const { identity, rows: all } = reviewing.workbook;
	const { byItem, stray, gone } = rowsByItem(all, items, identity.items);
	const each = items.map(({ item, fields }) => {
		const now = entered[item.kind].get(item.id) ?? nothing;
		const rows = byItem.get(keyOf(item)) ?? [];
		return { ...compareItem({ item, fields, now }, rows, reviewing.reading), newest: now.seen };
	});
	return { all: each, stray, gone, mark: markOf(each, stray) };
}

type Compared = Awaited<ReturnType<typeof compared>>;

interface Storing {
	actor: Actor;
	/** Whose workbook it is. */
	organisationId: string;
	batch: Batch;
	now: Date;
}

type ToStore = ComparedItem & { newest: string | null };

/** Stores an item as its form would. */
async function store(
	trx: Trx,
	{ kind, id, values, newest }: ToStore,
	{ actor, organisationId: behalfOf, batch, now }: Storing,
	confirmed: readonly string[]
): Promise<string> {
	const requestId = randomUUID();
	if (kind === 'activity') {
		const which = { activityId: id, requestId, seen: newest, confirmed, behalfOf };
		return await recordUpdate(trx, actor, { ...activityEntry(values), ...which }, now, batch);
	}
	if (kind === 'kpi') {
		const which = { kpiId: id, requestId, seen: newest, behalfOf };
		return await measure(trx, actor, { ...measurementEntry(values), ...which }, now, batch);
	}
	const { element_id: activityId } = await trx
		.selectFrom('budget_line')
		.where('id', '=', id)
		.select('element_id')
		.executeTakeFirstOrThrow();
	const seen = (await newestSpending(trx, activityId))?.id ?? null;
	const lines = [{ ...lineEntry(id, values), requestId }];
	const sent = { activityId, asOf: values['as_of'] || null, lines, seen, behalfOf };
	return await reportSpending(trx, actor, sent, now, batch);
}

type Found = Pick<ReviewedItem, 'problems' | 'refusal' | 'questions'>;

const fine: Found = { problems: [], refusal: null, questions: [] };

function foundIn(cause: unknown): Found {
	if (cause instanceof Invalid) return { ...fine, problems: cause.problems };
	if (cause instanceof Refused) return { ...fine, refusal: cause };
	if (cause instanceof NotFound) return { ...fine, refusal: 'not_yours' };
	throw cause;
}

/** Runs one part of the whole; what fails is undone alone. */
async function attempt(trx: Trx, keepIt: boolean, part: () => Promise<unknown>): Promise<Found> {
	await sql`savepoint item`.execute(trx);
	let found = fine;
	try {
		await part();
	} catch (cause) {
		found = foundIn(cause);
	}
	const isKept = keepIt && found === fine;
	await (isKept ? sql`release savepoint item` : sql`rollback to savepoint item`).execute(trx);
	return found;
}

/** Tries an item, and where something is only asked about it, once more as if that were meant so. */
async function tried(trx: Trx, item: ToStore, storing: Storing): Promise<Found> {
	// with cells that cannot be read it is tried too, so that all that is wrong is said at once
	const isWhole = item.refused.length === 0;
	const act = (confirmed: readonly string[]) =>
		attempt(trx, isWhole, () => store(trx, item, storing, confirmed));
	const found = await act([]);
	const { problems } = found;
	if (problems.length === 0 || !problems.every(isAsked)) return found;
	return { ...(await act(problems.map(questionKey))), questions: problems };
}

const isToStore = ({ state }: ComparedItem, choice: Choice | undefined): boolean =>
	state === 'changed' || state === 'refused' || (state === 'conflict' && choice !== 'entered');

/** A line's fields are named with its id in its form, where lines stand beside each other. */
const cellOf = ({ kind, id }: ReportItem, { field, ...problem }: Problem): Problem => ({
	...problem,
	field: kind === 'line' ? field.replace(`-${id}`, '') : field
});

/** What the commands find wrong in a field that cannot be read says nothing new. */
function reviewedItem({ newest: _, ...item }: ToStore, found: Found): ReviewedItem {
	const unread = new Set(item.refused.map(({ field }) => field));
	const problems = found.problems
		.map((problem) => cellOf(item, problem))
		.filter(({ field }) => !unread.has(field));
	const isRefused = problems.length > 0 || found.refusal !== null;
	return { ...item, ...found, problems, state: isRefused ? 'refused' : item.state };
}

/** Stores all that the workbook says otherwise than what stands there, and says what came of it. */
async function storeAll(
	trx: Trx,
	reviewing: Reviewing,
	{ all, stray, gone, mark }: Compared,
	storing: Storing
): Promise<Review> {
	const items: ReviewedItem[] = [];
	for (const item of all) {
		const wanted = isToStore(item, reviewing.choices.get(keyOf(item)));
		items.push(reviewedItem(item, wanted ? await tried(trx, item, storing) : fine));
	}
	return { items, stray, gone, mark };
}

/** Throws WorkbookRefused where the report became another since the file was sent. */
async function refuseMoved(trx: Trx, { workbook: { identity }, today }: Reviewing): Promise<void> {
	const { planId, organisationId } = identity;
	const report = await atHand(trx, { planId, organisationId, today });
	if ((report?.period.id ?? null) !== identity.periodId)
		throw new WorkbookRefused('other_period', identity);
	if (report?.open === false) throw new WorkbookRefused('report_closed', identity);
}

function whyNotFit({ items, stray }: Review, { choices, meant }: Taking): NotFit['why'] | null {
	if (stray.length > 0 || items.some(({ state }) => state === 'refused')) return 'refused';
	const isOpen = (item: ReviewedItem) => item.state === 'conflict' && !choices.has(keyOf(item));
	if (items.some(isOpen)) return 'unchosen';
	return !meant && items.some(({ questions }) => questions.length > 0) ? 'unmeant' : null;
}

/** How many items are stored. */
export interface Taken {
	stored: number;
}

function fit(review: Review, taking: Taking): Taken {
	const why = whyNotFit(review, taking);
	if (why !== null) throw new NotFit(review, why);
	const { choices } = taking;
	const stored = review.items.filter((one) => isToStore(one, choices.get(keyOf(one))));
	return { stored: stored.length };
}

/** Whether nothing is to be stored and nothing to be refused. */
const isNothing = ({ all, stray }: Compared, taking: Taking | null): boolean =>
	stray.length === 0 && !all.some((one) => isToStore(one, taking?.choices.get(keyOf(one))));

function run(db: Db, actor: Actor, reviewing: Reviewing, taking: Taking | null): Promise<Taken> {
	const { identity } = reviewing.workbook;
	const about = { kind: 'organisation', id: identity.organisationId };
	return write(db, actor, {
		may: 'write_report',
		owned: true,
		raises: 'reported',
		form: taking ? { about, seen: taking.seen } : undefined,
		request: taking?.request,
		// a rehearsal says what it found, also where that is nothing
		unchanged: taking ? { stored: 0 } : undefined,
		read: async (trx) => {
			const items = beside(reviewing);
			await lockItems(trx, reviewing.workbook, items);
			const { planId } = identity;
			const { organisationIds } = reviewing;
			const found = await compared(trx, reviewing, items);
			const made = changes({}, isNothing(found, taking) ? {} : { workbook: taking?.name ?? '' });
			return { planId, organisationIds, compared: found, version: found.mark, changes: made };
		},
		write: async (trx, { compared: found }, { onBehalf }) => {
			await refuseMoved(trx, reviewing);
			const batch: Batch = { entries: [], asksOfParts: true };
			const { organisationId } = identity;
			const storing = { actor, organisationId, batch, now: reviewing.now };
			const review = await storeAll(trx, reviewing, found, storing);
			if (!taking) throw new Rehearsed(review);
			const taken = fit(review, taking);
			const behalf = onBehalf ? { on_behalf_of: identity.organisationId } : {};
			const said = { workbook: taking.name, period: identity.period, items: taken.stored };
			const detail = { ...said, ...behalf };
			const entry = {
				action: 'report_workbook_taken',
				subjectKind: about.kind,
				subjectId: about.id,
				detail
			};
			return { result: taken, batch, entry };
		}
	});
}

/**
 * What taking the workbook would do now: all of it is done and undone again, so that nothing is judged
 * by other rules than when it is taken. Nothing is written.
 *
 * @throws WorkbookRefused; NotFound
 */
export async function review(db: Db, actor: Actor, reviewing: Reviewing): Promise<Review> {
	try {
		await run(db, actor, reviewing, null);
	} catch (cause) {
		if (cause instanceof Rehearsed) return cause.review;
		throw cause;
	}
	throw new TypeError('a rehearsal stores nothing');
}

/**
 * Takes all that the review showed, in one transaction.
 *
 * @throws NotFit; Conflict where something was entered since the review; WorkbookRefused; NotFound
 */
export const take = (db: Db, actor: Actor, taking: Taking): Promise<Taken> =>
	run(db, actor, taking, taking);
