import { pictureAnswer } from '#app/pictures/picture-answer.ts';
import { planChart } from './plan-charts.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	pictureAnswer(event, planChart({ chart: event.params.chart, query: event.url.searchParams }));
