/** The types of file that are taken as evidence: no others are. */

export interface FileType {
	/** As it is stored and served. */
	mediaType: string;
	extensions: readonly string[];
	/** How its content is looked at: it is drawn anew, unpacked and counted, read as text, or recognised. */
	content: 'picture' | 'archive' | 'text' | 'document';
}

const office = 'application/vnd.openxmlformats-officedocument';

export const fileTypes: readonly FileType[] = [
	{ mediaType: 'application/pdf', extensions: ['pdf'], content: 'document' },
	{ mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], content: 'picture' },
	{ mediaType: 'image/png', extensions: ['png'], content: 'picture' },
	{ mediaType: 'image/webp', extensions: ['webp'], content: 'picture' },
	{ mediaType: `${office}.spreadsheetml.sheet`, extensions: ['xlsx'], content: 'archive' },
	{ mediaType: `${office}.wordprocessingml.document`, extensions: ['docx'], content: 'archive' },
	{
		mediaType: 'application/vnd.oasis.opendocument.text',
		extensions: ['odt'],
		content: 'archive'
	},
	{ mediaType: 'text/csv', extensions: ['csv'], content: 'text' }
];

/** The type that a file's name says; undefined: none that is taken. */
export function typeOfName(name: string): FileType | undefined {
	const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
	return fileTypes.find(({ extensions }) => extensions.includes(extension));
}
