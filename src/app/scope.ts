/** The scope of a page or a document, made here once: its days, edition, reading and language. */
import {
	isIsoDate,
	today as todayIn,
	type RefusedDay,
	type RefusedDayReason
} from '#lib/domain/records/dates.ts';
import { can, type Actor } from '#lib/domain/records/permissions.ts';
import { statusDate } from '#lib/domain/progress/reckoning-day.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { Scope, SnapshotKnown } from '#lib/domain/records/scope.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { setOut } from '#lib/server/facts/structure.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** No plan of e-government is older; what names an earlier day is a slip of the pen. */
const earliest: IsoDate = '1900-01-01';

/** Which of an address's days cannot be shown. */
export class BadDay extends Error {
	override name = 'BadDay';
	readonly refused: RefusedDay;

	constructor(asked: string, reason: RefusedDayReason) {
		super(asked);
		this.refused = { asked: asked.slice(0, 40), reason };
	}
}

/** A day that an address asks for, no later than today; null: it does not ask; throws {@link BadDay}. */
export function dayAsked(url: URL, name: 'as_of' | 'known_on', today: IsoDate): IsoDate | null {
	const asked = url.searchParams.get(name);
	if (asked === null || asked === '') return null;
	if (!isIsoDate(asked)) throw new BadDay(asked, 'not_a_day');
	if (asked < earliest) throw new BadDay(asked, 'too_early');
	if (asked > today) throw new BadDay(asked, 'to_come');
	return asked;
}

/** Whether an address asks for the plan as it was adopted; else it is as amended by the status date. */
export const isAgainstAdopted = (url: URL): boolean =>
	url.searchParams.get('against') === 'adopted';

/** Figures that are not published are asked for by somebody who may not see them. */
export class NotPublic extends Error {
	override name = 'NotPublic';
}

/** There is no snapshot under the number that an address asks for. */
export class NoSuchSnapshot extends Error {
	override name = 'NoSuchSnapshot';
}

/** The one snapshot that an address asks for; undefined: it does not ask; throws {@link NoSuchSnapshot}. */
async function snapshotAsked(
	db: Db,
	plan: PlanRow,
	url: URL | undefined
): Promise<SnapshotKnown | undefined> {
	const asked = url?.searchParams.get('snapshot') ?? '';
	if (asked === '') return undefined;
	const found = (await snapshots.all(db, plan)).find(({ id }) => id === asked);
	if (!found) throw new NoSuchSnapshot(asked.slice(0, 40));
	return found;
}

/** Who reads, and what is shown where an address does not say it. */
interface Reader {
	/** Left out: the public. */
	actor?: Actor;
	/** `published`: whoever asks, as of open data; left out: what the reader may see. */
	byDefault?: 'published';
}

/** Whether somebody may see what is not published, of all organisations. */
export const seesUnpublished = ({ actor }: Pick<Reader, 'actor'>): boolean =>
	actor !== undefined && can(actor, 'read_unpublished');

/**
 * The edition that an address asks for. A page's address is handed on from those who see more to those
 * who see less, and shows each what that one may see; open data is what it says, or is refused.
 */
function editionAsked(reader: Reader, url: URL | undefined): 'current' | 'published' {
	const may = seesUnpublished(reader);
	const isOpenData = reader.byDefault === 'published';
	const asked = url?.searchParams.get('edition') ?? (isOpenData ? 'published' : null);
	if (asked === 'current' && !may && isOpenData) throw new NotPublic();
	return may && asked !== 'published' ? 'current' : 'published';
}

/**
 * The scope in which an address shows a plan; throws {@link BadDay}, {@link NotPublic} and
 * {@link NoSuchSnapshot}.
 *
 * @param url left out where the plan is shown by itself, whatever an address asks for
 */
export async function scopeOf(
	{ db, now, ...reader }: { db: Db; now: Date } & Reader,
	plan: PlanRow,
	url?: URL
): Promise<Scope> {
	const today = todayIn(plan.time_zone, now);
	const asked = (name: 'as_of' | 'known_on') => (url ? dayAsked(url, name, today) : null);
	const isPublished = editionAsked(reader, url) === 'published';
	const cited = await snapshotAsked(db, plan, url);
	const latest = isPublished ? await snapshots.knownOn(db, plan, asked('known_on') ?? today) : null;
	const snapshot = cited ?? latest;
	const knownOn = cited?.publishedOn ?? asked('known_on') ?? snapshot?.publishedOn ?? today;
	const { periods } = await setOut(db, plan);
	const asOf = asked('as_of') ?? snapshot?.asOf ?? statusDate(periods, knownOn);
	// where nothing has been published yet, what is current is public
	const edition = snapshot ? 'published' : 'current';
	const reading = url && isAgainstAdopted(url) ? 'baseline' : 'revised';
	return { asOf, knownOn, today, edition, snapshot, reading, language: getLocale() };
}
