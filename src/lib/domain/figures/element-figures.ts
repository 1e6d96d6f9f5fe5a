/**
 * The figures of an element, or of the plan as a whole. Each is made when it is first asked for, and
 * kept: a plan has thousands, and a page asks for few. Those of an activity that rest on nothing but
 * itself are kept with how far it is, so that a report on another leaves them.
 */
import type { ActivityProgress } from '../progress/activity-progress.ts';
import { confidenceFigure, type ConfidenceFigure } from '../progress/confidence.ts';
import { effectiveWeightOf } from '../progress/plan-progress.ts';
import { isCompleted } from '../progress/progress-sums.ts';
import type { RolledUp } from '../progress/rolled-up.ts';
import type { Knowable } from '../records/known.ts';
import type { Ends } from '../progress/expected-ends.ts';
import type { ElementRecord } from '../records/records.ts';
import { Remade } from '../records/remade.ts';
import { attainment } from './attainment.ts';
import { activityConfidence, parentConfidence } from './computed-confidence.ts';
import { daysLate } from './days-late.ts';
import { deliveryProgress } from './delivery-progress.ts';
import { doneCompared } from './done-compared.ts';
import { plannedProgress } from './planned-progress.ts';
import { reckoned, type Reckoned, type ReckonedPlan } from './reckoned-plan.ts';
import { slippage } from './slippage.ts';
import type { ElementFigures, Summary } from './summary.ts';

/** Of all elements of the plan, made when they are first asked for. */
type Elements = () => ReadonlyMap<string, ElementFigures>;

/** Figures that rest on nothing but an activity itself, as far as they were asked for. */
interface Own {
	delivery?: RolledUp;
	planned?: RolledUp;
	doneCompared?: RolledUp;
	slippage?: RolledUp;
	ends?: Ends;
	daysLate?: Knowable<number>;
	confidence?: ConfidenceFigure;
}

const keptOwn = new Remade<ActivityProgress, Own>();

/**
 * The place for an element's own figures: an activity's is the same while nothing is reported of it.
 *
 * @param now how far it is; null of what is no activity
 */
function ownOf(
	{ progress, compared, days, tree }: ReckonedPlan,
	element: ElementRecord | null,
	now: ActivityProgress | null
): Own {
	if (element === null || now === null) return {};
	const { coverageThreshold, confidenceRules } = tree.plan;
	const of: unknown[] = [element, days.asOf, coverageThreshold, confidenceRules];
	if (compared !== progress)
		of.push(compared?.tree.plan.coverageThreshold, compared?.activities.get(element.id));
	return keptOwn.make(now, of, () => ({}));
}

/** See `Summary` for what each figure is. */
export class SummaryOf implements Summary {
	readonly #plan: ReckonedPlan;
	readonly #element: ElementRecord | null;
	readonly #elements: Elements;
	readonly #activity: ActivityProgress | null;
	#placed: Own | undefined;
	#attainment: RolledUp | undefined;
	#effectiveWeight: number | null | undefined;

	/** @param activity how far it is; null of what is no activity */
	constructor(
		plan: ReckonedPlan,
		element: ElementRecord | null,
		elements: Elements,
		activity: ActivityProgress | null
	) {
		this.#plan = plan;
		this.#element = element;
		this.#elements = elements;
		this.#activity = activity;
	}

	// not kept: of a thousand activities it would take more memory than their figures
	get #of(): Reckoned {
		return reckoned(this.#plan, this.#element);
	}

	get #own(): Own {
		return (this.#placed ??= ownOf(this.#plan, this.#element, this.#activity));
	}

	get #ends(): Ends {
		return (this.#own.ends ??= this.#plan.ends(this.#element));
	}

	get counts() {
		return this.#of.sums.counts;
	}

	get completed() {
		return isCompleted(this.#of.sums);
	}

	get delivery() {
		return (this.#own.delivery ??= deliveryProgress.value(this.#of));
	}

	get planned() {
		return (this.#own.planned ??= plannedProgress.value(this.#of));
	}

	get doneCompared() {
		return (this.#own.doneCompared ??= doneCompared.value(this.#of));
	}

	get slippage() {
		return (this.#own.slippage ??= slippage.value(this.#of));
	}

	get attainment() {
		return (this.#attainment ??= attainment.value(this.#of));
	}

	get effectiveWeight() {
		if (this.#effectiveWeight === undefined) this.#effectiveWeight = this.#weighed();
		return this.#effectiveWeight;
	}

	get plannedEnd() {
		return this.#ends.plannedEnd;
	}

	get expectedEnd() {
		return this.#ends.expectedEnd;
	}

	get daysLate() {
		return (this.#own.daysLate ??= daysLate.value(this.#of));
	}

	get confidence() {
		return (this.#own.confidence ??= this.#judged());
	}

	get money() {
		return this.#plan.money(this.#element);
	}

	#weighed(): number | null {
		return this.#element === null ? 1 : effectiveWeightOf(this.#plan.progress, this.#element);
	}

	#judged(): ConfidenceFigure {
		const element = this.#element;
		const computed =
			element?.kind === 'activity'
				? activityConfidence(this.#of, this)
				: parentConfidence(this.#of, this, this.#elements);
		const declared = element?.update?.declaredConfidence ?? null;
		const override = element?.confidenceOverride ?? null;
		return confidenceFigure(computed, declared, override, this.#plan.days.asOf);
	}
}

class FiguresOf extends SummaryOf implements ElementFigures {
	readonly id: string;
	readonly kind: ElementFigures['kind'];
	readonly state: ElementFigures['state'];
	readonly reportedOn: ElementFigures['reportedOn'];
	readonly #reckoned: ReckonedPlan;

	constructor(
		plan: ReckonedPlan,
		element: ElementRecord,
		elements: Elements,
		activity: ActivityProgress | null
	) {
		super(plan, element, elements, activity);
		this.id = element.id;
		this.kind = element.kind;
		this.state = activity?.state ?? null;
		this.reportedOn = activity?.update?.asOf ?? null;
		this.#reckoned = plan;
	}

	get servedBy() {
		return this.#reckoned.tree.outline.servedBy.get(this.id) ?? [];
	}
}

/** The figures of all elements, in the plan's order. */
export function elementFigures(plan: ReckonedPlan): Map<string, ElementFigures> {
	const elements = new Map<string, ElementFigures>();
	const all = () => elements;
	const { siblings } = plan.progress;
	for (const element of plan.tree.elements) {
		const activity = siblings.get(element.parentId)?.byId.get(element.id) ?? null;
		elements.set(element.id, new FiguresOf(plan, element, all, activity));
	}
	return elements;
}
