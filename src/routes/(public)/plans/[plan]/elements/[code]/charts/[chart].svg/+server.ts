import { pictureAnswer } from '#app/picture-answer.ts';
import { asKnown } from '#lib/server/facts/as-known.ts';
import { figures } from '#lib/server/facts/figures.ts';
import { elementHistory } from '#lib/server/plans/element-history.ts';
import { elementPage, progressOverTime } from '#lib/views/element-page.ts';
import { elementCharts } from './element-charts.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	pictureAnswer(event, async (db, plan, scope) => {
		const { chart, code } = event.params;
		const { record, figures: made } = await figures(db, plan, scope);
		const element = record.elements.find((one) => one.code === code);
		if (element === undefined || !Object.hasOwn(elementCharts, chart)) return undefined;
		const isDrawn = element.kind === 'activity' && chart === 'progress';
		const history = isDrawn ? await elementHistory(db, asKnown(plan, scope), element) : [];
		const progress = progressOverTime(element, history);
		const drawn = elementCharts[chart]?.(elementPage(record, made, element), plan, scope, progress);
		if (drawn === undefined) return undefined;
		const { title } = drawn.words;
		return {
			...drawn,
			name: `${code}-${chart}`,
			words: { ...drawn.words, title: `${code} ${element.shortTitle ?? element.title}: ${title}` },
			page: (to) => to.element(code)
		};
	});
