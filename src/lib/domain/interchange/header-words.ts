/**
 * What columns are called in plans and monitoring sheets, in English, Filipino, Indonesian and
 * Portuguese: data for {@link roleOfWords}. General words only; no plan's own.
 */
import type { Role } from './roles.ts';

/** Words without accents, in small letters. Earlier roles go before later ones. */
export const headerWords: Partial<Record<Role, string>> = {
	'goal.title':
		'goal|goals|strategic goal|pillar|component|principle|outcome area|layunin|pangunahing layunin|' +
		'tujuan|tujuan strategis|pilar|misi|principio|eixo|meta estrategica|pilares',
	'goal.code': 'goal no|goal code|goal id|no tujuan|kode tujuan|id principio|codigo do principio',
	'objective.title':
		'objective|objectives|strategic objective|sub goal|specific objective|strategy|tiyak na layunin|' +
		'sasaran|sasaran strategis|program|programa|programme|objetivo|objetivo estrategico|objetivos|nome objetivo',
	'objective.code':
		'objective no|objective code|objective id|no sasaran|kode sasaran|kode program|id objetivo|codigo do objetivo',
	'activity.title':
		'activity|activities|initiative|initiatives|action|action item|project|projects|programs and projects|' +
		'deliverable|milestone activity|gawain|aktibidad|mga gawain|inisyatiba|proyekto|kegiatan|rencana aksi|inisiatif|' +
		'sub kegiatan|proyek|iniciativa|iniciativas|acao|acoes|atividade|projeto|nome iniciativa',
	'activity.code':
		'activity no|activity code|activity id|initiative no|initiative id|action no|project code|kode kegiatan|' +
		'no kegiatan|id iniciativa|codigo da iniciativa|codigo da acao',
	'element.code':
		'code|no|number|item|item no|ref|reference|id|identifier|kodigo|bilang|kode|nomor|codigo|numero|n',
	'element.title':
		'title|name|particulars|description of activity|pamagat|pangalan|judul|nama|uraian|titulo|nome',
	'element.kind': 'kind|type|level|uri|antas|jenis|tingkat|tipo|nivel',
	'element.parent':
		'parent|parent code|beneath|under|belongs to|magulang|induk|kode induk|pai|superior',
	'element.short_title':
		'short title|short name|maikling pamagat|judul singkat|nama singkat|titulo curto',
	'element.description':
		'description|details|paglalarawan|deskripsi|keterangan kegiatan|descricao|detalhamento',
	'element.lead':
		'lead|owner|lead office|lead agency|responsible|responsible office|responsible agency|responsibility|' +
		'office primarily responsible|opr|implementing agency|tagapanguna|tanggapan|nangungunang ahensya|' +
		'penanggung jawab|pelaksana|opd|perangkat daerah|instansi|instansi pelaksana|unit kerja|' +
		'responsavel|orgao responsavel|orgao|unidade responsavel',
	'element.co_leads':
		'co lead|co leads|co owner|partner|partners|support agency|supporting agencies|katuwang|mitra|' +
		'instansi pendukung|orgaos parceiros|parceiros|corresponsavel',
	'element.reporters': 'reporter|reported by|reporting office|tagapag ulat|pelapor|relator',
	'element.planned_start':
		'start|start date|begin|begins|from|planned start|petsa ng simula|simula|mulai|tanggal mulai|waktu mulai|inicio|data de inicio',
	'element.planned_end':
		'end|end date|finish|due|due date|deadline|until|to|planned end|target date|completion date|' +
		'petsa ng pagtatapos|katapusan|wakas|selesai|tanggal selesai|waktu selesai|tenggat|prazo|data final|fim|termino|data de conclusao',
	'element.forecast_start': 'forecast start|expected start|perkiraan mulai|inicio previsto',
	'element.forecast_end':
		'forecast end|expected end|forecast|perkiraan selesai|termino previsto|previsao de conclusao',
	'element.weight': 'weight|weighting|bigat|timbang|bobot|peso',
	'element.critical': 'critical|kritikal|kritis|critico',
	'element.applicable': 'applicable|applies|berlaku|aplicavel',
	'element.deliverable_defined': 'deliverable defined',
	'element.terms': 'terms|tags|framework terms',
	'element.also_serves': 'also serves',
	'milestone.title': 'milestone|milestones|hito|tonggak|marco|entrega',
	'milestone.number': 'milestone no|milestone number',
	'milestone.planned_on': 'milestone date|milestone due|planned on',
	'milestone.weight': 'milestone weight',
	'kpi.title':
		'kpi|indicator|indicators|performance indicator|key performance indicator|measure|tagapagpahiwatig|' +
		'indikator|indikator kinerja|iku|indicador|indicador de desempenho|indicadores',
	'kpi.code': 'kpi code|kpi no|indicator code|indicator no|kode indikator|codigo do indicador',
	'kpi.unit':
		'unit|unit of measure|unit of measurement|yunit|satuan|unidade|unidade de medida|caracteristica do dado',
	'kpi.unit_kind': 'unit kind|kind of unit|unit type',
	'kpi.unit_low': 'lowest|unit low',
	'kpi.unit_high': 'highest|unit high',
	'kpi.direction': 'direction|polarity|direksyon|arah|polaritas|polaridade|sentido',
	'kpi.baseline_value':
		'baseline|baseline value|base value|batayan|baseline data|kondisi awal|data dasar|linha de base|valor de base',
	'kpi.baseline_on':
		'baseline date|baseline year|petsa ng batayan|tahun dasar|data da linha de base|ano base',
	'kpi.definition': 'definition|kahulugan|definisi|definicao|formula',
	'kpi.means_of_verification':
		'means of verification|source of data|data source|verification|pinagmulan ng datos|sumber data|' +
		'alat verifikasi|fonte|fonte de dados|meios de verificacao',
	'kpi.frequency': 'frequency|dalas|frekuensi|frequencia|periodicidade',
	'kpi.over_time': 'over time',
	'kpi.over_organisations': 'over organisations',
	'kpi.reporter': 'kpi reporter|measured by',
	'kpi.range_low': 'band low|range low',
	'kpi.range_high': 'band high|range high',
	'kpi.range_zero_distance': 'band distance|zero distance',
	'kpi.result_level':
		'result level|level of result|results level|antas ng resulta|tingkat hasil|nivel de resultado',
	'kpi.measured_until': 'measured until|sinusukat hanggang|diukur hingga|medido ate',
	'kpi.quality_limits': 'limits|data limits|limitations',
	'kpi.quality_accuracy': 'accuracy|data accuracy',
	'kpi.quality_revisions': 'revisions|revision policy',
	'kpi.quality_actions': 'what is being done|data quality actions',
	'kpi.quality_reviewed_on': 'last looked over on|data quality reviewed',
	'kpi.terms': 'kpi terms|indicator terms',
	'kpi.tolerance': 'tolerance|toleransi|tolerancia',
	'target.value':
		'target|targets|target value|end target|final target|layon|puntirya|target akhir|meta|metas|meta final',
	'target.due_on': 'target due|target year|due on|tahun target|ano da meta',
	'line.fund':
		'fund|fund source|source of fund|source of funds|pondo|pinagmulan ng pondo|sumber dana|fonte de recursos|fundo',
	'line.year':
		'year|fiscal year|fy|appropriation year|budget year|taon|tahun|tahun anggaran|ano|exercicio',
	'line.cost':
		'cost|total cost|estimated cost|budget|indicative budget|investment requirement|halaga|badyet|gastos|' +
		'biaya|anggaran|pagu|pagu indikatif|kebutuhan anggaran|custo|orcamento|valor estimado|valor',
	'line.original_cost': 'cost as adopted|original cost|adopted cost',
	'line.cost_from': 'cost in force from|cost since|in force from',
	'line.since': 'in the plan since|line since',
	'line.appropriation':
		'appropriation|appropriations|authorized appropriation|laan|alokasi|dotacao|dotacao autorizada',
	'line.allotment': 'allotment|allotments|allotment received|realokasi|limite liberado',
	'location.unit_name': 'location|place|municipality|province|lugar|lokasi',
	'fund.title': 'fund title|fund name',
	'fund.code': 'fund code'
};
