import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useGatheringTexts } from "@/i18n/gathering";
import { useSpeech } from "@/i18n/language";
import { refusalOf } from "@/lib/forms/refusal";
import { isCoordinator, meQuestion } from "@/lib/me";
import { Fact, Facts } from "@/ui/Facts";
import { Form } from "@/ui/forms/Form";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE, TEXT } from "@/ui/styles";
import { Basics, Kind } from "./Basics";
import { Chooser } from "./Chooser";
import { Chosen } from "./Chosen";
import { bodyOf, type Draft, EMPTY } from "./draft";
import { Gate } from "./Gate";
import { plan } from "./questions";

const INPUTS = {
  kind: "kind",
  title: "title",
  date: "date",
  starts_at: "starts_at",
  rounds: "rounds",
  minutes: "minutes",
  chamber_ref: "chamber_ref",
  firm_refs: "firm_refs",
  host_refs: "firm_refs",
  wishes: "firm_refs",
};

/** Plans a gathering: what it is, who comes, and a look before the seats are made. */
export function NewGatheringPage() {
  const texts = useGatheringTexts();
  const me = useQuery(meQuestion);
  return (
    <Gate>
      <p>
        <Link className={TEXT} to="/coordinator/gatherings">
          {texts.back}
        </Link>
      </p>
      <PageTitle>{texts.new}</PageTitle>
      {isCoordinator(me.data) && <Planning />}
    </Gate>
  );
}

function Planning() {
  const texts = useGatheringTexts();
  const { language } = useSpeech();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [draft, setDraft] = useState(EMPTY);
  const [isChecking, setChecking] = useState(false);
  const planned = useMutation({
    mutationFn: () => plan(bodyOf(draft)),
    onSuccess: async ({ gathering_ref: ref }) => {
      await client.invalidateQueries({ queryKey: ["gatherings"] });
      navigate({ to: "/coordinator/gatherings/$ref", params: { ref } });
    },
    onError: () => setChecking(false), // what is wrong stands beside its input
  });
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { faults, rest } = refusalOf(planned.error, language, INPUTS);
  if (isChecking) {
    return (
      <Form
        aside={
          <button className={OUTLINE} onClick={() => setChecking(false)} type="button">
            {texts.edit}
          </button>
        }
        isSending={planned.isPending}
        label={texts.checking}
        onSubmit={() => planned.mutate()}
        submit={texts.plan}
      >
        <Check draft={draft} />
      </Form>
    );
  }
  return (
    <>
      <Kind draft={draft} faults={faults} onChange={change} />
      <Chooser
        chosen={draft.firms}
        onAdd={(firms) => change({ firms: [...draft.firms, ...newAmong(draft, firms)] })}
      />
      <Chosen draft={draft} onChange={change} />
      <Form
        error={rest}
        faults={faults}
        inputs={[...new Set(Object.values(INPUTS))]}
        isSending={false}
        onSubmit={() => {
          planned.reset();
          setChecking(true);
        }}
        submit={texts.check}
      >
        <Basics draft={draft} faults={faults} onChange={change} />
      </Form>
    </>
  );
}

function newAmong(draft: Draft, firms: Draft["firms"]) {
  const known = new Set(draft.firms.map(({ firm_ref }) => firm_ref));
  return firms.filter(({ firm_ref }) => !known.has(firm_ref));
}

function Check({ draft }: { draft: Draft }) {
  const texts = useGatheringTexts();
  const { date, number } = useSpeech();
  return (
    <>
      <h2 className="text-std-24B-150">{texts.checking}</h2>
      <Facts>
        <Fact label={texts.name}>{draft.title}</Fact>
        <Fact label={texts.kind}>{texts.kinds[draft.kind]}</Fact>
        <Fact label={texts.date}>
          {draft.date && date(draft.date)} {draft.starts_at}
        </Fact>
        <Fact label={texts.rounds}>{draft.rounds}</Fact>
        <Fact label={texts.minutes}>{draft.minutes}</Fact>
        <Fact label={texts.firms}>
          {texts.firmCount(number(draft.firms.length))}{" "}
          <span lang="ja">{draft.firms.map(({ name }) => name).join("、")}</span>
        </Fact>
      </Facts>
    </>
  );
}
