import { useBiaTexts } from "@/i18n/bia";
import { writeList } from "@/lib/text";
import { Section } from "@/ui/parts/Section";
import { type Column, DataTable } from "@/ui/tables/DataTable";
import type { Process } from "../case";
import { PROCESSES } from "../editing/fields";
import { Records } from "../editing/Records";
import { useFigures } from "../figures";
import { useWork } from "../work";
import { Part } from "./Premises";
import { SectionLink } from "./SectionLink";

interface Row {
  process: Process;
  /** How many layers lie above it. */
  depth: number;
  place: string;
}

/** The inventory of what the firm does, in its three layers. */
export function Inventory() {
  const { sections, inventory: texts } = useBiaTexts();
  return (
    <Section title={sections.inventory}>
      <p>{texts.lead}</p>
      <InventoryTable isEditable />
      <Part title={texts.edit}>
        <Records spec={PROCESSES} />
      </Part>
    </Section>
  );
}

export function InventoryTable({ isEditable }: { isEditable?: boolean }) {
  const { inventory: texts, choices, fieldOf } = useBiaTexts();
  const { editing } = useWork();
  const figures = useFigures();
  const rows = inLayers(editing.draft.body.processes ?? []);
  if (!rows.length) return <p>{texts.empty}</p>;
  const change: Column<Row> = {
    head: texts.act,
    cell: ({ process, place }) => (
      <SectionLink place={place} section="inventory">
        {texts.change}
        <span className="sr-only">{texts.changeOf(process.name)}</span>
      </SectionLink>
    ),
  };
  const lists = ["equipment", "systems", "materials"] as const;
  return (
    <DataTable
      caption={texts.table}
      columns={[
        {
          head: texts.process,
          cell: ({ process: { ref, name }, depth }) => (
            <span lang="ja" style={{ paddingLeft: `${depth}rem` }}>
              {depth > 0 && <span aria-hidden="true">└ </span>}
              {ref} {name}
            </span>
          ),
        },
        {
          head: fieldOf("layer"),
          cell: ({ process }) => choices.layer[process.layer ?? "operation"],
        },
        { head: fieldOf("department"), cell: ({ process }) => process.department },
        ...lists.map((name) => ({
          head: fieldOf(name),
          cell: ({ process }: Row) => writeList(process[name]),
        })),
        { head: texts.rto, cell: ({ process }) => figures.hours(process.rto_hours, "") },
        ...(isEditable ? [change] : []),
      ]}
      keyOf={({ place }) => place}
      rows={rows}
    />
  );
}

/** Each below the one that it is part of; what is part of nothing known comes first. */
export function inLayers(processes: readonly Process[]): Row[] {
  const refs = new Set(processes.map(({ ref }) => ref));
  const seen = new Set<string>();
  const below = (parent: string | undefined, depth: number): Row[] =>
    processes.flatMap((process, at) => {
      const above = process.parent_ref ?? undefined;
      const isHere = parent === undefined ? !above || !refs.has(above) : above === parent;
      const place = `processes/${at}`;
      if (!isHere || seen.has(place)) return [];
      seen.add(place);
      return [{ process, depth, place }, ...below(process.ref, depth + 1)];
    });
  const rows = below(undefined, 0);
  // What lies in a circle hangs below nothing; it is listed all the same.
  const rest = processes.flatMap((process, at) =>
    seen.has(`processes/${at}`) ? [] : [{ process, depth: 0, place: `processes/${at}` }],
  );
  return [...rows, ...rest];
}
