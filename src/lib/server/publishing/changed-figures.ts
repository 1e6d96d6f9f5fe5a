/** Which of a plan's main figures one document of them says otherwise than another. */
import type { Unit } from '#lib/domain/figures/derivation.ts';
import type { FigureName } from '#lib/domain/figures/explained-figures.ts';
import type { IsoDate, KpiUnit } from '#lib/domain/records/records.ts';
import type { UnknownReason } from '#lib/domain/records/known.ts';
import {
	confidences,
	moneyStages,
	type Confidence,
	type ElementKind
} from '#lib/domain/records/vocabulary.ts';
import type { DeliveryCountName } from '#lib/domain/figures/delivery-counts.ts';
import type {
	ElementFiguresDocument,
	FigureDocument,
	FiguresDocument
} from '../open-data/shapes/figures.ts';

export const figureGroups = ['plan', 'states', 'confidence', 'goals', 'money', 'kpis'] as const;
export type FigureGroup = (typeof figureGroups)[number];

/** A figure as it is shown: with why there is none, where there is none. */
export interface ShownFigure {
	value: number | string | null;
	reason: UnknownReason | null;
	partial: boolean;
}

export interface ComparedFigure {
	group: FigureGroup;
	figure:
		| { name: FigureName }
		/** How many activities are in a state, or have a confidence; `none`: no confidence is given. */
		| { state: DeliveryCountName }
		| { confidence: Confidence | 'none' }
		/** The confidence itself. */
		| { name: 'confidence' }
		| { name: 'kpis_measured' };
	/** Of which element or KPI; null: of the plan as a whole. */
	of: { code: string; title: string } | null;
	unit: Unit | 'confidence';
	/** Null: there is no such element or KPI in that one. */
	before: ShownFigure | null;
	after: ShownFigure | null;
}

type Figure = Omit<ComparedFigure, 'before' | 'after'> & { shown: ShownFigure };

const shownOf = ({ value, reason, partial = false }: FigureDocument): ShownFigure => ({
	...{ value, reason: reason ?? null, partial }
});

const counted = (value: number): ShownFigure => ({ value, reason: null, partial: false });

const headlines: FigureName[] = [
	...(['delivery_progress', 'planned_progress', 'slippage', 'attainment', 'days_late'] as const),
	...(['coverage', 'organisations_reported'] as const)
];
const ofMoney: FigureName[] = [...moneyStages, 'spent_of_allotment'];

function headlineFigures({ headline, confidence, kpis_measured }: FiguresDocument): Figure[] {
	const named = (group: FigureGroup, names: FigureName[]) =>
		names.flatMap((name): Figure[] => {
			const figure = headline[name];
			return figure
				? [{ group, figure: { name }, of: null, unit: figure.unit, shown: shownOf(figure) }]
				: [];
		});
	return [
		...named('plan', headlines),
		{
			...{ group: 'plan', figure: { name: 'kpis_measured' }, of: null, unit: 'count' },
			shown: counted(kpis_measured.measured)
		},
		{ ...confidenceOf(confidence, null), group: 'plan' },
		...named('money', ofMoney)
	];
}

const confidenceOf = (
	{ confidence }: ElementFiguresDocument['confidence'],
	of: ComparedFigure['of']
): Omit<Figure, 'group'> => ({
	...{ figure: { name: 'confidence' }, of, unit: 'confidence' },
	shown: { value: confidence, reason: null, partial: false }
});

/** How many activities are in each state, and have each confidence. */
function countFigures({ activity_counts, elements }: FiguresDocument): Figure[] {
	const states = Object.entries(activity_counts) as [DeliveryCountName, number][];
	const activities = elements.filter(({ kind }) => kind === 'activity');
	const of = (asked: Confidence | null) =>
		activities.filter(({ confidence }) => confidence.confidence === asked).length;
	const unit = 'count' as const;
	return [
		...states.map(([state, count]): Figure => ({
			...{ group: 'states', figure: { state }, of: null, unit, shown: counted(count) }
		})),
		...[...confidences, null].map((confidence): Figure => ({
			...{ group: 'confidence', figure: { confidence: confidence ?? 'none' }, of: null, unit },
			shown: counted(of(confidence))
		}))
	];
}

/** The widest kind of which the plan has some. */
function topKind(elements: readonly { kind: ElementKind }[]): ElementKind {
	return elements.some(({ kind }) => kind === 'goal') ? 'goal' : 'objective';
}

function goalFigures({ elements }: FiguresDocument): Figure[] {
	const kind = topKind(elements);
	const group = 'goals';
	return elements
		.filter((element) => element.kind === kind)
		.flatMap(({ code, title, delivery_progress, attainment, confidence }): Figure[] => {
			const of = { code, title };
			const [done, reached] = [delivery_progress, attainment];
			return [
				{
					...{ group, figure: { name: 'delivery_progress' }, of, unit: done.unit },
					shown: shownOf(done)
				},
				{
					...{ group, figure: { name: 'attainment' }, of, unit: reached.unit },
					shown: shownOf(reached)
				},
				{ ...confidenceOf(confidence, of), group }
			];
		});
}

const kpiFigures = ({ kpis }: FiguresDocument): Figure[] =>
	kpis.map(({ code, title, kpi_value: value }) => ({
		...{ group: 'kpis', figure: { name: 'kpi_value' }, of: { code, title }, unit: value.unit },
		shown: shownOf(value)
	}));

const figuresOf = (document: FiguresDocument): Figure[] => [
	...headlineFigures(document),
	...countFigures(document),
	...goalFigures(document),
	...kpiFigures(document)
];

const keyOf = ({ group, figure, of }: Figure) => JSON.stringify([group, figure, of?.code ?? null]);

/** The main figures of two documents side by side, in the order of the groups. */
function comparedFigures(before: FiguresDocument, after: FiguresDocument): ComparedFigure[] {
	const [one, other] = [before, after].map(
		(document) => new Map(figuresOf(document).map((figure) => [keyOf(figure), figure]))
	) as [Map<string, Figure>, Map<string, Figure>];
	const all = new Map([...one, ...other]);
	return [...all]
		.map(([key, { shown: _, ...figure }]) => ({
			...figure,
			before: one.get(key)?.shown ?? null,
			after: other.get(key)?.shown ?? null
		}))
		.sort((a, b) => figureGroups.indexOf(a.group) - figureGroups.indexOf(b.group));
}

const isSame = (one: ShownFigure | null, other: ShownFigure | null) =>
	one?.value === other?.value && one?.reason === other?.reason && one?.partial === other?.partial;

/** What one document of a plan's figures says otherwise than another. */
export interface FiguresChanged {
	/** The status dates of the two. */
	asOf: { before: IsoDate; after: IsoDate };
	changed: ComparedFigure[];
	/** How many main figures are the same. */
	same: number;
	/** What each KPI is counted in, by its code. */
	kpiUnits: Record<string, KpiUnit>;
}

/** @param kpis those of the plan, for what their values are counted in */
export function figuresChanged(
	before: FiguresDocument,
	after: FiguresDocument,
	kpis: readonly { code: string; unit: KpiUnit }[]
): FiguresChanged {
	const all = comparedFigures(before, after);
	const changed = all.filter((one) => !isSame(one.before, one.after));
	return {
		asOf: { before: before.as_of, after: after.as_of },
		changed,
		same: all.length - changed.length,
		kpiUnits: Object.fromEntries(kpis.map(({ code, unit }) => [code, unit]))
	};
}
