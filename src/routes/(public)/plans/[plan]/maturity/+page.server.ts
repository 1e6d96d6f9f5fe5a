import { showsPublished } from '#app/asked/checklists.ts';
import { shownMaturity, type ShownMaturity } from '#app/asked/maturity.ts';
import { mayEdit, readWhole } from '#app/plan-page.ts';
import { modelTitle } from '#lib/domain/maturity/model.ts';
import { can } from '#lib/domain/records/permissions.ts';
import type { SeriesPoint } from '#lib/domain/maturity/reading.ts';
import { m } from '#lib/paraglide/messages.js';
import {
	drawnReadings,
	partsOf,
	shownReading,
	summary,
	waveSentence
} from '#lib/views/maturity.ts';
import type { PageServerLoad } from './$types';

interface ShownSeries {
	key: string;
	of: string;
	points: SeriesPoint[];
	/** The publication; null: assessments on this site. */
	source: string | null;
}

/** Series of more than one value: of assessments, then of an index that others published. */
function seriesOf({ series, index }: ShownMaturity): ShownSeries[] {
	const own = series.map(({ organisation, all }): ShownSeries => ({
		...{ key: organisation.slug, of: organisation.acronym, source: null },
		points: all.map(({ on, score, model }) => ({
			...{ on, value: score.value, method: modelTitle(model), partial: score.partial }
		}))
	}));
	const byIndex = Map.groupBy(index, ({ of, title }) => `${of}: ${title}`);
	const published = [...byIndex].map(([of, all]): ShownSeries => ({
		...{ key: `index-${all[0]!.id}`, of },
		source: all[0]!.origin.publication?.title ?? null,
		points: all.map(({ on, value, method }) => ({ on, value, method, partial: false }))
	}));
	return [...own.filter(({ points }) => points.length > 1), ...published];
}

export const load: PageServerLoad = (event) =>
	readWhole(event, async (db, known) => {
		const { actor } = event.locals;
		const { scope, asOf, today, days } = known;
		const { searchParams } = event.url;
		const published = showsPublished(event.locals, scope, searchParams.get('edition'));
		const shown = await shownMaturity(db, known, { actor, published }, searchParams.get('model'));
		const { model } = shown;
		const readings = model ? shown.readings.map((one) => shownReading(model, one)) : [];
		const waveName = (title: string | null, key: string) =>
			title ?? (key === 'all' ? m.maturity_wave_all() : m.maturity_wave_none());
		return {
			title: m.maturity_title({ plan: known.plan.title }),
			...{ asOf, today, days, published, mayEdit: mayEdit(event.locals) },
			mayAssess: can(actor, 'write_report', {
				organisationIds:
					actor.kind === 'user' ? actor.grants.flatMap((one) => one.organisationId ?? []) : []
			}),
			asked: searchParams.get('model') === null ? null : (model?.slug ?? null),
			models: shown.models.map(({ slug, title, edition, language }) => ({
				...{ slug, language, title: modelTitle({ title, edition }) }
			})),
			model: model && {
				...{ slug: model.slug, title: modelTitle(model), language: model.language },
				...{ scoring: model.scoring, levels: [...model.levels] },
				dimensions: model.dimensions.map(({ code, title, weight }) => ({ code, title, weight }))
			},
			sentences: readings.length > 0 ? summary(readings) : [],
			readings,
			drawn: drawnReadings(readings).map(({ id }) => id),
			waves: shown.waves.map((wave) => {
				const name = waveName(wave.title, wave.key);
				return {
					key: wave.key,
					name,
					total: wave.total,
					parts: partsOf(wave),
					label: waveSentence(name, wave)
				};
			}),
			series: seriesOf(shown)
		};
	});
