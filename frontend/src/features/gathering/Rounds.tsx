import type { GatheringOut, RoundOut, TableOut } from "@/api";
import { useGatheringTexts } from "@/i18n/gathering";
import { useSpeech } from "@/i18n/language";
import { FirmLink } from "@/ui/FirmLink";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";
import { clock } from "./GatheringPage";

/** Who sits where in each round. */
export function Rounds({ gathering }: { gathering: GatheringOut }) {
  const texts = useGatheringTexts();
  const { number } = useSpeech();
  const name = gathering.kind === "visit_day" ? texts.group : texts.table;
  return gathering.rounds.map((round) => (
    <Section key={round.number} title={texts.round(number(round.number), clock(round.starts_at))}>
      <Round name={name} round={round} />
    </Section>
  ));
}

function Round({ round, name }: { round: RoundOut; name: string }) {
  const texts = useGatheringTexts();
  const { number } = useSpeech();
  return (
    <>
      <DataTable
        caption={texts.round(number(round.number))}
        columns={[
          { head: name, cell: (row) => number(row.number) },
          { head: texts.together, cell: (row) => <Mates table={row} /> },
          { head: texts.met, cell: (row) => texts.metCount(number(row.met)) },
          { head: texts.topics, cell: (row) => <Topics table={row} /> },
        ]}
        keyOf={(row) => row.number}
        rows={round.tables}
      />
      {round.resting.length > 0 && (
        <p>
          {texts.resting}:{" "}
          <span lang="ja">{round.resting.map((firm) => firm.name).join("、")}</span>
        </p>
      )}
    </>
  );
}

function Mates({ table }: { table: TableOut }) {
  return (
    <ul className="flex flex-wrap gap-x-4" lang="ja">
      {table.firms.map((firm) => (
        <li key={firm.firm_ref}>
          <FirmLink firm={firm}>{firm.name}</FirmLink>
        </li>
      ))}
    </ul>
  );
}

function Topics({ table }: { table: TableOut }) {
  const texts = useGatheringTexts();
  const { say } = useSpeech();
  if (!table.topics.length) return texts.noTopics;
  return (
    <ul>
      {table.topics.map((topic) => (
        <li key={topic.text}>{say(topic)}</li>
      ))}
    </ul>
  );
}
