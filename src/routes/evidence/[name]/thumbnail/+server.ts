import { evidenceAnswer } from '#app/evidence/evidence-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => evidenceAnswer(event, 'thumbnail');
