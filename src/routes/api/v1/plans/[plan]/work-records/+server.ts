import { planAnswer } from '#app/plan-answer.ts';
import { workRecordsDocument } from '#lib/server/open-data/work-documents.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => planAnswer(event, workRecordsDocument);
