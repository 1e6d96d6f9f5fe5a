/** A plan's facts and figures as the API sends them, and where the recomputed figures differ. */
import * as v from 'valibot';
import { expect } from 'vitest';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { factsDocument } from '#lib/server/open-data/facts-document.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { differences, size } from '../../scripts/recompute/differences.ts';
import { factsForm, type FactsDocument } from '../../scripts/recompute/facts-form.ts';
import { recompute } from '../../scripts/recompute/recompute.ts';

/** As a reader of the API has it. */
const sent = (document: object): object => JSON.parse(JSON.stringify(document)) as object;

export async function facts(db: Db, plan: PlanRow, scope: Scope): Promise<FactsDocument> {
	return v.parse(factsForm, sent(await factsDocument(db, plan, scope)));
}

/** Expects all figures of a plan on a day to be the recomputed ones. */
export async function expectRecomputed(
	db: Db,
	plan: PlanRow,
	document: FactsDocument,
	scope: Scope
): Promise<void> {
	const recomputed = recompute(document, scope.asOf, scope.knownOn);
	const published = sent(await figuresDocument(db, plan, scope));
	expect(differences(recomputed, published)).toEqual([]);
	expect(size(recomputed)).toBeGreaterThan(20);
}
