import { useBiaTexts } from "@/i18n/bia";
import { Section } from "@/ui/parts/Section";
import { DataTable } from "@/ui/tables/DataTable";
import { nameIn } from "../case";
import { useFigures } from "../figures";
import { useAssessment, useWork } from "../work";
import { Part } from "./Premises";

/** How much each process matters, in which order they come back, and how sure that order is. */
export function Priorities() {
  const { sections, priorities: texts } = useBiaTexts();
  return (
    <Section title={sections.priorities}>
      <p>{texts.lead}</p>
      <Part title={texts.impacts}>
        <Impacts />
      </Part>
      <Part lead={texts.orderLead} title={texts.order}>
        <Order />
      </Part>
      <Part lead={texts.stabilityLead} title={texts.stability}>
        <Stability />
      </Part>
      <Part lead={texts.continuityLead} title={texts.continuity}>
        <Continuity />
      </Part>
      <Part title={texts.stages}>
        <Stages />
      </Part>
      <Part title={texts.skills}>
        <Skills />
      </Part>
    </Section>
  );
}

function Impacts() {
  const { priorities: texts, choices } = useBiaTexts();
  const figures = useFigures();
  const { impacts } = useAssessment();
  if (!impacts.length) return <p>{texts.nothing}</p>;
  return (
    <DataTable
      caption={texts.impacts}
      columns={[
        { head: texts.process, cell: ({ name }) => <span lang="ja">{name}</span> },
        { head: texts.rank, cell: ({ rank }) => <strong>{rank}</strong> },
        { head: texts.total, cell: ({ total }) => figures.plain(total) },
        {
          head: texts.reasons,
          cell: ({ axes }) => (
            <ul className="grid grid-cols-1 gap-1">
              {axes.map(({ axis, score, reason }) => (
                <li key={axis}>
                  {choices.axis[axis as keyof typeof choices.axis]} {figures.plain(score)}
                  <span className="block text-solid-gray-700" lang="ja">
                    {reason}
                  </span>
                </li>
              ))}
            </ul>
          ),
        },
      ]}
      keyOf={({ process_ref }) => process_ref}
      rows={impacts}
    />
  );
}

function Order() {
  const { priorities: texts } = useBiaTexts();
  const figures = useFigures();
  const { priorities } = useAssessment();
  if (!priorities.length) return <p>{texts.noRating}</p>;
  const isTied = priorities.some(({ rank }) => rank.endsWith("="));
  return (
    <>
      <DataTable
        caption={texts.order}
        columns={[
          { head: texts.process, cell: ({ name }) => <span lang="ja">{name}</span> },
          { head: texts.place, cell: ({ rank }) => <strong>{rank}</strong> },
          { head: texts.mean, cell: ({ mean }) => figures.score(mean) },
          { head: texts.impact, cell: ({ impact }) => figures.plain(impact) },
          { head: texts.ease, cell: ({ ease }) => figures.plain(ease) },
          { head: texts.customer, cell: ({ customer }) => figures.plain(customer) },
          { head: texts.legal, cell: ({ legal }) => figures.plain(legal) },
          { head: texts.first, cell: ({ first_share }) => figures.share(first_share) },
        ]}
        keyOf={({ process_ref }) => process_ref}
        rows={priorities}
      />
      {isTied && <p>{texts.tied}</p>}
    </>
  );
}

function Stability() {
  const { priorities: texts } = useBiaTexts();
  const { body } = useWork();
  const figures = useFigures();
  const { orders } = useAssessment();
  if (!orders.length) return <p>{texts.noRating}</p>;
  return (
    <ol className="list-decimal pl-6">
      {orders.map(({ process_refs, share }) => (
        <li key={process_refs.join()}>
          <span lang="ja">
            {process_refs.map((ref) => nameIn(body.processes, ref)).join(" → ")}
          </span>{" "}
          {figures.share(share)}
        </li>
      ))}
    </ol>
  );
}

function Continuity() {
  const { priorities: texts } = useBiaTexts();
  const { body } = useWork();
  const figures = useFigures();
  const { continuity } = useAssessment();
  if (!continuity.length) return <p>{texts.nothing}</p>;
  return (
    <DataTable
      caption={texts.continuity}
      columns={[
        { head: texts.process, cell: ({ name }) => <span lang="ja">{name}</span> },
        { head: "RTO", cell: ({ rto_hours }) => figures.hours(rto_hours) },
        { head: "MTPD", cell: ({ mtpd_hours }) => figures.hours(mtpd_hours) },
        { head: "MBCO", cell: ({ mbco }) => figures.share(mbco) },
        { head: texts.reached, cell: ({ reached_hours }) => figures.hours(reached_hours) },
        {
          head: texts.waits,
          cell: ({ waits_for }) => (
            <span lang="ja">{waits_for ? nameIn(body.processes, waits_for) : texts.nobody}</span>
          ),
        },
        {
          head: texts.isMet,
          cell: ({ is_met }) =>
            is_met === null ? texts.unknown : is_met ? texts.met : texts.notMet,
        },
      ]}
      keyOf={({ process_ref }) => process_ref}
      rows={continuity}
    />
  );
}

function Stages() {
  const { priorities: texts } = useBiaTexts();
  const { stages } = useAssessment();
  if (!stages.length) return <p>{texts.nothing}</p>;
  return (
    <ul className="grid list-disc grid-cols-1 gap-1 pl-6" lang="ja">
      {stages.map(({ stage, text }) => (
        <li key={stage}>{text}</li>
      ))}
    </ul>
  );
}

function Skills() {
  const { priorities: texts } = useBiaTexts();
  const { skills } = useAssessment();
  if (!skills.length) return <p>{texts.noSkills}</p>;
  return (
    <DataTable
      caption={texts.skills}
      columns={[
        { head: texts.skill, cell: ({ skill }) => <span lang="ja">{skill}</span> },
        { head: texts.holders, cell: ({ holders, needed }) => texts.of(holders, needed) },
        { head: texts.single, cell: ({ is_single_point }) => (is_single_point ? texts.alone : "") },
        { head: texts.says, cell: ({ text }) => <span lang="ja">{text}</span> },
      ]}
      keyOf={({ process_ref, skill }) => `${process_ref}/${skill}`}
      rows={skills}
    />
  );
}
