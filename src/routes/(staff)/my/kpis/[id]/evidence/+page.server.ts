import { evidencePage } from '../../../evidence-page.ts';
import { ofKpi } from '../evidence.ts';
import { openKpi } from '../kpi.ts';
import type { Actions, PageServerLoad } from './$types';

const page = evidencePage(({ locals, params, url }) => openKpi(locals, params.id, url), ofKpi);

export const load = page.load satisfies PageServerLoad;
export const actions = page.actions satisfies Actions;
