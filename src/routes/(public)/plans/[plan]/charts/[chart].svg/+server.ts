import { dashboard } from '#app/dashboard.ts';
import { pictureAnswer } from '#app/picture-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { pageCharts } from './page-charts.ts';
import { leadershipCharts } from './leadership-charts.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	pictureAnswer(event, async (db, plan, scope) => {
		const { chart } = event.params;
		if (Object.hasOwn(leadershipCharts, chart)) {
			const { shown } = await dashboard(db, plan, scope);
			return leadershipCharts[chart]?.(shown, plan, scope.today);
		}
		if (!Object.hasOwn(pageCharts, chart)) return undefined;
		return pageCharts[chart]?.(await figures(db, plan, scope), plan, scope, event.url.searchParams);
	});
