/** A chart of one plan as a file of SVG: it works without a script, and names where it is from. */
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import type { PictureWords } from '#lib/charts/pictures/frame.ts';
import type { Scope } from '#lib/domain/records/scope.ts';
import { m } from '#lib/paraglide/messages.js';
import { writable } from '#lib/ui/xml.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Db } from '#lib/server/db/connect.ts';
import type { PlanRow } from '#lib/server/facts/plans.ts';
import { asFile, type OwnFile, type Write } from '#lib/server/open-data/answer.ts';
import { fileName, markOf } from '#lib/server/open-data/csv.ts';
import * as provenance from '#lib/server/provenance/queries.ts';
import { addressesOf, type Addresses } from '#lib/ui/addresses.ts';
import { day, number } from '#lib/ui/format.ts';
import type { ChartWords } from '#lib/views/chart-words/chart-words.ts';
import { planAnswer, type Asked } from '../plan-answer.ts';

/** A chart that can be drawn. */
export interface DrawnChart {
	/** Of its file. */
	name: string;
	words: ChartWords;
	/** The page on which it stands. */
	page: (to: Addresses) => string;
	/** Draws it, as text of SVG. */
	draw: (words: PictureWords) => string;
}

/** Makes a chart of a plan in a scope; undefined where there is nothing to draw. */
export type MakeChart = (db: Db, plan: PlanRow, scope: Scope) => Promise<DrawnChart | undefined>;

/** What components that draw a picture need besides what they say. */
type Drawing<Props> = Omit<Props, 'words'>;

/** How a component draws with what it shows. */
export const drawnBy =
	<Props extends { words: PictureWords }>(component: Component<Props>, props: Drawing<Props>) =>
	(words: PictureWords): string =>
		render(component as Component<Drawing<Props> & { words: PictureWords }>, {
			props: { ...props, words }
		}).body;

/** Comments are marks of the renderer's own. */
const asXml = (text: string) => writable(text.replaceAll(/<!--.*?-->/gs, ''));

const isCurrent = (url: URL) => url.searchParams.get('edition') === 'current';

/** Where a picture is from, a line each. */
async function sourceOf(
	{ url }: Pick<Asked, 'url'>,
	db: Db,
	plan: PlanRow,
	{ asOf, knownOn, reading, snapshot }: Scope,
	page: DrawnChart['page']
): Promise<string[]> {
	const [publication] = await provenance.publications(db, plan.id);
	const { title = '', publisher = null } = publication ?? {};
	return [
		m.picture_source({ site: m.site_name(), plan: plan.title }),
		...(title && publisher ? [m.picture_publication_by({ title, publisher })] : []),
		...(title && !publisher ? [m.picture_publication({ title })] : []),
		m.picture_days({
			asOf: day(asOf),
			knownOn: day(knownOn),
			revision: number(snapshot?.revision ?? Number(plan.revision))
		}),
		...(reading === 'baseline' ? [m.picture_against_adopted()] : []),
		url.origin +
			page(
				addressesOf(plan.slug, {
					asOf,
					knownOn,
					against: reading === 'baseline' ? 'adopted' : null,
					edition: isCurrent(url) ? 'current' : null,
					snapshot: url.searchParams.get('snapshot') || null
				})
			)
	];
}

/** A chart as text of SVG, with where it is from. */
export async function drawnChart(
	asked: Pick<Asked, 'url'>,
	db: Db,
	plan: PlanRow,
	scope: Scope,
	chart: DrawnChart
): Promise<string> {
	const words: PictureWords = {
		...chart.words,
		source: await sourceOf(asked, db, plan, scope, chart.page),
		mark: plan.demonstration ? m.site_invented() : '',
		language: getLocale()
	};
	return asXml(chart.draw(words));
}

/** Opened by itself it may run nothing and load nothing. */
const asPicture: Write<OwnFile> = (file, { headers }) =>
	asFile(file, {
		headers: { ...headers, 'content-security-policy': "default-src 'none'; sandbox" }
	});

/** Answers with a chart of one plan in a scope as a file of SVG. */
export function pictureAnswer(asked: Asked, make: MakeChart): Promise<Response> {
	const asSvg = async (db: Db, plan: PlanRow, scope: Scope): Promise<OwnFile | undefined> => {
		const chart = await make(db, plan, scope);
		if (chart === undefined) return undefined;
		return {
			name: fileName(
				{ plan: plan.slug, as_of: scope.asOf, demonstration: markOf(plan) },
				chart.name,
				'svg'
			),
			type: 'image/svg+xml; charset=utf-8',
			text: await drawnChart(asked, db, plan, scope, chart)
		};
	};
	return planAnswer(asked, asSvg, asPicture);
}
