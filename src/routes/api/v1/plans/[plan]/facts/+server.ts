import { planAnswer } from '#app/plan-answer.ts';
import { factsDocument } from '#lib/server/open-data/facts-document.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => planAnswer(event, factsDocument);
