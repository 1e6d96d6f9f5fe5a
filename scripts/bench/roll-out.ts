/** The page of a roll-out of 200 organisations × 8 steps, on a plan of its own. */
import { addDays } from '#lib/domain/records/dates.ts';
import type { StepState } from '#lib/domain/rollout/records.ts';
import type { Db } from '#lib/server/db/connect.ts';
import {
	insertEntries,
	insertMemberStates,
	insertParts,
	insertRollOut,
	insertVersion
} from '#lib/server/rollouts/inserting.ts';
import type { TestServer } from '../../tests/support/server.ts';
import { page } from './pages.ts';

const organisations = 200;
const steps = 8;
const appending = { byUser: null, recordedAt: new Date('2025-01-01T00:00:00Z') };

/** Writes the roll-out onto a plan: each organisation is a step further than the one before it. */
async function fillRollOut(db: Db, slug: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		const plan = await trx
			.selectFrom('plan')
			.where('slug', '=', slug)
			.select('id')
			.executeTakeFirstOrThrow();
		const id = await insertRollOut(trx, { planId: plan.id, slug: 'bench' }, appending);
		const stepIds = await insertParts(trx, 'roll_out_step', id, steps);
		const waveIds = await insertParts(trx, 'roll_out_wave', id, 2);
		const members = await insertParts(trx, 'roll_out_member', id, organisations);
		const nothing = { description: null, origin: null };
		await insertVersion(
			trx,
			id,
			{
				reason: null,
				setup: {
					...{ ...nothing, title: 'Bench', elementId: null },
					steps: stepIds.map((step, at) => ({
						...{ ...nothing, id: step, title: `Step ${at + 1}`, shortTitle: null },
						gate: { after: stepIds.slice(Math.max(0, at - 1), at), words: null },
						...{ evidence: null, weight: null }
					})),
					waves: waveIds.map((wave, at) => ({
						...{ ...nothing, id: wave, title: `Wave ${at + 1}`, extent: { kind: 'named' as const } }
					})),
					windows: waveIds.map((waveId) => ({
						...{ waveId, stepId: null, startsOn: '2025-01-01', endsOn: '2027-12-31', origin: null }
					}))
				}
			},
			appending
		);
		await insertMemberStates(
			trx,
			id,
			members.map((memberId, at) => ({
				...{
					memberId,
					waveId: waveIds[at % 2]!,
					organisationId: null,
					label: `Organisation ${at}`
				},
				...{ standing: 'takes_part' as const, intoId: null, from: '-infinity' },
				...{ reason: null, origin: null }
			})),
			appending
		);
		const said = (at: number, step: number): StepState =>
			at % steps > step ? 'done' : 'commenced';
		await insertEntries(
			trx,
			id,
			members.flatMap((memberId, at) =>
				stepIds.slice(0, (at % steps) + 1).map((stepId, step) => ({
					...{ memberId, stepId, state: said(at, step), evidence: null, note: null },
					on: addDays('2025-01-15', step * 45 + (at % 30)),
					...{ correctsId: null, reportId: null, origin: null }
				}))
			),
			appending
		);
	});
}

export async function rollOut(server: TestServer, slug: string, cookie: string): Promise<void> {
	await fillRollOut(server.db, slug);
	await page(server, slug, { cookie, name: 'roll-outs/bench' });
}
