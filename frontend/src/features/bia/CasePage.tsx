import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { FiledCaseOut } from "@/api";
import { useBiaTexts } from "@/i18n/bia";
import type { Tagged } from "@/lib/call";
import { meQuestion } from "@/lib/me";
import { CallError } from "@/lib/problem";
import { Failure } from "@/ui/Failure";
import { Loading } from "@/ui/Loading";
import { NotFound } from "@/ui/NotFound";
import { PageTitle } from "@/ui/PageTitle";
import { SignInFirst } from "@/ui/SignInFirst";
import { Desk } from "./Desk";
import { useEditing } from "./editing/useEditing";
import { caseQuestion, replaceCase, storedAssessmentQuestion } from "./questions";
import { readCase } from "./state";

const route = getRouteApi("/bia/cases/$id");

/** A stored case: its organisation works on it, a page at a time. */
export function CasePage() {
  const { id } = route.useParams();
  const { cases: texts } = useBiaTexts();
  const me = useQuery(meQuestion);
  const found = useQuery({ ...caseQuestion(id), enabled: me.data?.signed_in === true });
  if (me.data && !me.data.signed_in) {
    return (
      <div className="grid grid-cols-1 gap-6">
        <PageTitle>{texts.title}</PageTitle>
        <SignInFirst>{texts.signInFirst}</SignInFirst>
      </div>
    );
  }
  const failure = me.error ?? found.error;
  if (failure instanceof CallError && failure.slug === "not-found") return <NotFound />;
  if (failure) return <Failure error={failure} retry={() => found.refetch()} />;
  return found.data ? <Stored first={found.data} id={id} key={id} /> : <Loading />;
}

function Stored({ id, first }: { id: string; first: Tagged<FiledCaseOut> }) {
  const state = readCase(route.useSearch());
  const navigate = route.useNavigate();
  const editing = useEditing(
    { body: first.record.case, etag: first.etag },
    {
      key: id,
      apply: async (body, etag) => {
        const now = await replaceCase(id, body, etag);
        return { body: now.record.case, etag: now.etag };
      },
    },
  );
  const assessment = useQuery({
    ...storedAssessmentQuestion(id, editing.base.etag),
    placeholderData: (previous) => previous,
  });
  return (
    <Desk
      work={{
        id,
        body: editing.base.body,
        assessment,
        editing,
        state,
        go: (search) => navigate({ search, resetScroll: false, replace: true }),
      }}
    />
  );
}
