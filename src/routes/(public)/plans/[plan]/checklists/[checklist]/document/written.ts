/** A document as a file of HTML that carries its own styles: it is opened from a disk, and printed. */
import { colours } from '#lib/charts/pictures/palette.ts';

const styles = `
	@page { size: A4; margin: 14mm 16mm; }
	body { font: 10.5pt/1.35 'Source Sans 3', 'Segoe UI', Roboto, 'Noto Sans', sans-serif; color: ${colours.ink};
		background: ${colours.paper}; max-width: 178mm; margin: 8mm auto; padding: 0 4mm; }
	h1 { font-size: 17pt; line-height: 1.2; margin: 0 0 2mm; }
	h2 { font-size: 12pt; margin: 5mm 0 1.5mm; border-bottom: 0.3mm solid ${colours.ink}; }
	p { margin: 0 0 1.5mm; }
	ul { margin: 0; padding: 0; list-style: none; }
	li { padding: 1mm 0; border-bottom: 0.2mm solid ${colours.line}; break-inside: avoid; }
	.soft { color: ${colours.soft}; }
	.lede { font-size: 12pt; }
	.mark { background: ${colours.notice}; padding: 1mm 2mm; }
	main > p:last-child { margin-top: 6mm; font-size: 9pt; }
	.short li { display: inline; border: 0; padding: 0; }
	.short li + li::before { content: '\\00a0· '; }
	@media print { body { margin: 0; padding: 0; max-width: none; background: none; } }
`;

export const written = ({
	language,
	head,
	body
}: {
	language: string;
	head: string;
	body: string;
}): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<style>${styles}</style>
</head>
<body>${body}</body>
</html>
`;
