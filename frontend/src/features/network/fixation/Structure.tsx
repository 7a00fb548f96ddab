import type { FixationOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { FirmLink } from "@/ui/FirmLink";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";

const ON_PAPER = 4; // bridges: the page for the mayor has no room for more
const SHOWN = 6; // holes: as many as a region can work on in a year

/** Who holds the network together, where it is thin, and at which stage it may be. */
export function Structure({ report }: { report: FixationOut }) {
  return (
    <div className="grid grid-cols-1 items-start gap-8 lg:grid-cols-2 print:grid-cols-2 print:gap-4">
      <BridgeFirms report={report} />
      <Stage report={report} />
      <Holes report={report} />
    </div>
  );
}

function BridgeFirms({ report: { bridge_firms } }: { report: FixationOut }) {
  const { t } = useSpeech();
  const { fixation: texts } = useNetworkTexts();
  return (
    <Section title={texts.bridgeFirms}>
      {bridge_firms.length === 0 && <p>{texts.noBridgeFirms}</p>}
      <ul className="list-disc pl-6 print:leading-tight" lang="ja">
        {bridge_firms.map((firm, at) => (
          <li className={at < ON_PAPER ? "" : "print:hidden"} key={firm.firm_ref}>
            <FirmLink firm={firm}>{firm.name}</FirmLink>
            {firm.cluster && t.aside(firm.cluster)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Stage({ report: { life_cycle } }: { report: FixationOut }) {
  const { fixation: texts } = useNetworkTexts();
  if (!life_cycle) return null;
  return (
    <Section title={texts.stage}>
      <p>
        <strong lang="ja">{life_cycle.label}</strong>
      </p>
      <ul className="list-disc pl-6 print:leading-tight" lang="ja">
        {life_cycle.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
      <p className="text-std-16N-170 text-solid-gray-700 print:leading-tight">{texts.stageLead}</p>
    </Section>
  );
}

function Holes({ report: { holes } }: { report: FixationOut }) {
  const { number } = useSpeech();
  const { fixation: texts } = useNetworkTexts();
  if (!holes.length) return null;
  return (
    <div className="print:hidden">
      <Section title={texts.holes}>
        <p>{texts.holesLead}</p>
        <DataTable
          caption={texts.holes}
          columns={[
            { head: texts.clusters, cell: ({ one, other }) => texts.pair(one, other) },
            { head: texts.ties, cell: ({ ties }) => number(ties) },
            { head: texts.expected, cell: ({ expected }) => expected.toFixed(1) },
          ]}
          keyOf={({ one, other }: FixationOut["holes"][number]) => `${one} ${other}`}
          rows={holes.slice(0, SHOWN)}
        />
      </Section>
    </div>
  );
}
