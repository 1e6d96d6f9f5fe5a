/** The parts of a template, or of what is to be one, as a tree on a page. */
import type { TemplateItems } from '#lib/domain/templates/template.ts';
import type { ElementKind } from '#lib/domain/records/vocabulary.ts';

/** What of a KPI a page says: how it is defined, and nothing that is set. */
export interface KpiPart {
	id: string;
	/** The element that it measures. */
	elementId: string;
	code: string;
	title: string;
	definition: string | null;
	meansOfVerification: string | null;
	unit: string;
	direction: TemplateItems['kpis'][number]['direction'];
	frequency: TemplateItems['kpis'][number]['frequency'];
}

export interface ElementPart {
	id: string;
	kind: ElementKind;
	parentId: string | null;
	code: string;
	title: string;
	description: string | null;
}

export interface Parts {
	/** Parents before children. */
	elements: ElementPart[];
	kpis: KpiPart[];
}

export const templateParts = ({ elements, kpis }: TemplateItems): Parts => ({
	elements: elements.map(({ id, kind, parentId, code, title, description }) => ({
		...{ id, kind, parentId, code, title, description }
	})),
	kpis: kpis.map(({ id, elementId, code, title, definition, ...kpi }) => ({
		...{ id, elementId, code, title, definition, meansOfVerification: kpi.meansOfVerification },
		...{ unit: kpi.unit.label, direction: kpi.direction, frequency: kpi.frequency }
	}))
});
