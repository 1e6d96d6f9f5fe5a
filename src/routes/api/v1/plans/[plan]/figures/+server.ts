import { planAnswer } from '#app/plan-answer.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => planAnswer(event, figuresDocument);
