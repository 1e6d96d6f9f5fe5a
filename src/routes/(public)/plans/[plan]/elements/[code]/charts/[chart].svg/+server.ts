import { pictureAnswer } from '#app/pictures/picture-answer.ts';
import { elementChart } from './element-charts.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => pictureAnswer(event, elementChart(event.params));
