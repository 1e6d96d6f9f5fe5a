import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { planAnswer } from '#lib/server/open-data/plan-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => planAnswer(event, figuresDocument);
