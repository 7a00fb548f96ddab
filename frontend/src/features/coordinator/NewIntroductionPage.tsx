import { useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import type { FirmOut, NeedOut } from "@/api";
import { useIntroductionTexts } from "@/i18n/introduction";
import { useSpeech } from "@/i18n/language";
import { firmQuestion } from "@/lib/firm";
import { meQuestion } from "@/lib/me";
import { Fact, Facts } from "@/ui/Facts";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { ContactFacts } from "./case/SideCard";
import { Note } from "./case/shared";
import { Why } from "./case/Why";
import { ActForm } from "./form/ActForm";
import { choiceOf, LongText, optionsOf, Select, TextInput, textOf } from "./form/inputs";
import { chambersOf, isOperator } from "./names";
import { chambersQuestion, contactQuestion, needQuestion, responsesQuestion } from "./questions";
import { readStart } from "./state";
import { propose } from "./steps";
import { Workbench } from "./Workbench";

const route = getRouteApi("/coordinator/introductions/new");

/** Begins an introduction: from a match, with the reasons at hand, or from a conversation. */
export function NewIntroductionPage() {
  const { new: texts } = useIntroductionTexts();
  return (
    <Workbench title={texts.title}>
      <p>{texts.lead}</p>
      <Beginning />
    </Workbench>
  );
}

function Beginning() {
  const { need, firm, seeker } = readStart(route.useSearch());
  const asked = useQuery({ ...needQuestion(need ?? ""), enabled: !!need });
  const found = useQuery({ ...firmQuestion(firm ?? ""), enabled: !!firm });
  const other = useQuery({ ...firmQuestion(seeker ?? ""), enabled: !!seeker });
  const questions = [asked, found, other];
  if (questions.some(({ isLoading }) => isLoading)) return <Loading />;
  const failed = questions.find(({ isError }) => isError);
  if (failed) return <Failure error={failed.error} retry={() => failed.refetch()} />;
  return (
    <>
      <Known firm={found.data} need={asked.data} />
      <Proposal firm={found.data} need={asked.data} seeker={other.data} />
    </>
  );
}

interface Props {
  need: NeedOut | undefined;
  firm: FirmOut | undefined;
}

/** What the coordinator knows before she calls. */
function Known({ need, firm }: Props) {
  const { new: texts } = useIntroductionTexts();
  const contact = useQuery({ ...contactQuestion(firm?.id ?? ""), enabled: !!firm });
  if (!need && !firm) return null;
  return (
    <section className="grid grid-cols-1 gap-4">
      <Facts>
        {need && (
          <Fact label={texts.need}>
            <span lang="ja">{need.title}</span>
          </Fact>
        )}
        {firm && (
          <Fact label={texts.candidate}>
            <span lang="ja">{firm.name}</span>
          </Fact>
        )}
      </Facts>
      {contact.data && <ContactFacts contact={contact.data} />}
      {need && firm && (
        <>
          <h2 className="text-std-24B-150">{texts.why}</h2>
          <Why firmRef={firm.firm_ref} needId={need.id} />
        </>
      )}
      {need && <Responses needId={need.id} />}
    </section>
  );
}

function Responses({ needId }: { needId: string }) {
  const { new: texts, side } = useIntroductionTexts();
  const { date, t } = useSpeech();
  const responses = useQuery(responsesQuestion(needId));
  if (!responses.data?.items.length) return null;
  return (
    <>
      <h2 className="text-std-24B-150">{texts.responses}</h2>
      <ul className="list-disc pl-6">
        {responses.data.items.map((item) => (
          <li key={item.firm_ref + item.side}>
            {item.firm_ref}
            {t.colon}
            {item.label}
            {item.side && t.aside(side[item.side])} {date(item.at)}
            {item.note && <span lang="ja"> {item.note}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

interface ProposalProps extends Props {
  /** Who is to meet the firm, where it was not a need that found it. */
  seeker: FirmOut | undefined;
}

function Proposal({ need, firm, seeker }: ProposalProps) {
  const { new: texts, step } = useIntroductionTexts();
  const { t } = useSpeech();
  const navigate = useNavigate();
  const client = useQueryClient();

  async function send(form: FormData) {
    const { record } = await propose({
      candidate_ref: textOf(form, "candidate_ref") ?? "",
      need_ref: textOf(form, "need_ref"),
      seeker_ref: textOf(form, "seeker_ref"),
      purpose: choiceOf(form, "purpose", t.purpose),
      title: textOf(form, "title"),
      chamber_ref: textOf(form, "chamber_ref"),
      again_because: textOf(form, "again_because"),
      note: textOf(form, "note"),
      next_date: textOf(form, "next_date"),
    });
    await client.invalidateQueries({ queryKey: ["introductions"] });
    navigate({
      to: "/coordinator/introductions/$ref",
      params: { ref: record.introduction_ref },
    });
  }

  return (
    <ActForm send={send} submit={texts.submit}>
      <TextInput hint={texts.needHint} label={texts.need} name="need_ref" value={need?.need_ref} />
      <TextInput
        hint={texts.candidateHint}
        isRequired
        label={texts.candidate}
        name="candidate_ref"
        value={firm?.firm_ref}
      />
      <TextInput
        hint={texts.seekerHint}
        label={texts.seeker}
        name="seeker_ref"
        value={need?.firm?.firm_ref ?? seeker?.firm_ref}
      />
      <Select
        empty={texts.purposeOfNeed}
        label={texts.purpose}
        name="purpose"
        options={optionsOf(t.purpose)}
        value={need?.kind ?? (seeker && "joint_development")}
      />
      <TextInput hint={texts.subjectHint} label={texts.subject} name="title" value={need?.title} />
      <Leading />
      <LongText hint={texts.againHint} label={texts.again} name="again_because" />
      <Note />
      <TextInput hint={step.nextDateUsual} label={step.nextDate} name="next_date" type="date" />
    </ActForm>
  );
}

/** Which chamber leads; asked only of those who have more than one. */
function Leading() {
  const { new: texts } = useIntroductionTexts();
  const me = useQuery(meQuestion);
  const chambers = useQuery(chambersQuestion);
  const own = chambersOf(me.data);
  const isAny = isOperator(me.data);
  if (own.length < 2 && !isAny) return null;
  const options = (chambers.data?.items ?? [])
    .filter(({ chamber_ref }) => isAny || own.includes(chamber_ref))
    .map(({ chamber_ref, name }) => ({ value: chamber_ref, label: name }));
  return (
    <Select empty={texts.ownChamber} label={texts.chamber} name="chamber_ref" options={options} />
  );
}
