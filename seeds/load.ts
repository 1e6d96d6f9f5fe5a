/**
 * Reads the plans that the tracker ships with. Pure apart from reading files: nothing is written,
 * and no clock is asked.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RollUpMethod } from '#lib/domain/records/vocabulary.ts';
import { alignmentOf, type AlignmentSeed } from './alignment.ts';
import { checkVerbatim, elementsOf, type ElementSeed } from './elements.ts';
import { planFolders, seedsFolder } from './folders.ts';
import { notesOf, type NoteSeed } from './notes.ts';
import { cloneFile, passagesFile, planFile, type PlanFile } from './plan-file.ts';
import { resolve, type Provenance, type Register } from './provenance.ts';
import { peopleOf, type PeopleSeed } from './people.ts';
import { readYaml } from './read.ts';
import { rollOutOf, type RollOutSeed } from './roll-out.ts';
import type { Mark, Publication } from './shapes.ts';

export type { ElementSeed, NoteSeed, Provenance, Publication };

/** One plan as its folder states it. */
export interface PlanSeed {
	slug: string;
	title: string;
	shortTitle: string;
	description: string | null;
	/** BCP 47. */
	language: string;
	/** ISO 4217; `XXX` where there is none. */
	currency: string;
	timeZone: string;
	fiscalYearStartMonth: number;
	periodStart: string | null;
	periodEnd: string | null;
	vision: string | null;
	mission: string | null;
	labels: PlanFile['labels'];
	rollUpMethod: RollUpMethod;
	demonstration: boolean;
	/** The slug of the plan whose elements these are. */
	cloneOf: string | null;
	publication: Publication;
	/** The words of the publication by passage id. */
	passages: Record<string, string>;
	/** Parents before children. */
	elements: ElementSeed[];
	notes: NoteSeed[];
	/** Slugs of the frameworks that it is set out by. */
	frameworks: string[];
	alignment: AlignmentSeed;
	/** Null: it has none. */
	rollOut: RollOutSeed | null;
	/** Null: nothing is said of people. */
	people: PeopleSeed | null;
	/** Each field of the plan, by its column's name. */
	provenance: Record<string, Provenance>;
}

/** Reads every plan. Throws a `SeedError` that names file and path at the first fault. */
export function loadPlans(seeds: string = seedsFolder): PlanSeed[] {
	return planFolders.map(({ slug }) => loadPlan(slug, seeds));
}

/** Reads one plan from its folder; a clone is read together with what it is a clone of. */
export function loadPlan(folder: string, seeds: string = seedsFolder): PlanSeed {
	const cloned = existsSync(join(seeds, folder, 'clone.yaml'));
	return cloned ? loadClone(folder, seeds) : loadPublished(folder, seeds);
}

function loadPublished(folder: string, seeds: string): PlanSeed {
	const file = join(seeds, folder, 'plan.yaml');
	const { publication, passages } = readYaml(join(seeds, folder, 'passages.yaml'), passagesFile);
	const plan = readYaml(file, planFile);
	const register: Register = { file, passages, rules: plan.rules, readings: plan.readings };
	const provenance = {
		...planProvenance(plan.provenance, register),
		...frameworkProvenance(plan.frameworks, register)
	};
	const { slug, title, language, currency, vision, mission, labels } = plan;
	const description = plan.description ?? null;
	for (const [field, text] of Object.entries({ title, description, vision, mission }))
		checkVerbatim(text, provenance[field], field, file);
	return {
		slug,
		title,
		shortTitle: plan.short_title,
		description,
		language,
		currency,
		timeZone: plan.time_zone,
		fiscalYearStartMonth: plan.fiscal_year_start_month,
		periodStart: plan.period?.start ?? null,
		periodEnd: plan.period?.end ?? null,
		vision,
		mission,
		labels,
		rollUpMethod: 'equal',
		demonstration: false,
		cloneOf: null,
		publication,
		passages,
		elements: elementsOf(plan, register),
		notes: notesOf(plan, register),
		frameworks: Object.keys(plan.frameworks),
		alignment: alignmentOf(join(seeds, folder), register),
		rollOut: rollOutOf(join(seeds, folder), register),
		people: peopleOf(join(seeds, folder), register),
		provenance
	};
}

function loadClone(folder: string, seeds: string): PlanSeed {
	const file = join(seeds, folder, 'clone.yaml');
	const clone = readYaml(file, cloneFile);
	const original = loadPublished(clone.clone_of, seeds);
	const register: Register = { file, passages: original.passages, rules: {}, readings: {} };
	return {
		...original,
		slug: clone.slug,
		title: clone.title,
		shortTitle: clone.short_title,
		periodStart: clone.period?.start ?? null,
		periodEnd: clone.period?.end ?? null,
		rollUpMethod: clone.roll_up_method,
		demonstration: true,
		cloneOf: clone.clone_of,
		elements: original.elements.map((element) =>
			withTerms(element, clone.terms[element.code] ?? [], clone.terms_provenance, register)
		),
		frameworks: [...original.frameworks, ...Object.keys(clone.frameworks)],
		notes: [...notesOf({ topics: {}, notes: clone.notes }, register), ...original.notes],
		alignment: alignmentOf(join(seeds, folder), register),
		rollOut: rollOutOf(join(seeds, folder), register),
		people: peopleOf(join(seeds, folder), register),
		provenance: {
			...original.provenance,
			...planProvenance(clone.provenance, register),
			...frameworkProvenance(clone.frameworks, register)
		}
	};
}

const frameworkProvenance = (written: PlanFile['frameworks'], register: Register) =>
	Object.fromEntries(
		Object.entries(written).map(([slug, mark]) => {
			const field = `frameworks.${slug}`;
			return [field, resolve(mark, field, field, register)];
		})
	);

/** An element with more terms than its source gives it, each with a provenance of its own. */
function withTerms(
	element: ElementSeed,
	terms: readonly string[],
	mark: Mark,
	register: Register
): ElementSeed {
	const added = terms.map((term) => {
		const field = `terms.${term}`;
		return [field, resolve(mark, field, `terms.${element.code}`, register)] as const;
	});
	return {
		...element,
		terms: [...element.terms, ...terms],
		provenance: { ...element.provenance, ...Object.fromEntries(added) }
	};
}

/** A period has one mark for its two days. */
function planProvenance(marks: Record<string, Mark>, register: Register) {
	const provenance: Record<string, Provenance> = {};
	for (const [field, mark] of Object.entries(marks)) {
		const resolved = resolve(mark, field, `provenance.${field}`, register);
		if (field !== 'period') provenance[field] = resolved;
		else Object.assign(provenance, { period_start: resolved, period_end: resolved });
	}
	return provenance;
}
