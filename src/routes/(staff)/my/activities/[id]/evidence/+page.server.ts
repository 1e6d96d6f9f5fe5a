import { evidencePage } from '../../../evidence-page.ts';
import { ofActivity } from '../evidence.ts';
import { openActivity } from '../activity.ts';
import type { Actions, PageServerLoad } from './$types';

const page = evidencePage(({ locals, params }) => openActivity(locals, params.id), ofActivity);

export const load = page.load satisfies PageServerLoad;
export const actions = page.actions satisfies Actions;
