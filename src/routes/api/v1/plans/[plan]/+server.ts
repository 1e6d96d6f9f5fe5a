import { planAnswer } from '#app/plan-answer.ts';
import { planDocument } from '#lib/server/open-data/plan-document.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => planAnswer(event, planDocument);
