import { previewAnswer } from '#app/pictures/preview-answer.ts';
import { chartOfPage } from './charts-of-pages.ts';
import type { RequestHandler } from './$types';

/** The chart of a plan's page as messengers show it; where it has none, the site's own picture. */
export const GET: RequestHandler = (event) => previewAnswer(event, chartOfPage(event.params.page));
