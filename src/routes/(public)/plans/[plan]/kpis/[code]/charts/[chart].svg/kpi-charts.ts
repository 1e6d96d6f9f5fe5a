/** The chart of a KPI's page as a picture, by its name in addresses. */
import { drawnBy, type MakeChart } from '#app/pictures/picture-answer.ts';
import TrendPicture from '#lib/charts/pictures/TrendPicture.svelte';
import { figures } from '#lib/server/facts/figures.ts';
import { kpiCourse, kpiWords } from '#lib/views/chart-words/kpi.ts';
import { kpiPage } from '#lib/views/kpi-pages.ts';

/** Undefined where there is no such KPI or chart, or nothing to draw. */
export const kpiChart =
	({ code, chart }: { code: string; chart: string }): MakeChart =>
	async (db, plan, scope) => {
		const { record, figures: made } = await figures(db, plan, scope);
		const kpi = record.kpis.find((one) => one.code === code);
		if (chart !== 'course' || kpi === undefined) return undefined;
		const shown = kpiPage(record, made, kpi);
		const course = kpiCourse(shown);
		if (course === null) return undefined;
		const { title, ...words } = kpiWords(shown);
		return {
			name: `${code}-course`,
			words: { ...words, title: `${kpi.title}: ${title}` },
			page: (to) => to.kpi(code),
			draw: drawnBy(TrendPicture, { ...course, today: scope.asOf })
		};
	};
