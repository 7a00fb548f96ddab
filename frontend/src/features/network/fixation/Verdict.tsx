import type { FixationOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { UnknownIcon } from "@/ui/icons";
import { Section } from "@/ui/parts/Section";

const BANDS = [0, 20, 50, 75, 100]; // where a band ends and the next begins

type Measured = FixationOut & { value: number; band: NonNullable<FixationOut["band"]> };

/** The index in words and as a number; where the data carry none, what is missing. */
export function Verdict({ report }: { report: FixationOut }) {
  const { language, t } = useSpeech();
  const { fixation: texts } = useNetworkTexts();
  const { confidence, confidence_text, confidence_text_en } = report;
  return (
    <Section title={texts.index}>
      {isMeasured(report) ? <Index report={report} /> : <NoNumber />}
      <p className="print:leading-tight">
        <strong>
          {texts.sure}
          {t.colon}
          {texts.confidence[confidence]}
        </strong>{" "}
        {language === "ja" ? confidence_text : confidence_text_en}
      </p>
    </Section>
  );
}

const isMeasured = (report: FixationOut): report is Measured =>
  report.value !== null && report.band !== null;

function NoNumber() {
  const { fixation: texts } = useNetworkTexts();
  return (
    <div className="grid grid-cols-1 gap-1 rounded-8 border-2 border-solid-gray-420 border-dashed p-4 print:p-2">
      <p className="text-std-28B-150">
        <UnknownIcon /> {texts.confidence.insufficient}
      </p>
      <p>{texts.noNumber}</p>
    </div>
  );
}

function Index({ report }: { report: Measured }) {
  const { fixation: texts } = useNetworkTexts();
  const { value, low, high, band } = report;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-4">
        <span className="text-std-45B-140 print:text-std-28B-150">{value.toFixed(1)}</span>
        <span className="text-std-24B-150">{texts.band[band]}</span>
        {low !== null && high !== null && (
          <span>{texts.interval(low.toFixed(1), high.toFixed(1))}</span>
        )}
      </p>
      <Scale report={report} />
      <p className="text-std-16N-170 text-solid-gray-700 print:hidden">{texts.scale}</p>
      <Platform report={report} />
    </>
  );
}

const WIDTH = 400;
const EDGE = 14; // half of the widest number
const at = (value: number) => EDGE + (value / 100) * (WIDTH - 2 * EDGE);

/** Where the index stands among the bands, with its interval as a bar. */
function Scale({ report: { value, low, high, platform } }: { report: Measured }) {
  return (
    <svg
      aria-hidden="true"
      className="w-full max-w-[32rem]"
      style={{ fontSize: 13 }}
      viewBox={`0 0 ${WIDTH} 62`}
    >
      {BANDS.slice(1).map((end, number) => (
        <rect
          className={FILLS[number]}
          height="16"
          key={end}
          strokeWidth="1"
          width={at(end) - at(BANDS[number] ?? 0)}
          x={at(BANDS[number] ?? 0)}
          y="22"
        />
      ))}
      {BANDS.map((edge) => (
        <text key={edge} textAnchor="middle" x={at(edge)} y="56">
          {edge}
        </text>
      ))}
      {low !== null && high !== null && (
        <path
          className="stroke-black"
          d={`M${at(low)} 25v10M${at(low)} 30H${at(high)}M${at(high)} 25v10`}
          fill="none"
          strokeWidth="2.5"
        />
      )}
      {platform !== null && (
        <path className="fill-white stroke-black" d={diamond(at(platform))} strokeWidth="1.5" />
      )}
      <path className="fill-black" d={`M${at(value)} 20l-7 -13h14z`} />
    </svg>
  );
}

const diamond = (x: number) => `M${x} 23l7 7l-7 7l-7 -7z`;

const FILLS = [
  "fill-white stroke-solid-gray-600",
  "fill-blue-100 stroke-solid-gray-600",
  "fill-yellow-200 stroke-solid-gray-600",
  "fill-orange-300 stroke-solid-gray-600",
];

/** Beside the whole platform: the white diamond on the scale. */
function Platform({ report: { value, platform } }: { report: Measured }) {
  const { t } = useSpeech();
  const { fixation: texts } = useNetworkTexts();
  if (platform === null) return <p>{texts.platformNone}</p>;
  const more = value - platform;
  const points = Math.abs(more).toFixed(1);
  const said = more > 0 ? texts.higher(points) : texts.lower(points);
  return (
    <p>
      <span aria-hidden="true">◇ </span>
      {texts.platform(platform.toFixed(1))}
      {t.aside(points === "0.0" ? texts.same : said)}
    </p>
  );
}
