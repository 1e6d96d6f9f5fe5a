/** A page's chart as messengers and search engines show it beside a link. */
import type { Scope } from '#lib/domain/records/scope.ts';
import { previewOf } from './preview.ts';
import type { Db } from '#lib/server/db/connect.ts';
import { Kept } from '#lib/server/facts/kept.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { planTag, type Write } from '#lib/server/open-data/answer.ts';
import { drawnChart, type MakeChart } from './picture-answer.ts';
import { planAnswer, type Asked } from '../plan-answer.ts';

interface Preview {
	/** PNG; null: the page has nothing to draw. */
	bytes: Uint8Array<ArrayBuffer> | null;
}

/** A hundred pictures of sixty kilobytes: messengers ask for the same ones, many at once. */
const kept = new Kept<Preview>(6_000_000, ({ bytes }) => bytes?.length ?? 1000);

/** Where a page has no picture of its own, the site's stands for it. */
const asPreview: Write<Preview> = ({ bytes }, { headers }) =>
	bytes === null
		? new Response(null, { status: 302, headers: { ...headers, location: '/preview.png' } })
		: new Response(bytes, { headers: { ...headers, 'content-type': 'image/png' } });

/** Answers with the chart of a page as points. */
export function previewAnswer(asked: Asked, chart: MakeChart): Promise<Response> {
	const drawn = async (db: Db, plan: PlanRow, scope: Scope): Promise<Preview> => {
		const found = await chart(db, plan, scope);
		if (found === undefined) return { bytes: null };
		const svg = await drawnChart(asked, db, plan, scope, found);
		return { bytes: Uint8Array.from(await previewOf(svg)) };
	};
	const make = (db: Db, plan: PlanRow, scope: Scope) =>
		kept.get(db, [planTag(plan, scope), asked.url.origin, asked.url.pathname], () =>
			drawn(db, plan, scope)
		);
	return planAnswer(asked, make, asPreview);
}
