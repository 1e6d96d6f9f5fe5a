/** What was published of the demonstration, recomputed from its own facts, as anybody can by `npm run recompute`. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import * as v from 'valibot';
import { scopeOfSnapshot } from '#lib/domain/records/scope.ts';
import { connect } from '#lib/server/db/connect.ts';
import { factsDocument } from '#lib/server/open-data/facts-document.ts';
import { figuresDocument } from '#lib/server/open-data/figures-document.ts';
import { open } from '#lib/server/periods/commands.ts';
import * as plans from '#lib/server/facts/plans.ts';
import * as snapshots from '#lib/server/snapshots/queries.ts';
import { differences, size } from '../../scripts/recompute/differences.ts';
import { factsForm } from '../../scripts/recompute/facts-form.ts';
import { recompute } from '../../scripts/recompute/recompute.ts';
import { seedDemonstration, seedPlans, seedReference } from '../../seeds/run.ts';
import { freshDatabase } from '../support/database.ts';
import { makePerson } from '../support/people.ts';

const { db, url } = await freshDatabase();
await seedReference(db);
await seedPlans(db, () => {});
await seedDemonstration(db, () => {});
const plan = (await plans.find(db, 'bangsamoro-demo'))!;
const published = await snapshots.ofPlan(db, plan.id);
const folder = mkdtempSync(join(tmpdir(), 'tanaw-recompute-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function textOf(id: string, document: 'facts' | 'figures'): Promise<string> {
	const kept = await snapshots.documentOf(db, plan.id, { id, document });
	return gunzipSync(kept!.bytes).toString('utf8');
}

/** As a reader of the API has it. */
const sent = (document: object): object => JSON.parse(JSON.stringify(document)) as object;

interface Ended {
	code: number;
	said: string;
}

/** Runs the command on files of these texts. */
async function run(facts: string, figures: string, ...more: string[]): Promise<Ended> {
	const files = Object.entries({ facts, figures }).map(([name, text]) => {
		const file = join(folder, `${name}.json`);
		writeFileSync(file, text);
		return file;
	});
	const asked = ['scripts/recompute.ts', ...files, ...more];
	return await promisify(execFile)(process.execPath, asked).then(
		({ stdout }) => ({ code: 0, said: stdout }),
		({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
			...{ code, said: stdout + stderr }
		})
	);
}

test('every figure of every period that was published is the recomputed one', async () => {
	expect(published).toHaveLength(18);
	for (const { id, period } of published) {
		const document = v.parse(factsForm, JSON.parse(await textOf(id, 'facts')));
		const recomputed = recompute(document, document.scope.as_of, document.scope.known_on);
		const figures = JSON.parse(await textOf(id, 'figures')) as object;
		expect([period.label, differences(recomputed, figures)]).toEqual([period.label, []]);
		expect(size(recomputed)).toBeGreaterThan(500);
	}
});

test('stays what it was though the next period is opened', async () => {
	const { actor } = await makePerson(db, { role: 'planner' });
	const days = { startsOn: '2026-10-01', endsOn: '2026-12-31', dueOn: '2027-01-30' };
	await open(db, actor, plan, { frequency: 'quarter', label: '2026 Q4', ...days });
	// another process, which keeps nothing from before
	const other = connect(url, { connections: 2 });
	const now = (await plans.find(other, 'bangsamoro-demo'))!;
	for (const snapshot of await snapshots.all(other, now)) {
		const scope = scopeOfSnapshot(snapshot, '2026-11-22');
		const [facts, figures] = await Promise.all([
			factsDocument(other, now, scope),
			figuresDocument(other, now, scope)
		]);
		expect(sent(facts)).toEqual(JSON.parse(await textOf(snapshot.id, 'facts')));
		expect(sent(figures)).toEqual(JSON.parse(await textOf(snapshot.id, 'figures')));
	}
	await other.destroy();
});

test('the command agrees with what was published, and names what was altered', async () => {
	const { id, digest } = published[0]!;
	const [facts, figures] = [await textOf(id, 'facts'), await textOf(id, 'figures')];
	const sound = await run(facts, figures, digest);
	expect(sound).toMatchObject({ code: 0 });
	expect(sound.said).toContain('The digest is that of the two.');
	expect(sound.said).toMatch(/^Compared \d{4,} values; 0 differ\.$/m);

	const altered = JSON.parse(figures) as { headline: { slippage: { value: number } } };
	altered.headline.slippage.value += 0.01;
	const wrong = await run(facts, JSON.stringify(altered), digest);
	expect(wrong).toMatchObject({ code: 1 });
	expect(wrong.said).toContain('The two have the digest ');
	expect(wrong.said).toMatch(/values; 1 differ\.\nheadline\.slippage\.value: recomputed -/);

	const { code, said } = await run(facts, figures, 'f'.repeat(64));
	expect([code, said.includes('0 differ.')]).toEqual([1, true]);
});
