import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadPlan } from './load.ts';

/** Loads a plan from a copy in which one passage of one file reads otherwise. */
function loadChanged(folder: string, file: string, from: string, to: string) {
	const seeds = mkdtempSync(join(tmpdir(), 'seeds-'));
	onTestFinished(() => rmSync(seeds, { recursive: true }));
	cpSync(join(import.meta.dirname, folder), join(seeds, folder), { recursive: true });
	const path = join(seeds, folder, file);
	const text = readFileSync(path, 'utf8');
	if (!text.includes(from)) throw new Error(`${file} has no “${from}”`);
	writeFileSync(path, text.replace(from, to));
	return () => loadPlan(folder, seeds);
}

test.each([
	{
		what: 'a corrected title',
		from: 'Conduct consultation to different stakeholders',
		to: 'Conduct consultation with different stakeholders',
		says: /plan\.yaml: goals\.0\.objectives\.0\.activities\.0\.title: the quotation has no words/
	},
	{
		what: 'an unknown passage',
		from: 'source: p03',
		to: 'source: p99',
		says: /plan\.yaml: goals\.0\.objectives\.0\.activities\.0\.provenance\.title: nothing is named “p99”/
	},
	{
		what: 'an unknown field',
		from: 'short_title: Stakeholder consultation',
		to: 'shorttitle: Stakeholder consultation',
		says: /plan\.yaml: goals\.0\.objectives\.0\.activities\.0\.shorttitle: /
	},
	{
		what: 'a link to nothing',
		from: 'also_serves: [G3]',
		to: 'also_serves: [G9]',
		says: /plan\.yaml: O4\.1: also_serves: no element “G9”/
	},
	{
		what: 'a code twice',
		from: 'code: 1.1.2',
		to: 'code: 1.1.1',
		says: /plan\.yaml: the whole file: a code occurs twice/
	},
	{
		what: 'a heading that the text has otherwise',
		folder: 'badung',
		from: 'title: 4 (empat) pilar',
		to: 'title: Empat pilar',
		says: /plan\.yaml: topics\.pillars\.title: the quotation has no words/
	},
	{
		what: 'a topic that nobody wrote',
		folder: 'badung',
		from: 'topic: pillars',
		to: 'topic: columns',
		says: /plan\.yaml: notes\.\d+: no topic “columns”/
	},
	{
		what: 'broken YAML',
		from: 'slug: bangsamoro',
		to: 'slug: [bangsamoro',
		says: /plan\.yaml: line \d+: /
	}
])('refuses $what and says where', ({ folder = 'bangsamoro', from, to, says }) => {
	expect(loadChanged(folder, 'plan.yaml', from, to)).toThrow(says);
});
