/** What every address of one plan's open data does first: finds the scope, and whether the asker is up to date. */
import type { Actor } from '#lib/domain/records/permissions.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import type { Db } from '#lib/server/db/connect.ts';
import {
	csv,
	fileName,
	markOf,
	type CsvTable,
	type TableSource
} from '#lib/server/open-data/csv.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import {
	answer,
	asFile,
	planTag,
	problem,
	type OwnFile,
	type Write
} from '#lib/server/open-data/answer.ts';
import { BadDay, NoSuchSnapshot, NotPublic, scopeOf } from './scope.ts';

/** What a route has in hand. */
export interface Asked {
	locals: { db: Db; plan: PlanRow | null; now: Date; actor: Actor };
	request: Request;
	url: URL;
}

/** The scope that an address asks for, or why it cannot be answered: by itself, what is published. */
async function scopeAsked(
	{ url, locals }: Asked,
	plan: PlanRow
): Promise<Scope | 'bad_as_of' | 'not_published' | 'not_found'> {
	try {
		return await scopeOf({ ...locals, byDefault: 'published' }, plan, url);
	} catch (cause) {
		if (cause instanceof BadDay) return 'bad_as_of';
		if (cause instanceof NotPublic) return 'not_published';
		if (cause instanceof NoSuchSnapshot) return 'not_found';
		throw cause;
	}
}

/**
 * Answers with a document of one plan in a scope, made only where the asker does not hold it.
 *
 * @param make undefined where the plan has no such figure
 * @param besides the version of what is shown of other plans; left out: nothing is
 */
export async function planAnswer<Made extends object>(
	asked: Asked,
	make: (db: Db, plan: PlanRow, scope: Scope) => Promise<Made | undefined>,
	write?: Write<Made>,
	besides?: (db: Db, planId: string) => Promise<string>
): Promise<Response> {
	const { db, plan } = asked.locals;
	if (!plan) return problem('not_found');
	const scope = await scopeAsked(asked, plan);
	if (typeof scope === 'string') return problem(scope);
	const isPublic = asked.url.searchParams.get('edition') !== 'current';
	const tag = planTag(plan, scope, await besides?.(db, plan.id));
	return answer(asked.request, tag, () => make(db, plan, scope), { write, isPublic });
}

/** What a download says of where it is from. */
function sourceOf(url: URL, plan: PlanRow, scope: Scope): TableSource {
	return {
		plan: plan.slug,
		plan_title: plan.title,
		as_of: scope.asOf,
		known_on: scope.knownOn,
		demonstration: markOf(plan),
		source: url.href
	};
}

/**
 * Answers with a table of one plan in a scope as a file of CSV.
 *
 * @param make undefined where the plan has no such table
 * @param besides see {@link planAnswer}
 */
export function tableAnswer(
	asked: Asked,
	make: (db: Db, plan: PlanRow, scope: Scope) => Promise<CsvTable | undefined>,
	besides?: (db: Db, planId: string) => Promise<string>
): Promise<Response> {
	const asCsv = async (db: Db, plan: PlanRow, scope: Scope): Promise<OwnFile | undefined> => {
		const made = await make(db, plan, scope);
		if (made === undefined) return undefined;
		const source = sourceOf(asked.url, plan, scope);
		return {
			name: fileName(source, made.name, 'csv'),
			type: 'text/csv; charset=utf-8; header=present',
			text: csv(made, { ...source })
		};
	};
	return planAnswer(asked, asCsv, asFile, besides);
}
