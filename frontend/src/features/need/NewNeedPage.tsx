import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useSpeech } from "@/i18n/language";
import { useOwnerTexts } from "@/i18n/owner";
import { usePageTexts } from "@/i18n/pages";
import { firmOf, isCoordinator, meQuestion } from "@/lib/me";
import { newRef } from "@/lib/newRef";
import { CallError } from "@/lib/problem";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SignInFirst } from "@/ui/SignInFirst";
import { CheckAnswers } from "./CheckAnswers";
import { bodyOf, check, errorsOf, type NeedDraft, type NeedErrors } from "./draft";
import { forgetDraft, keepDraft, keptDraft } from "./kept";
import { NeedForm } from "./NeedForm";
import { postNeed } from "./questions";

const route = getRouteApi("/needs/new");

/** Two steps on one page, each with its own address: fill in, check the answers. */
export function NewNeedPage() {
  const { language, t } = useSpeech();
  const page = usePageTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { step, ...search } = route.useSearch();
  const [draft, setDraft] = useState(() => keptDraft(search));
  const [errors, setErrors] = useState<NeedErrors>({});
  const [ref] = useState(newRef);
  const poster = usePoster();
  const post = useMutation({
    mutationFn: postNeed,
    onSuccess: async (need) => {
      forgetDraft();
      await client.invalidateQueries();
      navigate({ to: "/needs/$id", params: { id: need.id }, state: { isPosted: true } });
    },
    onError: (error) => {
      const problem = error instanceof CallError ? error.problem : undefined;
      const found = problem ? errorsOf(problem, language === "ja") : {};
      if (!poster.isForAnyFirm) delete found.firm_ref; // there is no input that it could stand at
      if (Object.keys(found).length) backTo(found);
      if (problem?.status === 401) client.invalidateQueries(meQuestion);
    },
  });

  const toStep = (next: "check" | undefined) =>
    navigate({ to: "/needs/new", search: { ...search, step: next } });

  function change(next: NeedDraft) {
    keepDraft(search, next);
    setDraft(next);
  }

  function backTo(found: NeedErrors) {
    setErrors(found);
    toStep(undefined);
  }

  function toCheck() {
    const found = check(draft, t);
    setErrors(found);
    post.reset();
    if (!Object.keys(found).length) toStep("check");
  }

  const own = poster.isForAnyFirm ? draft : { ...draft, firm_ref: poster.firm_ref ?? "" };
  if (poster.isUnknown) return <Loading />; // what depends on it would move the form
  const isChecking = step === "check" && !Object.keys(check(draft, t)).length;
  if (isChecking) {
    return (
      <Step key="check" title={page.need.check}>
        <CheckAnswers
          draft={draft}
          error={post.error}
          instead={poster.isSignedOut ? <SignedOut /> : undefined}
          isSending={post.isPending}
          onChange={() => toStep(undefined)}
          onSend={() => post.mutate(bodyOf(own, ref))}
          poster={poster.name}
        />
      </Step>
    );
  }
  return (
    <Step key="edit" title={page.need.edit}>
      {poster.isSignedOut && <SignedOut />}
      <PostedAs name={poster.name} />
      <NeedForm
        draft={draft}
        errors={errors}
        isForAnyFirm={poster.isForAnyFirm}
        onChange={change}
        onSubmit={toCheck}
      />
    </Step>
  );
}

/** For whom the reader posts: their firm, or as a coordinator any firm of the region. */
function usePoster() {
  const me = useQuery(meQuestion);
  const isForAnyFirm = isCoordinator(me.data);
  const firm = isForAnyFirm ? undefined : firmOf(me.data);
  return {
    isUnknown: me.isPending,
    isSignedOut: me.isSuccess && !me.data.signed_in,
    isForAnyFirm,
    firm_ref: firm?.organisation_ref,
    name: firm?.organisation_name,
  };
}

function SignedOut() {
  const { post } = useOwnerTexts();
  return <SignInFirst>{post.signInFirst}</SignInFirst>;
}

function PostedAs({ name }: { name?: string }) {
  const { post } = useOwnerTexts();
  return name ? <p>{post.as(name)}</p> : null;
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  const page = usePageTexts();
  return (
    <div className="grid max-w-[45rem] grid-cols-1 gap-6">
      <p className="text-solid-gray-700">{page.need.newNeed}</p>
      <PageTitle tab={`${title} ${page.need.newNeed}`}>{title}</PageTitle>
      {children}
    </div>
  );
}
