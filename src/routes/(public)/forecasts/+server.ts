/** How ends are forecast, how good that was on past days, and where it was worse: the document itself. */
import text from '../../../../docs/forecast.md?raw';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () =>
	new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
