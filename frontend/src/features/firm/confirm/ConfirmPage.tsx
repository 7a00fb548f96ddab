import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { useState } from "react";
import type { FirmOut } from "@/api";
import { useOwnerTexts } from "@/i18n/owner";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { PageTitle } from "@/ui/PageTitle";
import { Done } from "@/ui/Status";
import { SOLID } from "@/ui/styles";
import { ConfirmForm } from "./ConfirmForm";
import { confirmationQuestion } from "./questions";

/**
 * A firm's own word on what a coordinator entered for it.
 *
 * The secret stands behind the #, which browsers send to no server: no log ever holds it.
 */
export function ConfirmPage() {
  const { confirm: texts } = useOwnerTexts();
  const hash = useRouterState({ select: (router) => router.location.hash });
  const [published, setPublished] = useState<FirmOut>();
  const draft = useQuery(confirmationQuestion(hash));
  if (published) return <Published firm={published} />;
  return (
    <div className="grid max-w-[45rem] grid-cols-1 gap-6">
      <PageTitle>{texts.title}</PageTitle>
      {!hash && <p role="alert">{texts.missing}</p>}
      {hash && draft.isPending && <Loading />}
      {draft.isError && <Failure error={draft.error} retry={() => draft.refetch()} />}
      {draft.data && (
        <ConfirmForm draft={draft.data} key={hash} onPublished={setPublished} secret={hash} />
      )}
    </div>
  );
}

function Published({ firm }: { firm: FirmOut }) {
  const { confirm: texts } = useOwnerTexts();
  return (
    <div className="grid grid-cols-1 justify-items-start gap-4">
      <PageTitle>{texts.done}</PageTitle>
      <Done>{texts.doneLead}</Done>
      <Link className={SOLID} params={{ id: firm.id }} to="/firms/$id">
        {texts.see}
        <span className="sr-only" lang="ja">
          {firm.name}
        </span>
      </Link>
    </div>
  );
}
