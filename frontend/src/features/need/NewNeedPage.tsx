import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useSpeech } from "@/i18n/language";
import { usePageTexts } from "@/i18n/pages";
import { CallError } from "@/lib/problem";
import { PageTitle } from "@/ui/PageTitle";
import { CheckAnswers } from "./CheckAnswers";
import { bodyOf, check, draftOf, errorsOf, type NeedErrors } from "./draft";
import { NeedForm } from "./NeedForm";
import { newRef } from "@/lib/newRef";
import { postNeed } from "./questions";

const route = getRouteApi("/needs/new");

/** Two steps on one page, each with its own address: fill in, check the answers. */
export function NewNeedPage() {
  const { language, t } = useSpeech();
  const page = usePageTexts();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { step, ...search } = route.useSearch();
  const [draft, setDraft] = useState(() => draftOf(search));
  const [errors, setErrors] = useState<NeedErrors>({});
  const [ref] = useState(newRef);
  const post = useMutation({
    mutationFn: postNeed,
    onSuccess: async (need) => {
      await client.invalidateQueries();
      navigate({ to: "/needs/$id", params: { id: need.id }, state: { isPosted: true } });
    },
    onError: (error) => {
      const problem = error instanceof CallError ? error.problem : undefined;
      const found = problem ? errorsOf(problem, language === "ja") : {};
      if (Object.keys(found).length) backTo(found);
    },
  });

  const toStep = (next: "check" | undefined) =>
    navigate({ to: "/needs/new", search: { ...search, step: next } });

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

  const isChecking = step === "check" && !Object.keys(check(draft, t)).length;
  if (isChecking) {
    return (
      <Step key="check" title={page.need.check}>
        <CheckAnswers
          draft={draft}
          error={post.error}
          isSending={post.isPending}
          onChange={() => toStep(undefined)}
          onSend={() => post.mutate({ body: bodyOf(draft, ref), token: draft.token })}
        />
      </Step>
    );
  }
  return (
    <Step key="edit" title={page.need.edit}>
      <NeedForm draft={draft} errors={errors} onChange={setDraft} onSubmit={toCheck} />
    </Step>
  );
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
