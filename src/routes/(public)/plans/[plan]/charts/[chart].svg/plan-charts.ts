/** The charts of a plan's pages, by their names in addresses. */
import { dashboard } from '#app/dashboard.ts';
import type { MakeChart } from '#app/pictures/picture-answer.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { frameworks } from '#lib/server/frameworks/queries.ts';
import { frameworkCharts } from './framework-charts.ts';
import { leadershipCharts } from './leadership-charts.ts';
import { pageCharts } from './page-charts.ts';

/** Undefined where there is no such chart, or nothing to draw. */
export const planChart =
	({ chart, query }: { chart: string; query: URLSearchParams }): MakeChart =>
	async (db, plan, scope) => {
		if (Object.hasOwn(leadershipCharts, chart)) {
			const { shown } = await dashboard(db, plan, scope);
			return leadershipCharts[chart]?.(shown, plan, scope.today);
		}
		if (Object.hasOwn(frameworkCharts, chart)) {
			const [known, all] = await Promise.all([
				figures(db, plan, scope),
				frameworks(db, { plan, scope })
			]);
			return frameworkCharts[chart]?.(known, all, plan, query);
		}
		if (!Object.hasOwn(pageCharts, chart)) return undefined;
		return pageCharts[chart]?.(await figures(db, plan, scope), plan, scope, query);
	};
