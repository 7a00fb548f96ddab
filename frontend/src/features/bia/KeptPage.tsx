import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useBiaTexts } from "@/i18n/bia";
import { meQuestion } from "@/lib/me";
import { AskFirst } from "@/ui/forms/AskFirst";
import { Refused } from "@/ui/forms/Refused";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { SignInFirst } from "@/ui/SignInFirst";
import { SOLID } from "@/ui/styles";
import type { Body } from "./case";
import { Desk } from "./Desk";
import { useEditing } from "./editing/useEditing";
import { forgetCase, keepCase, keptCase } from "./kept";
import { assessmentQuestion, createCase } from "./questions";
import { Start } from "./start/Start";
import { readCase } from "./state";

const route = getRouteApi("/bia/draft");

/** The case of somebody who has not signed in; whoever has can store it from here. */
export function KeptPage() {
  const { cases: texts } = useBiaTexts();
  const [body] = useState(keptCase);
  if (body) return <Kept first={body} />;
  return (
    <div className="grid grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      <p>{texts.nothingKept}</p>
      <Start />
    </div>
  );
}

function Kept({ first }: { first: Body }) {
  const state = readCase(route.useSearch());
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const editing = useEditing(
    { body: first },
    {
      key: "kept",
      // It is kept when it can be reckoned with: what the server refuses stays a draft.
      apply: async (body) => {
        await client.fetchQuery(assessmentQuestion(body));
        keepCase(body);
        return { body };
      },
    },
  );
  const { body } = editing.base;
  const assessment = useQuery({
    ...assessmentQuestion(body),
    placeholderData: (previous) => previous,
  });
  return (
    <Desk
      notice={<Store body={body} isChanged={editing.isChanged} />}
      work={{
        body,
        assessment,
        editing,
        state,
        go: (search) => navigate({ search, resetScroll: false, replace: true }),
      }}
    />
  );
}

/** How a case leaves this browser: for the server, or for good. */
function Store({ body, isChanged }: { body: Body; isChanged: boolean }) {
  const { cases: texts } = useBiaTexts();
  const me = useQuery(meQuestion);
  const navigate = useNavigate();
  const storing = useMutation({
    mutationFn: () => createCase(body),
    onSuccess: ({ id }) => {
      forgetCase();
      navigate({ to: "/bia/cases/$id", params: { id }, search: {} });
    },
  });
  if (me.isPending) return <Loading />;
  return (
    <div className="grid grid-cols-1 gap-3 print:hidden">
      {me.data?.signed_in ? (
        <div className="grid grid-cols-1 justify-items-start gap-3 rounded-8 bg-blue-50 p-4">
          <p>{isChanged ? texts.applyFirst : texts.store}</p>
          <button
            aria-disabled={storing.isPending || isChanged}
            className={SOLID}
            onClick={() => !storing.isPending && !isChanged && storing.mutate()}
            type="button"
          >
            {texts.storeNow}
          </button>
          {storing.isError && <Refused error={storing.error} />}
        </div>
      ) : (
        <SignInFirst>{texts.kept}</SignInFirst>
      )}
      <div>
        <AskFirst
          act={async () => forgetCase()}
          label={texts.forget}
          onDone={() => navigate({ to: "/bia" })}
          title={texts.forgetTitle}
        />
      </div>
    </div>
  );
}
