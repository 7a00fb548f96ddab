import { type ReactNode, useState } from "react";
import type { NetworkEdgeOut, NetworkGraphOut, NetworkNodeOut } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useNetworkTexts } from "@/i18n/network";
import { Missing } from "@/ui/Facts";
import { FirmLink } from "@/ui/FirmLink";
import { Section } from "@/ui/parts/Section";
import { OUTLINE } from "@/ui/styles";
import { type Column, DataTable } from "@/ui/tables/DataTable";

const SHOWN = 20; // rows, until more are asked for

/** All that the picture shows, in words and numbers: bridges and those with most partners first. */
export function NetworkTables({ graph }: { graph: NetworkGraphOut }) {
  const { number, date, t } = useSpeech();
  const { graph: texts, kind } = useNetworkTexts();
  const byRef = new Map(graph.nodes.map((node) => [node.firm_ref, node]));
  const firm = (ref: string) => <Firm node={byRef.get(ref)} />;
  return (
    <>
      <Rows
        columns={[
          { head: texts.firm, cell: (node) => <Firm node={node} /> },
          {
            head: texts.cluster,
            cell: ({ cluster }) => cluster ?? <Missing>{texts.noCluster}</Missing>,
          },
          { head: texts.partners, cell: ({ partners }) => number(partners) },
          { head: texts.role, cell: ({ is_bridge }) => is_bridge && texts.isBridge },
        ]}
        keyOf={({ firm_ref }: NetworkNodeOut) => firm_ref}
        rows={bridgesFirst(graph.nodes)}
        title={texts.firms}
      />
      <Rows
        columns={[
          {
            head: texts.pair,
            cell: ({ one, other }) => (
              <>
                {firm(one)}
                {t.separator}
                {firm(other)}
              </>
            ),
          },
          { head: texts.times, cell: ({ times }) => number(times) },
          { head: texts.last, cell: ({ last }) => date(last) },
          {
            head: texts.kinds,
            cell: ({ kinds }) => kinds.map((name) => kind[name]).join(t.separator),
          },
        ]}
        keyOf={({ one, other }: NetworkEdgeOut) => `${one} ${other}`}
        rows={oftenFirst(graph.edges)}
        title={texts.ties}
      />
    </>
  );
}

interface RowsProps<Row> {
  title: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}

function Rows<Row>({ title, columns, rows, keyOf }: RowsProps<Row>) {
  const { number } = useSpeech();
  const { graph: texts } = useNetworkTexts();
  const [isWhole, showAll] = useState(false);
  const rest = rows.length - SHOWN;
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        columns={columns}
        keyOf={keyOf}
        rows={isWhole ? rows : rows.slice(0, SHOWN)}
      />
      {!isWhole && rest > 0 && (
        <p>
          <button className={OUTLINE} onClick={() => showAll(true)} type="button">
            {texts.more(number(rest))}
            <span className="sr-only">{texts.moreOf(title)}</span>
          </button>
        </p>
      )}
    </Section>
  );
}

function Firm({ node }: { node: NetworkNodeOut | undefined }): ReactNode {
  return (
    node && (
      <span lang="ja">
        <FirmLink firm={node}>{node.name}</FirmLink>
      </span>
    )
  );
}

export function bridgesFirst(nodes: readonly NetworkNodeOut[]): NetworkNodeOut[] {
  return [...nodes].sort(
    (one, other) =>
      Number(other.is_bridge) - Number(one.is_bridge) ||
      other.partners - one.partners ||
      (one.firm_ref < other.firm_ref ? -1 : 1),
  );
}

function oftenFirst(edges: readonly NetworkEdgeOut[]): NetworkEdgeOut[] {
  const key = ({ one, other }: NetworkEdgeOut) => `${one} ${other}`;
  return [...edges].sort(
    (one, other) => other.times - one.times || (key(one) < key(other) ? -1 : 1),
  );
}
