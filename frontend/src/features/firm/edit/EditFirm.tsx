import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useOwnerTexts } from "@/i18n/owner";
import { firmOf, meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { OUTLINE } from "@/ui/styles";
import { Contact } from "./Contact";
import { Editor } from "./Editor";
import type { Base } from "./profile";
import { baseQuestion } from "./questions";
import { Succession } from "./Succession";
import { Withdrawal } from "./Withdrawal";

/** Everything that a firm says, for whoever may change it. */
export function EditFirm({ id }: { id: string }) {
  const { firm: texts } = useOwnerTexts();
  const base = useQuery(baseQuestion(id));
  if (base.isPending) return <Loading />;
  if (base.data) return <Editing base={base.data} id={id} />;
  if (base.error instanceof CallError && base.error.slug === "not-found") return <NotFound />;
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Failure error={base.error} retry={() => base.refetch()} />
    </>
  );
}

function Editing({ id, base }: { id: string; base: Base }) {
  const { firm: texts } = useOwnerTexts();
  const me = useQuery(meQuestion);
  const isOwn = firmOf(me.data)?.firm_id === id;
  const { name } = base.firm;
  return (
    <div className="grid max-w-[60rem] grid-cols-1 gap-10">
      <header className="grid grid-cols-1 gap-3">
        <PageTitle>{isOwn ? texts.title : texts.titleOf(name)}</PageTitle>
        {isOwn && (
          <p className="text-std-20B-150" lang="ja">
            {name}
          </p>
        )}
        <p className="flex flex-wrap gap-3">
          <Link className={OUTLINE} params={{ id }} to="/firms/$id">
            {texts.open}
          </Link>
          {isOwn ? (
            <Link className={OUTLINE} search={{ audience: "anyone" }} to="/my/firm/preview">
              {texts.preview}
            </Link>
          ) : (
            <Link
              className={OUTLINE}
              params={{ id }}
              search={{ audience: "anyone" }}
              to="/firms/$id/preview"
            >
              {texts.preview}
            </Link>
          )}
          {isOwn ? (
            <Link className={OUTLINE} to="/my/partners">
              {texts.partners}
            </Link>
          ) : (
            <Link className={OUTLINE} params={{ id }} to="/firms/$id/partners">
              {texts.partners}
            </Link>
          )}
          {isOwn && (
            <>
              <Link className={OUTLINE} to="/my/firm/overlooked">
                {texts.overlooked}
              </Link>
              <Link className={OUTLINE} to="/coordinator/gatherings">
                {texts.gatherings}
              </Link>
            </>
          )}
          {!isOwn && (
            <Link
              className={OUTLINE}
              params={{ ref: base.firm.firm_ref }}
              to="/organisations/$ref/people"
            >
              {texts.people}
            </Link>
          )}
        </p>
      </header>
      <Editor base={base} isOwn={isOwn} />
      <Contact id={id} />
      <Succession id={id} />
      <Withdrawal id={id} isOwn={isOwn} name={name} />
    </div>
  );
}
