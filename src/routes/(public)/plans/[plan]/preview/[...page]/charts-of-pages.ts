/** Which chart stands for a page of a plan. */
import type { MakeChart } from '#app/pictures/picture-answer.ts';
import { planChart } from '../../charts/[chart].svg/plan-charts.ts';
import { elementChart } from '../../elements/[code]/charts/[chart].svg/element-charts.ts';
import { kpiChart } from '../../kpis/[code]/charts/[chart].svg/kpi-charts.ts';

/** By what follows the plan in the address; the first that has something to draw. */
const ofPlan: Record<string, string[]> = {
	'': ['goals', 'curve', 'timeline', 'kpis'],
	leadership: ['curve', 'goals'],
	timeline: ['timeline'],
	kpis: ['kpis'],
	commitments: ['commitments'],
	coverage: ['coverage'],
	activity: ['curve', 'goals'],
	explain: ['curve', 'goals']
};
const ofElement = ['progress', 'parts', 'kpis', 'money'];

const nothingAsked = new URLSearchParams();

function chartsOf(page: string): MakeChart[] {
	const [kind, code = ''] = page.split('/');
	if (kind === 'elements') return ofElement.map((chart) => elementChart({ code, chart }));
	if (kind === 'kpis' && code) return [kpiChart({ code, chart: 'course' })];
	const charts = Object.hasOwn(ofPlan, page) ? ofPlan[page]! : [];
	return charts.map((chart) => planChart({ chart, query: nothingAsked }));
}

/** Undefined where nothing can be drawn for the page. */
export const chartOfPage =
	(page: string): MakeChart =>
	async (...known) => {
		for (const chart of chartsOf(page)) {
			const drawn = await chart(...known);
			if (drawn) return drawn;
		}
		return undefined;
	};
