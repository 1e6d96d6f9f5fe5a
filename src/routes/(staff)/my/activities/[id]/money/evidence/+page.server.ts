import { evidencePage } from '../../../../evidence-page.ts';
import { ofMoney } from '../evidence.ts';
import { openMoney } from '../money.ts';
import type { Actions, PageServerLoad } from './$types';

const page = evidencePage(({ locals, params }) => openMoney(locals, params.id), ofMoney);

export const load = page.load satisfies PageServerLoad;
export const actions = page.actions satisfies Actions;
