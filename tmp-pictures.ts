import { chromium } from '@playwright/test';
import { startServer } from './tests/support/server.ts';
import { insertAnswer } from '#lib/server/assessments/answering.ts';
import { insertAssessment, insertStep } from '#lib/server/assessments/commands.ts';
import { find } from '#lib/server/maturity/queries.ts';
import { criteriaOf } from '#lib/domain/maturity/model.ts';
import { writeFileSync } from 'node:fs';
const server = await startServer({ environment: { TANAW_TODAY: '2026-11-22' } });
const { db } = server;
try {
	const model = (await find(db, 'public-organisation-example'))!;
	const plan = await db.selectFrom('plan').where('slug', '=', 'sri-lanka-capacity').select('id').executeTakeFirstOrThrow();
	const demo = await db.selectFrom('plan').where('slug', '=', 'bangsamoro-demo').select('id').executeTakeFirstOrThrow();
	const orgs = await db.selectFrom('organisation').select(['id', 'acronym']).orderBy('id').limit(7).execute();
	const days = [new Date('2025-06-01'), new Date('2026-06-01')];
	await db.transaction().execute(async (trx) => {
		for (const [o, org] of orgs.entries())
			for (const [r, at] of days.entries()) {
				if (r === 0 && o % 3 === 2) continue;
				const id = await insertAssessment(trx, plan.id, { modelId: model.id, organisationId: org.id, on: at.toISOString().slice(0, 10) }, { byUser: null, recordedAt: at });
				const t = (n: number) => new Date(at.getTime() + n * 60000);
				for (const [i, c] of criteriaOf(model).entries()) {
					if (o === 3 && i > 7) continue;
					const level = 1 + ((i * 7 + o * 3) % 3) + r * ((i + o) % 2);
					await insertAnswer(trx, id, { round: 'own', criterion: c.code, said: { assessed: Math.min(5, level), evidence: 'A document', comment: null } }, { byUser: null, recordedAt: t(1) });
				}
				await insertStep(trx, id, { step: 'submit', reason: null, reasons: {} }, { byUser: null, recordedAt: t(2) });
				for (const [i, c] of criteriaOf(model).entries()) {
					if (o === 3 && i > 7) continue;
					const level = 1 + ((i * 7 + o * 3) % 3) + r * ((i + o) % 2) - (i === 2 ? 1 : 0);
					await insertAnswer(trx, id, { round: 'check', criterion: c.code, said: { assessed: Math.max(1, Math.min(5, level)), evidence: null, comment: null } }, { byUser: null, recordedAt: t(3) });
				}
				await insertStep(trx, id, { step: 'verify', reason: null, reasons: {} }, { byUser: null, recordedAt: t(4) });
				await insertStep(trx, id, { step: 'publish', reason: null, reasons: {} }, { byUser: null, recordedAt: t(5) });
			}
		await trx.insertInto('maturity_target').values({ plan_id: plan.id, model_id: model.id, organisation_id: null, level_number: 3, due_on: null, state_reason: 'x', by_user: null }).execute();
		for (const [y, v, m] of [[2018, 2.1, 'a'], [2019, 2.6, 'a'], [2021, 2.4, 'b'], [2022, 2.9, 'b'], [2024, 3.2, 'b']] as const)
			await trx.insertInto('published_index').values({ plan_id: plan.id, model_id: null, organisation_id: null, of_label: 'Somewhere', index_title: 'An index', method: m, on_day: `${y}-12-31`, index_value: v, origin: JSON.stringify({ kind: 'demo', reason: 'x', quotes: [], publication: null }), by_user: null }).execute();
	});
	void demo;
	const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
	const cookie = await server.signIn('planner@demo.example.org');
	const [name, value] = cookie.split('=');
	const first = await db.selectFrom('assessment').select('id').orderBy('id').executeTakeFirstOrThrow();
	const wanted: [string, string, boolean][] = [
		['maturity', '/plans/sri-lanka-capacity/maturity', false],
		['model', '/maturity-models/public-organisation-example', false],
		['list', '/plans/sri-lanka-capacity/assessments', true],
		['one', `/plans/sri-lanka-capacity/assessments/${first.id}`, true],
		...(process.argv[2] ? [['extra', process.argv[2].replace('ID', first.id), true] as [string, string, boolean]] : [])
	];
	// a draft to fill in
	const draft = await db.transaction().execute((trx) => insertAssessment(trx, plan.id, { modelId: model.id, organisationId: orgs[6]!.id, on: '2026-11-01' }, { byUser: null }));
	wanted.push(['form', `/plans/sri-lanka-capacity/assessments/${draft}/L`, true]);
	for (const scheme of ['light', 'dark'] as const)
		for (const width of [360, 768, 1440]) {
			const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
			for (const [what, path, staff] of wanted) {
				if (scheme === 'dark' && (width === 768 || what === 'list' || what === 'model')) continue;
				await context.clearCookies();
				if (staff) await context.addCookies([{ name: name!, value: value!, url: server.origin }]);
				const page = await context.newPage();
				const response = await page.goto(server.origin + path);
				if (response!.status() !== 200) console.log(path, response!.status());
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				if (wide > width) console.log('overflows', what, width, wide);
				await page.screenshot({ path: `/tmp/mat-${what}-${width}-${scheme}.png`, fullPage: true });
				await page.close();
			}
			await context.close();
		}
	const page = await browser.newPage();
	await page.goto(server.origin + '/plans/sri-lanka-capacity/maturity');
	writeFileSync('/tmp/mat.pdf', await page.pdf({ format: 'A4' }));
	const json = await (await fetch(server.origin + '/api/v1/plans/sri-lanka-capacity/maturity')).json();
	console.log(JSON.stringify(json).slice(0, 700));
	console.log((await (await fetch(server.origin + '/api/v1/plans/sri-lanka-capacity/maturity.csv')).text()).slice(0, 600));
	await browser.close();
} finally {
	await server.stop();
}
