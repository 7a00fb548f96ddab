import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { NeedOut, StaleProblem } from "@/api";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import type { Tagged } from "@/lib/call";
import { meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { LeftIcon } from "@/ui/icons";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { SideBySide } from "@/ui/SideBySide";
import { SignInFirst } from "@/ui/SignInFirst";
import { TEXT } from "@/ui/styles";
import {
  check,
  draftOfNeed,
  errorsOf,
  type NeedDraft,
  type NeedErrors,
  ORDER,
  saidIn,
} from "../draft";
import { NeedForm } from "../NeedForm";
import { editedQuestion, patchNeed } from "./questions";

const route = getRouteApi("/needs/$id/edit");

/** A posted need, to be changed by the firm that posted it or a coordinator. */
export function EditNeedPage() {
  const { id } = route.useParams();
  const { needs: texts } = useOwnerTexts();
  const me = useQuery(meQuestion);
  const need = useQuery(editedQuestion(id));
  const isSignedOut = me.isSuccess && !me.data.signed_in;
  const failure = me.error ?? need.error;
  if (failure instanceof CallError && failure.slug === "not-found") return <NotFound />;
  return (
    <div className="grid max-w-[45rem] grid-cols-1 gap-6">
      <p>
        <Link className={TEXT} to="/my/needs">
          <LeftIcon />
          {texts.backToOwn}
        </Link>
      </p>
      <PageTitle>{texts.editTitle}</PageTitle>
      {isSignedOut && <SignInFirst>{texts.signInFirst}</SignInFirst>}
      {failure && <Failure error={failure} />}
      {!failure && (me.isPending || need.isPending) && <Loading />}
      {me.data?.signed_in && need.data && <Form id={id} stored={need.data} />}
    </div>
  );
}

function Form({ id, stored }: { id: string; stored: Tagged<NeedOut> }) {
  const { language, t } = useSpeech();
  const { needs: texts } = useOwnerTexts();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState(() => draftOfNeed(stored.record));
  const [errors, setErrors] = useState<NeedErrors>({});
  const [stale, setStale] = useState<Tagged<NeedOut>>();
  const save = useMutation({
    mutationFn: ({ from, what }: { from: Tagged<NeedOut>; what: NeedDraft }) =>
      patchNeed(id, changesOf(from.record, what), from.etag),
    onSuccess: async () => {
      await client.invalidateQueries();
      navigate({ to: "/needs/$id", params: { id } });
    },
    onError: (error) => {
      if (!(error instanceof CallError) || !error.problem) return;
      setStale(currentOf(error));
      setErrors(errorsOf(error.problem, language === "ja"));
    },
  });

  function submit() {
    const found = check(draft, t);
    setErrors(found);
    if (!Object.keys(found).length && !save.isPending) save.mutate({ from: base, what: draft });
  }

  function resolve(taken: string[]) {
    if (!stale) return;
    const theirs = draftOfNeed(stale.record);
    const was = draftOfNeed(base.record);
    const mine = ORDER.filter((name) => draft[name] !== was[name] && !taken.includes(name));
    const what = { ...theirs, ...Object.fromEntries(mine.map((name) => [name, draft[name]])) };
    setBase(stale);
    setDraft(what);
    setStale(undefined);
    save.mutate({ from: stale, what });
  }

  const isStaleOrFaulty = stale || Object.keys(errors).length > 0;
  return (
    <>
      {save.isError && !isStaleOrFaulty && <Failure error={save.error} />}
      {stale && (
        <Differences
          base={base}
          draft={draft}
          onCancel={() => setStale(undefined)}
          onChoose={resolve}
          stale={stale}
        />
      )}
      {!stale && (
        <NeedForm
          draft={draft}
          errors={errors}
          isPosted
          onChange={setDraft}
          onSubmit={submit}
          submit={save.isPending ? texts.saving : texts.save}
        />
      )}
    </>
  );
}

interface DifferencesProps {
  base: Tagged<NeedOut>;
  stale: Tagged<NeedOut>;
  draft: NeedDraft;
  onChoose: (taken: string[]) => void;
  onCancel: () => void;
}

function Differences({ base, stale, draft, onChoose, onCancel }: DifferencesProps) {
  const { t } = useSpeech();
  const page = usePageTexts();
  const was = draftOfNeed(base.record);
  const theirs = draftOfNeed(stale.record);
  const spoken = (name: (typeof ORDER)[number], from: NeedDraft) =>
    name === "kind" ? t.purpose[from.kind] : from[name];
  const found = ORDER.filter((name) => theirs[name] !== was[name] && theirs[name] !== draft[name]);
  return (
    <SideBySide
      differences={found.map((name) => ({
        id: name,
        label: name === "kind" ? page.need.kindLegend : t.field[name],
        mine: spoken(name, draft),
        theirs: spoken(name, theirs),
        prefers: draft[name] === was[name] ? "theirs" : "mine",
      }))}
      onCancel={onCancel}
      onChoose={onChoose}
    />
  );
}

/** What the draft says otherwise than the need as it was read. */
function changesOf(need: NeedOut, draft: NeedDraft) {
  const was: Record<string, unknown> = saidIn(draftOfNeed(need));
  const now: Record<string, unknown> = saidIn(draft);
  const isChanged = (name: string) => JSON.stringify(now[name]) !== JSON.stringify(was[name]);
  return Object.fromEntries(Object.entries(now).filter(([name]) => isChanged(name)));
}

function currentOf({ status, problem }: CallError): Tagged<NeedOut> | undefined {
  const { current, current_record } = (problem ?? {}) as Partial<StaleProblem>;
  if (status !== 412 || !current_record) return undefined;
  return { record: current_record as unknown as NeedOut, etag: `"${current}"` };
}
