import { describe, expect, test } from 'vitest';
import { frameworkSlugs, planFolders } from './folders.ts';
import { loadPlan, loadPlans, type PlanSeed, type Provenance } from './load.ts';
import { loadFramework } from './frameworks.ts';

const plans = loadPlans();
const codes = (plan: PlanSeed, kind: string) =>
	plan.elements.filter((element) => element.kind === kind).map((element) => element.code);
const counts = (plan: PlanSeed) =>
	['goal', 'objective', 'activity'].map((kind) => codes(plan, kind).length);
const bangsamoro = loadPlan('bangsamoro');
const element = (code: string, plan = bangsamoro) =>
	plan.elements.find((one) => one.code === code)!;
const note = (id: string) => bangsamoro.notes.find((one) => one.id === id)!;

test('what is known of the plans before they are read is so', () => {
	expect(plans.map(({ slug, cloneOf }) => ({ slug, cloneOf }))).toEqual(planFolders);
});

const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const everyProvenance = (plan: PlanSeed): Provenance[] => [
	...Object.values(plan.provenance),
	...plan.elements.flatMap((one) => Object.values(one.provenance)),
	...plan.notes.flatMap((one) => [one.provenance, ...Object.values(one.sorting)]),
	...plan.alignment.links.flatMap((one) => one.provenance),
	...plan.alignment.outside.flatMap((one) => [
		...one.provenance,
		...one.statements.flatMap((statement) => statement.provenance)
	])
];

describe.each(plans)('$slug', (plan) => {
	test('quotes the publication letter for letter', () => {
		const quoting = everyProvenance(plan).filter((one) => 'quote' in one && one.quote !== null);
		expect(quoting.length).toBeGreaterThan(0);
		for (const one of quoting)
			if ('quote' in one) expect(plan.passages[one.passage!]).toContain(one.quote);
	});

	test('shows as the publication’s only words that stand in the quotation', () => {
		const texts = plan.elements.flatMap(({ title, description, provenance }) => [
			{ text: title, from: provenance['title'] },
			{ text: description, from: provenance['description'] }
		]);
		const fields = ['title', 'description', 'vision', 'mission'] as const;
		const ofPlan = fields.map((field) => ({ text: plan[field], from: plan.provenance[field] }));
		const ofNotes = plan.notes.map((one) => ({ text: one.text, from: one.provenance }));
		let sourced = 0;
		for (const { text, from } of [...texts, ...ofPlan, ...ofNotes]) {
			if (from?.kind !== 'source') continue;
			sourced += 1;
			expect(oneLine(from.quote)).toContain(oneLine(text!));
		}
		expect(sourced).toBeGreaterThan(plan.elements.length);
	});

	test('says of what stands at the top why nothing is above it', () => {
		for (const { code, parentCode, provenance } of plan.elements)
			if (parentCode === null)
				expect(provenance['parent'], code).not.toMatchObject({
					reason: expect.stringMatching(/belongs/)
				});
	});

	test('gives no shortened title as the source’s', () => {
		expect(plan.elements.length).toBeGreaterThan(0);
		for (const one of plan.elements)
			expect(one.provenance['short_title']?.kind ?? 'editorial').toBe('editorial');
	});

	test('uses every passage', () => {
		const used = new Set(everyProvenance(plan).map((one) => 'passage' in one && one.passage));
		for (const { passagesOf, axes } of frameworkSlugs.map((name) => loadFramework(name)))
			if (passagesOf === plan.slug)
				for (const { passage } of axes.flatMap(({ terms }) => terms)) used.add(passage ?? '');
		// the paragraph of which p10a and p10b are the sentences
		const unused = Object.keys(plan.passages).filter((id) => !used.has(id) && id !== 'p10');
		expect(unused).toEqual([]);
	});
});

describe('Bangsamoro as published', () => {
	test('has 5 goals, 9 objectives and 28 activities', () => {
		expect(counts(bangsamoro)).toEqual([5, 9, 28]);
		expect(codes(bangsamoro, 'goal')).toEqual(['G1', 'G2', 'G3', 'G4', 'G5']);
	});

	test('keeps the wording, slips included', () => {
		expect(bangsamoro.vision).toBe('DIGITIZED GOVERNMENT FOR TRANSFORMATIVE BANGSAMORO');
		expect(bangsamoro.mission).toContain('SUSTAINABILITY DELIVERY');
		expect(element('G2').title).toMatch(/^To Improve better government/);
		expect(element('4.1.2').title).toBe('Establish Bangsamoro Gov’t Network');
		expect(element('5.3.4').title).toBe('Conduct various IT capacity building');
	});

	test('tags four goals and one activity; the fifth goal’s relation is not stated', () => {
		const tagged = bangsamoro.elements.filter((one) => one.terms.length > 0);
		expect(Object.fromEntries(tagged.map((one) => [one.code, one.terms]))).toEqual({
			G1: ['G2G', 'G2E'],
			G2: ['G2G', 'G2C'],
			G3: ['G2G'],
			G4: ['G2B'],
			'4.2.7': ['G2C']
		});
		expect(element('G5').provenance['terms']).toMatchObject({ kind: 'editorial' });
		const known = loadFramework('service-relations').axes[0]!.terms.map((term) => term.code);
		expect(known).toEqual(expect.arrayContaining(tagged.flatMap((one) => one.terms)));
	});

	test('[a] [b] divides run-together sentences, keeps them whole as quotations, and says so', () => {
		const divided = bangsamoro.elements.filter((one) => 'split' in one.provenance);
		expect(divided.map((one) => one.code).sort()).toEqual(
			[
				'1.1.3',
				'2.1.1',
				'2.1.2',
				'2.2.1',
				'5.1.1',
				'5.2.3',
				'O1.2',
				'O2.1',
				'O2.2',
				'O5.1',
				'O5.3'
			].sort()
		);
		for (const one of divided) expect(one.provenance['split']).toMatchObject({ kind: 'editorial' });
		const quoteOf = (code: string) => {
			const { title } = element(code).provenance;
			return title?.kind === 'source' ? title.quote : '';
		};
		expect(quoteOf('2.1.2')).toBe(quoteOf('O2.1'));
		expect(quoteOf('2.2.1')).toMatch(/decision making or Develop an e-consultation portal$/);
	});

	test('[c] stores two objectives once, under G4, and lets them serve G3 as well', () => {
		const serving = bangsamoro.elements.filter((one) => one.alsoServes.length > 0);
		expect(serving.map((one) => [one.code, one.parentCode, one.alsoServes])).toEqual([
			['O4.1', 'G4', ['G3']],
			['O4.2', 'G4', ['G3']]
		]);
		expect(serving[0]?.provenance['also_serves']).toMatchObject({
			kind: 'editorial',
			reason: 'Assumed shared: the text prints G3 and G4 together above them.'
		});
		expect(bangsamoro.elements.some((one) => one.parentCode === 'G3')).toBe(false);
	});

	test('[d] flags what reads as an outcome', () => {
		const flagged = bangsamoro.elements.filter((one) => !one.deliverableDefined);
		expect(flagged.map((one) => one.code)).toEqual(['4.2.1', '4.2.3', '4.2.4', '4.2.5', '4.2.6']);
	});

	test('[f] keeps the mandate in plain letters and no page furniture', () => {
		expect(note('mandate').text).toMatch(/^BICTO is the primary policy, .* governance\.$/);
		expect(note('aging-services').provenance).toMatchObject({ quote: 'aging services field' });
		expect(JSON.stringify(bangsamoro)).not.toMatch(/5\/10|Table of Contents|Contact Us/);
	});
});

describe('the other plans', () => {
	const of = (slug: string) => plans.find((plan) => plan.slug === slug)!;

	test('Bolaang Mongondow: one aim, six intended outputs, no activities', () => {
		expect(counts(of('bolaang-mongondow'))).toEqual([1, 6, 0]);
	});

	test('Sri Lanka: three objectives, four initiatives, six steps', () => {
		expect(counts(of('sri-lanka-capacity'))).toEqual([3, 4, 6]);
	});

	const under = (slug: string, topic: string) =>
		of(slug).notes.filter((one) => one.topic === topic || one.subtopic === topic);

	test('Bolaang Mongondow: its stage comes first, and no sentence of its office is missing', () => {
		const { notes, shortTitle } = of('bolaang-mongondow');
		expect(shortTitle).toContain('laporan pendahuluan');
		expect(notes.filter(({ place }) => place === 'start').map(({ id }) => id)).toEqual([
			'stage',
			'preliminary-report'
		]);
		const said = notes.map(({ text }) => text).join(' ');
		expect(said).toContain('e-Government membutuhkan sinergi antar semua instansi.');
		expect(said).toContain('salah satu fungsinya merumuskan dan menetapkan kebijakan');
		expect(notes.find(({ id }) => id === 'stage')?.provenance.kind).toBe('editorial');
	});

	test('Sri Lanka: how far it is to reach comes before its list', () => {
		const reach = under('sri-lanka-capacity', '21 → 50 → the entire Government of Sri Lanka');
		expect(reach.map(({ place }) => place)).toEqual(['start', 'start']);
		expect(reach.map(({ text }) => text).join(' ')).toMatch(/21 identified .* 50 CII .* entire/);
	});

	test('Badung: four layers and four pillars stand under S2.1 with their numbers', () => {
		const { axes } = loadFramework('badung-architecture');
		for (const [at, topic] of ['4 (empat) lapis struktur', '4 (empat) pilar'].entries()) {
			const notes = under('badung', topic);
			expect(notes.map(({ axis }) => axis)).toEqual([`badung-architecture.${axes[at]!.slug}`]);
			expect(axes[at]!.terms.map(({ marker }) => marker)).toEqual(['1.', '2.', '3.', '4.']);
			for (const { concerns } of notes) expect(concerns).toEqual(['S2.1']);
		}
	});

	test('Badung: the regional vision is served by the one for e-government, in the source’s own words', () => {
		const { passages, alignment } = of('badung');
		const [regional] = alignment.outside;
		expect(regional).toMatchObject({ title: 'RPJMD 2010 – 2015 Kabupaten Badung', language: 'id' });
		expect(regional!.statements).toMatchObject([{ kind: 'vision', words: passages['p02'] }]);
		const [link] = alignment.links;
		expect(link).toMatchObject({ child: null, to: { outside: 'rpjmd', statement: 'vision' } });
		expect(link!.rationale).toBe([passages['p03'], passages['p04']].join('\n\n'));
		expect(link!.provenance.map(({ kind }) => kind)).toEqual(['source', 'source']);
	});

	test('are aligned to nothing that their sources do not say; only the demonstration’s is invented', () => {
		const aligned = plans.filter(({ alignment }) => alignment.links.length > 0);
		expect(aligned.map(({ slug }) => slug)).toEqual(['bangsamoro-demo', 'badung']);
		const kinds = of('bangsamoro-demo').alignment.links.flatMap(({ provenance }) => provenance);
		expect(new Set(kinds.map(({ kind }) => kind))).toEqual(new Set(['demo']));
	});

	test('the programme: section I defines the five components', () => {
		const components = of('dti-programme').elements.filter(({ kind }) => kind === 'goal');
		for (const [index, { title, provenance }] of components.entries())
			expect(provenance['description']).toMatchObject({
				passage: `I.${index + 1}`,
				quote: expect.stringMatching(new RegExp(`^${title}: `))
			});
		expect(of('dti-programme').labels.goal.many).toBe('Key Components');
	});

	test('the programme: challenges, case studies and outlook are headings with their lists', () => {
		const { notes } = of('dti-programme');
		const challenges = loadFramework('dti-programme').axes[2]!.terms;
		const marks = (topic: string) => under('dti-programme', topic).map(({ marker }) => marker);
		const [announced, ...others] = under('dti-programme', 'Challenges in Digital Transformation');
		expect(announced).toMatchObject({
			...{ listKind: 'risk_category', axis: 'dti-programme.challenges' }
		});
		expect(others).toEqual([]);
		expect(challenges.map(({ marker }) => marker).join(' ')).toBe('A. B. C. D. E. F.');
		expect(marks('Estonia: The e-Estonia Model')).toEqual([null, '-', '-', '-']);
		expect(marks('Emerging Technologies')).toEqual(['1.', '2.', '3.', '4.']);
		const cases = notes.filter(({ topic }) => topic?.startsWith('Case Studies'));
		expect(new Set(cases.map(({ subtopic }) => subtopic)).size).toBe(5);
		expect(new Set(cases.map(({ listKind }) => listKind))).toEqual(new Set(['practice']));
		expect([...new Set(cases.map(({ country }) => country))]).toEqual([
			'EE',
			'SG',
			'IN',
			'GB',
			'KR'
		]);
		const outlook = notes.filter(({ topic }) => topic === 'The Future of Digital Transformation');
		expect(new Set(outlook.map(({ listKind }) => listKind))).toEqual(new Set(['topic']));
		expect(notes.filter(({ topic }) => topic === null)).toEqual([]);
	});

	test('the programme: components with 18 items, strategies with 13', () => {
		const programme = of('dti-programme');
		expect(counts(programme)).toEqual([5, 6, 31]);
		const items = programme.elements.filter((one) => one.kind === 'activity');
		expect(items.filter((one) => one.code.startsWith('II.'))).toHaveLength(18);
		expect(items.filter((one) => one.code.startsWith('III.'))).toHaveLength(13);
		expect(loadFramework('dti-programme').axes[2]!.terms).toHaveLength(6);
	});
});
