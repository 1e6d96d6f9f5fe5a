import { problem } from '#lib/server/open-data/answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => problem('not_found');
