import { pictureAnswer } from '#app/pictures/picture-answer.ts';
import { kpiChart } from './kpi-charts.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => pictureAnswer(event, kpiChart(event.params));
