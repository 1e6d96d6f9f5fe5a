/** What a snapshot says, and what it says otherwise than the version before it. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { IsoDate } from '#lib/domain/records/records.ts';
import { scopeOn } from '#lib/domain/records/scope.ts';
import type { Db } from '../db/connect.ts';
import type { PlanRow } from '../facts/plans.ts';
import { record } from '../facts/record.ts';
import type { FiguresDocument } from '../open-data/shapes/figures.ts';
import { documentOf, type Snapshot } from '../snapshots/queries.ts';
import { figuresChanged, type FiguresChanged } from './changed-figures.ts';

const opened = promisify(gunzip);

/** The figures of a snapshot as they were published. */
async function publishedFigures(db: Db, planId: string, id: string): Promise<FiguresDocument> {
	const found = await documentOf(db, planId, { id, document: 'figures' });
	if (!found) throw new Error(`There is no snapshot ${id}.`);
	// written by ourselves, and never changed since
	return JSON.parse((await opened(found.bytes)).toString()) as FiguresDocument;
}

/** What a snapshot says otherwise than an earlier one. */
export async function compareVersions(
	db: Db,
	plan: PlanRow,
	{ earlier, later, today }: { earlier: Snapshot; later: Snapshot; today: IsoDate }
): Promise<FiguresChanged> {
	const [before, after, { kpis }] = await Promise.all([
		publishedFigures(db, plan.id, earlier.id),
		publishedFigures(db, plan.id, later.id),
		record(db, plan, scopeOn(later.asOf, today))
	]);
	return figuresChanged(before, after, kpis);
}
