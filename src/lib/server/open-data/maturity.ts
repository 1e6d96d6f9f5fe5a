/** The maturity of a plan's organisations as a document and as a table: each score with all its parts. */
import type { PlanWithFigures } from '#lib/domain/figures/plan-figures.ts';
import type { StoredModel } from '../maturity/queries.ts';
import type { Distribution, Reading, Scored } from '#lib/domain/maturity/reading.ts';
import { seriesSteps, type SeriesStep } from '#lib/domain/maturity/reading.ts';
import { criteriaOf } from '#lib/domain/maturity/model.ts';
import type { IsoDate } from '#lib/domain/records/records.ts';
import type { PlanReading } from '#lib/domain/records/scope.ts';
import type { PublishedIndex } from '../assessments/published-index.ts';
import { table, type CsvTable } from './csv.ts';

interface Named {
	slug: string;
	acronym: string;
	name: string;
}

interface Shown {
	model: StoredModel | null;
	models: readonly StoredModel[];
	readings: readonly (Reading & { organisation: Named })[];
	waves: readonly (Distribution & { title: string | null })[];
	series: readonly { organisation: Named; all: readonly (Scored & { model: StoredModel })[] }[];
	index: readonly PublishedIndex[];
}

interface AssessmentDocument {
	as_of: IsoDate;
	/** Another person has checked it; else it is what the organisation says. */
	verified: boolean;
	/** Null: nothing was answered. */
	score: number | null;
	level: number | null;
	/** The share of the weight that was answered, 0 … 1. */
	coverage: number;
	partial: boolean;
	/** What was not answered can only bring the score down. */
	at_most: boolean;
	dimensions: { code: string; score: number | null; share: number; coverage: number }[];
	/** By code; null: not answered. */
	criteria: { code: string; level: number | 'not_applicable' | null }[];
	/** Where who checked it says something else than the organisation. */
	differences: {
		code: string;
		organisation: number | 'not_applicable' | null;
		check: number | 'not_applicable' | null;
	}[];
}

export interface MaturityDocument {
	kind: 'maturity';
	plan: { kind: 'plan'; id: string; code: string; title: string; demonstration: boolean };
	as_of: IsoDate;
	known_on: IsoDate;
	reading: PlanReading;
	revision: number;
	/** The model by which it is read; null: nothing was assessed. */
	model: { code: string; title: string; edition: string | null } | null;
	/** All by which something was assessed. */
	models: string[];
	organisations: {
		code: string;
		acronym: string;
		name: string;
		latest: AssessmentDocument;
		/** Null: there is none. */
		earlier: AssessmentDocument | null;
		target: { level: number; due_on: IsoDate | null } | null;
	}[];
	waves: {
		title: string | null;
		organisations: number;
		levels: { level: number; organisations: number }[];
		below_lowest: number;
		not_assessed: number;
	}[];
	series: {
		of: string;
		values: {
			on: IsoDate;
			value: number | null;
			method: string;
			/** How it stands to the value before; null: it is the first. */
			follows: SeriesStep['way'] | null;
		}[];
	}[];
	/** Values that others published, whole. */
	published_index: {
		of: string;
		title: string;
		method: string;
		on: IsoDate;
		value: number;
		source: string | null;
	}[];
}

function assessmentOf(model: StoredModel, one: Scored): AssessmentDocument {
	const { score, differences, levels } = one;
	return {
		...{ as_of: one.on, verified: one.verified, score: score.value },
		...{ level: score.level?.number ?? null, coverage: score.coverage, partial: score.partial },
		at_most: score.atMost,
		dimensions: score.dimensions.map(({ code, value, share, coverage }) => ({
			...{ code, score: value, share, coverage }
		})),
		criteria: criteriaOf(model).map(({ code }) => ({ code, level: levels.get(code) ?? null })),
		differences: differences.map(({ criterion, own, check }) => ({
			...{ code: criterion, organisation: own, check }
		}))
	};
}

function seriesOf({ series }: Shown): MaturityDocument['series'] {
	return series.map(({ organisation, all }) => {
		const points = all.map(({ on, score, model }) => ({
			...{ on, value: score.value, method: model.slug, partial: score.partial }
		}));
		const steps = seriesSteps(points);
		return {
			of: organisation.slug,
			values: points.map(({ on, value, method }, at) => ({
				...{ on, value, method, follows: at === 0 ? null : steps[at - 1]!.way }
			}))
		};
	});
}

export function maturityDocument(
	{ record, figures }: PlanWithFigures,
	shown: Shown,
	{ reading }: { reading: PlanReading }
): MaturityDocument {
	const { id, slug: code, title, demonstration, revision } = record;
	const { model } = shown;
	return {
		...{ kind: 'maturity', plan: { kind: 'plan', id, code, title, demonstration } },
		...{ as_of: figures.asOf, known_on: figures.knownOn, reading, revision },
		model: model && { code: model.slug, title: model.title, edition: model.edition },
		models: shown.models.map(({ slug }) => slug),
		organisations: shown.readings.map(({ organisation, latest, earlier, target }) => ({
			...{ code: organisation.slug, acronym: organisation.acronym, name: organisation.name },
			latest: assessmentOf(model!, latest),
			earlier: earlier && assessmentOf(model!, earlier),
			target: target && { level: target.level!, due_on: target.dueOn }
		})),
		waves: shown.waves.map((wave) => ({
			...{ title: wave.title, organisations: wave.total },
			levels: wave.levels.map(({ level, count }) => ({
				level: level.number,
				organisations: count
			})),
			...{ below_lowest: wave.below, not_assessed: wave.open }
		})),
		series: seriesOf(shown),
		published_index: shown.index.map(({ of, title: named, method, on, value, origin }) => ({
			...{ of, title: named, method, on, value, source: origin.publication?.title ?? null }
		}))
	};
}

interface Row {
	organisation: Named;
	one: Scored;
	part: 'score' | 'dimension' | 'criterion';
	code: string | null;
	title: string | null;
	value: number | null;
	applies: boolean;
	coverage: number | null;
}

/** A score, then each of its dimensions and criteria: a composite never stands without its parts. */
function rowsOf(model: StoredModel, organisation: Named, one: Scored): Row[] {
	const head = { organisation, one };
	const { score, levels } = one;
	const whole: Row = {
		...{ ...head, part: 'score', code: null, title: null, applies: true },
		...{ value: score.value, coverage: score.coverage }
	};
	return [
		whole,
		...model.dimensions.flatMap(({ code, title, criteria }, at): Row[] => {
			const of = score.dimensions[at]!;
			return [
				{
					...{ ...head, part: 'dimension', code, title, value: of.value },
					...{ applies: of.share > 0, coverage: of.coverage }
				},
				...criteria.map((asked): Row => {
					const level = levels.get(asked.code);
					return {
						...{ ...head, part: 'criterion', code: asked.code, title: asked.title },
						...{ value: typeof level === 'number' ? level : null, coverage: null },
						applies: level !== 'not_applicable'
					};
				})
			];
		})
	];
}

export const maturityTable = ({ model, readings }: Shown): CsvTable =>
	table<Row>(
		'maturity',
		{
			model: () => model?.slug ?? null,
			organisation: ({ organisation }) => organisation.slug,
			organisation_acronym: ({ organisation }) => organisation.acronym,
			assessed_as_of: ({ one }) => one.on,
			verified: ({ one }) => one.verified,
			part: ({ part }) => part,
			code: ({ code }) => code,
			title: ({ title }) => title,
			value: ({ value }) => value,
			applies: ({ applies }) => applies,
			coverage: ({ coverage }) => coverage
		},
		readings.flatMap(({ organisation, latest, earlier }) => [
			...rowsOf(model!, organisation, latest),
			...(earlier ? rowsOf(model!, organisation, earlier) : [])
		])
	);
